"use client";

import type { ReactNode } from "react";
import type { ComparedParagraph } from "@/domain/article/compare";
import { Difference } from "../review/difference";
import { KIND_NAMES } from "./words";
import "./compared.css";

interface ComparedProps {
  row: ComparedParagraph;
  /** Both wordings in one, or next to each other. */
  sideBySide: boolean;
  /** What can be done with it. */
  children?: ReactNode;
}

/** One paragraph in two states, word by word. */
export function Compared({ row, sideBySide, children }: ComparedProps) {
  const { before, after } = row;
  const [old, now] = [before?.text ?? "", after?.text ?? ""];
  return (
    <article
      aria-label={`${KIND_NAMES[(after ?? before)!.kind]}, ${changeWords(row)}`}
      className="compared border-t border-hairline py-4 first:border-t-0"
    >
      <p className="mb-1.5 text-xs text-ink-faint">
        {KIND_NAMES[(after ?? before)!.kind]} · {changeWords(row)}
      </p>
      {sideBySide ? (
        <div className="grid gap-x-8 gap-y-3 font-serif text-md md:grid-cols-2">
          <p dir="auto" className="min-w-0 break-words">
            <span className="sr-only">Before: </span>
            {before ? <Difference before={old} after={now} side="old" /> : <Absent />}
          </p>
          <p dir="auto" className="min-w-0 break-words">
            <span className="sr-only">After: </span>
            {after ? <Difference before={old} after={now} side="new" /> : <Absent />}
          </p>
        </div>
      ) : (
        <p dir="auto" className="max-w-(--measure) font-serif text-md break-words">
          <Difference before={old} after={now} />
        </p>
      )}
      {children}
    </article>
  );
}

const Absent = () => <span className="font-sans text-sm text-ink-faint">Not in the article</span>;

function changeWords({ before, after, moved }: ComparedParagraph): string {
  if (!before) return "new";
  if (!after) return "taken out";
  const words = [
    before.text !== after.text && "changed",
    before.kind !== after.kind && `was ${KIND_NAMES[before.kind].toLowerCase()}`,
    moved && "moved",
  ].filter(Boolean);
  return (
    words.join(", ") ||
    (before.attrs.level === after.attrs.level ? "type or citations changed" : "level changed")
  );
}
