import type { ManuscriptParagraph, ManuscriptWarning, ParsedManuscript, Repair } from "@/domain/contract";
import type { ImportDraft } from "./draft";

/** Something to be said beside a paragraph of the preview. */
export type PreviewNote =
  | { id: string; type: "repair"; line: number; repair: Repair; undone: boolean }
  | { id: string; type: "join"; line: number; key: string }
  | { id: string; type: "warning"; line: number; warning: ManuscriptWarning };

/** All notes in the order of their places: repairs, those taken back, joins by hand, warnings. */
export function previewNotes(
  { repairs, warnings }: Pick<ParsedManuscript, "repairs" | "warnings">,
  { undone, corrections }: Pick<ImportDraft, "undone" | "corrections">,
): PreviewNote[] {
  const standing = new Set(repairs.map(({ id }) => id));
  const notes: PreviewNote[] = [
    ...repairs.map((repair) => ({
      id: repair.id,
      type: "repair" as const,
      line: repair.line,
      repair,
      undone: false,
    })),
    ...undone
      .filter(({ id }) => !standing.has(id))
      .map((repair) => ({ id: repair.id, type: "repair" as const, line: repair.line, repair, undone: true })),
    ...corrections.joins.map((key) => ({
      id: `join:${key}`,
      type: "join" as const,
      line: Number(/^L(\d+)/.exec(key)?.[1] ?? 1),
      key,
    })),
    ...warnings.map((warning, index) => ({
      id: `warning:${index}`,
      type: "warning" as const,
      line: warning.line,
      warning,
    })),
  ];
  return notes.sort((one, other) => one.line - other.line);
}

/**
 * The notes by the key of the paragraph they stand beside: the last one that begins on the note's source line or
 * before it. What lies before every paragraph stands beside the first.
 */
export function placeNotes(
  paragraphs: readonly Pick<ManuscriptParagraph, "key" | "line">[],
  notes: readonly PreviewNote[],
): Map<string, PreviewNote[]> {
  // The document has its own order (a byline before the title moves under it): places go by the source's.
  const bySource = [...paragraphs].sort((one, other) => one.line - other.line);
  const placed = new Map<string, PreviewNote[]>();
  let next = 0;
  for (const note of notes) {
    while (next + 1 < bySource.length && bySource[next + 1]!.line <= note.line) next += 1;
    const key = bySource[next]?.key;
    if (key === undefined) continue;
    const beside = placed.get(key);
    if (beside) beside.push(note);
    else placed.set(key, [note]);
  }
  return placed;
}
