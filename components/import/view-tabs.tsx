"use client";

import { classNames } from "../ui/class-names";

export type View = "preview" | "flags" | "source";

const WORDS: Record<View, string> = {
  preview: "Preview",
  flags: "Comments and changes",
  source: "Manuscript",
};

interface ViewTabsProps {
  view: View;
  /** How many comments and changes came with it; without any there is no list of them. */
  flags: number;
  /** The preview is not that of the newest text yet. */
  reading: boolean;
  onView: (view: View) => void;
}

/** The manuscript as it will be stored, or as it came. */
export function ViewTabs({ view, flags, reading, onView }: ViewTabsProps) {
  return (
    <div className="mt-8 flex items-baseline gap-5 border-b border-hairline" role="group" aria-label="Show">
      {(["preview", ...(flags > 0 ? (["flags"] as const) : []), "source"] as const).map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === view}
          onClick={() => onView(choice)}
          className={classNames(
            "-mb-px border-b px-0.5 py-2 text-base pointer-coarse:py-3",
            choice === view ? "border-ink text-ink" : "border-transparent text-ink-faint hover:text-ink",
          )}
        >
          {WORDS[choice]}
          {choice === "flags" && <span className="text-ink-faint tabular-nums"> {flags}</span>}
        </button>
      ))}
      {reading && <span className="late ml-auto text-sm text-ink-faint">Reading…</span>}
    </div>
  );
}
