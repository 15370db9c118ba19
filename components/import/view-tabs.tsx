"use client";

import { classNames } from "../ui/class-names";

export type View = "preview" | "source";

const WORDS: Record<View, string> = { preview: "Preview", source: "Manuscript" };

interface ViewTabsProps {
  view: View;
  /** The preview is not that of the newest text yet. */
  reading: boolean;
  onView: (view: View) => void;
}

/** The manuscript as it will be stored, or as it came. */
export function ViewTabs({ view, reading, onView }: ViewTabsProps) {
  return (
    <div className="mt-8 flex items-baseline gap-5 border-b border-hairline" role="group" aria-label="Show">
      {(["preview", "source"] as const).map((choice) => (
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
        </button>
      ))}
      {reading && <span className="late ml-auto text-sm text-ink-faint">Reading…</span>}
    </div>
  );
}
