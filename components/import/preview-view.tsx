"use client";

import { useCallback, useEffect, useMemo, useRef } from "react";
import { referenceNumbers } from "@/domain/article/references";
import type { ParsedManuscript } from "@/domain/contract";
import type { ImportDraft } from "./draft";
import { flagsByParagraph, type FlagNote } from "../manuscript/flag-notes";
import { placeNotes, previewNotes } from "./places";
import { PreviewRow, type PreviewActions } from "./preview-row";

interface PreviewViewProps extends PreviewActions {
  parsed: ParsedManuscript;
  flags: readonly FlagNote[];
  draft: Pick<ImportDraft, "undone" | "corrections">;
}

const NONE: never[] = [];

/** The manuscript as it will be stored, with what was repaired beside it. */
export function PreviewView({ parsed, flags, draft, onNote, ...actions }: PreviewViewProps) {
  const { paragraphs } = parsed.manuscript;
  const numbers = useMemo(
    () => referenceNumbers(paragraphs.map((paragraph) => ({ ...paragraph, id: paragraph.key }))),
    [paragraphs],
  );
  const { undone, corrections } = draft;
  const notes = useMemo(
    () => placeNotes(paragraphs, previewNotes(parsed, { undone, corrections })),
    [paragraphs, parsed, undone, corrections],
  );
  const flagsOf = useMemo(() => flagsByParagraph(flags), [flags]);
  const cited = useMemo(() => JSON.stringify([...numbers]), [numbers]);
  const firstLine = Math.min(...paragraphs.map(({ line }) => line));

  // A note that was acted on may stand beside another paragraph afterwards: focus goes along.
  const actedOn = useRef<string | null>(null);
  useEffect(() => {
    if (actedOn.current === null || document.activeElement !== document.body) return;
    document.getElementById(`note-${actedOn.current}`)?.querySelector("button")?.focus();
    actedOn.current = null;
  }, [notes]);
  const actOn = useCallback<PreviewActions["onNote"]>(
    (note, stands) => {
      actedOn.current = note.id;
      onNote(note, stands);
    },
    [onNote],
  );

  return (
    <div className="mt-4">
      {!paragraphs.some(({ kind }) => kind === "title") && (
        <p className="text-base text-warning">
          There is no title yet: choose “Title” beside the paragraph that is.
        </p>
      )}
      {paragraphs.map((paragraph) => {
        const beside = notes.get(paragraph.key) ?? NONE;
        const flagged = flagsOf.get(paragraph.key) ?? NONE;
        const hasCitation = paragraph.content.some(({ type }) => type === "citation");
        return (
          <PreviewRow
            key={paragraph.key}
            paragraph={paragraph}
            notes={beside}
            flags={flagged}
            number={paragraph.kind === "reference" ? numbers.get(paragraph.key) : undefined}
            numbers={numbers}
            joinable={paragraph.line !== firstLine && paragraph.kind !== "title"}
            signature={JSON.stringify([
              paragraph,
              beside,
              flagged,
              numbers.get(paragraph.key),
              hasCitation && cited,
            ])}
            onNote={actOn}
            {...actions}
          />
        );
      })}
    </div>
  );
}
