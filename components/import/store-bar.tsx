"use client";

import { useRef, type ReactNode } from "react";
import type { ParsedManuscript } from "@/domain/contract";
import { Button } from "../ui/button";
import { kindCounts } from "../manuscript/flag-notes";

interface StoreBarProps {
  parsed: ParsedManuscript | null;
  /** Ids of the notes in the preview, in order; null while the preview is not shown. */
  noteIds: readonly string[] | null;
  /** The preview is being made. */
  reading: boolean;
  storing: boolean;
  /** Why it was not stored, and what now. */
  problem: ReactNode;
  onStore: () => void;
}

const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** What the manuscript was read as, and the step that ends this screen. Always in reach, at the foot. */
export function StoreBar({ parsed, noteIds, reading, storing, problem, onStore }: StoreBarProps) {
  const lastNote = useRef(-1);
  function goToNextNote() {
    if (!noteIds || noteIds.length === 0) return;
    lastNote.current = (lastNote.current + 1) % noteIds.length;
    const note = document.getElementById(`note-${noteIds[lastNote.current]}`);
    note?.scrollIntoView({ block: "center" });
    note?.focus({ preventScroll: true });
  }
  return (
    <div
      data-screen
      className="sticky bottom-0 z-10 -mx-5 mt-8 border-t border-hairline bg-paper px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]"
    >
      <div role="alert" className="text-base text-warning empty:hidden [&:not(:empty)]:mb-2">
        {problem}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="text-sm text-ink-soft tabular-nums" role="status">
          {parsed ? <Summary parsed={parsed} /> : reading ? "Reading…" : "Nothing is stored yet."}
        </p>
        <div className="flex flex-wrap gap-2 max-sm:w-full">
          {noteIds && noteIds.length > 0 && (
            <Button look="quiet" onClick={goToNextNote}>
              Next repair or warning
            </Button>
          )}
          <Button look="primary" busy={storing} onClick={onStore} className="max-sm:grow">
            {storing ? "Storing…" : "Store the article"}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Summary({ parsed: { manuscript, repairs, warnings, flags } }: { parsed: ParsedManuscript }) {
  const of = (kind: string) => manuscript.paragraphs.filter((paragraph) => paragraph.kind === kind).length;
  return [
    count(manuscript.paragraphs.length, "paragraph"),
    of("heading") > 0 && count(of("heading"), "heading"),
    of("reference") > 0 && count(of("reference"), "reference"),
    ...kindCounts(flags),
    repairs.length > 0 && count(repairs.length, "repair"),
    warnings.length > 0 && count(warnings.length, "warning"),
  ]
    .filter(Boolean)
    .join(" · ");
}
