import type { ReactNode } from "react";
import { shortDiff } from "./short-diff";

interface FileNoteProps {
  /** Where the keyboard can be sent to it. */
  id?: string;
  icon: ReactNode;
  children: ReactNode;
}

/** What was repaired in a file, or is to be known of it: a line of a list. */
export function FileNote({ id, icon, children }: FileNoteProps) {
  return (
    <li
      id={id}
      tabIndex={-1}
      className="grid grid-cols-[1rem_1fr] gap-x-2 rounded-sm py-1 text-sm text-ink-soft [&_svg]:mt-0.75 [&_svg]:size-3 [&_svg]:text-ink-faint"
    >
      <span aria-hidden="true">{icon}</span>
      <div className="min-w-0">{children}</div>
    </li>
  );
}

/** What a repair made of the text, with a few words around it. */
export function RepairDifference({ before, after }: { before: string; after: string }) {
  const { head, removed, added, tail } = shortDiff(before, after);
  if (removed === "" && added === "") return null;
  return (
    <p className="font-serif text-base leading-5 wrap-anywhere text-ink-soft" dir="auto">
      {head}
      {removed !== "" && (
        <del className="text-typo decoration-1">
          <Visible text={removed} />
        </del>
      )}
      {added !== "" && (
        <ins className="text-ink no-underline">
          {removed.trim() !== "" && " "}
          <Visible text={added} />
        </ins>
      )}
      {tail}
    </p>
  );
}

/** Line ends and spaces at an edge, which a repair is often about, made visible. */
function Visible({ text }: { text: string }) {
  const shown = text.replace(/\r\n?|\n/g, "↵").replace(/\t/g, "→");
  return shown.trim() === "" ? "␣".repeat(shown.length) : shown;
}
