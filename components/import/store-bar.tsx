"use client";

import { useRef, type ReactNode } from "react";
import type { ParsedManuscript } from "@/domain/contract";
import { Button } from "../ui/button";
import { kindCounts } from "../manuscript/flag-notes";
import { FootBar } from "../ui/foot-bar";
import { count } from "../ui/count";

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
    <FootBar
      problem={problem}
      status={parsed ? <Summary parsed={parsed} /> : reading ? "Reading…" : "Nothing is stored yet."}
    >
      {noteIds && noteIds.length > 0 && (
        <Button look="quiet" onClick={goToNextNote}>
          Next repair or warning
        </Button>
      )}
      <Button look="primary" busy={storing} onClick={onStore} className="max-sm:grow">
        {storing ? "Storing…" : "Store the article"}
      </Button>
    </FootBar>
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
