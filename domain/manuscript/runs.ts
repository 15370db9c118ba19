import { CITATION_CHAR, type InlineJson, type MarkJson } from "../article/kinds";

/** Where a piece of text stands in the source: the key of its unit and the offset in that unit's text. */
interface Origin {
  unit: string;
  /** -1: not in the source (the space where two lines were joined). */
  from: number;
  line: number;
  /** How much of the unit's text it stands for, where that is not its own length: "[12]" read as a citation. */
  span?: number;
}

/** A piece of inline content that still knows where it came from, so that a repair's id never changes. */
export type Run = Origin &
  (
    | { type: "text"; text: string; marks?: MarkJson[] | undefined }
    /** A marker the format itself shows as one (a footnote, a number set as superscript). */
    | {
        type: "marker";
        text: string;
        labels: string[];
        typed: boolean;
        /** The place in the source that the mark names. */
        locator?: string | undefined;
        marks?: MarkJson[] | undefined;
      }
    | { type: "citation"; referenceId: string; locator?: string | undefined; marks?: MarkJson[] | undefined }
    | { type: "break"; marks?: MarkJson[] | undefined }
  );

/** Replace what stands from `start` to `end` of the flat text. Edits of one pass do not overlap. */
export interface RunEdit {
  start: number;
  end: number;
  insert?: Run[];
}

/** Characters of a run in the flat text. */
export const lengthOf = (run: Run): number => (run.type === "text" ? run.text.length : 1);

/** Plain projection, one character an atom, as `inlineText` has it. */
export function flatText(runs: readonly Run[]): string {
  return runs
    .map((run) => (run.type === "text" ? run.text : run.type === "break" ? "\n" : CITATION_CHAR))
    .join("");
}

/** The runs between two offsets of the flat text. */
export function sliceRuns(runs: readonly Run[], start: number, end: number): Run[] {
  const slice: Run[] = [];
  let at = 0;
  for (const run of runs) {
    const until = at + lengthOf(run);
    if (until > start && at < end) slice.push(part(run, Math.max(0, start - at), Math.min(until, end) - at));
    if (until >= end) break;
    at = until;
  }
  return slice;
}

function part(run: Run, start: number, end: number): Run {
  if (run.type !== "text" || (start === 0 && end === run.text.length)) return run;
  return { ...run, text: run.text.slice(start, end), from: originIn(run, start) };
}

/** Where in its unit an offset of a run stands. */
const originIn = (run: Run, offset: number) =>
  run.from < 0 || run.span !== undefined ? run.from : run.from + offset;

/** All edits of one pass at once, in one walk. They must be in order; one that overlaps its predecessor is left. */
export function editRuns(runs: readonly Run[], edits: readonly RunEdit[]): Run[] {
  if (edits.length === 0) return [...runs];
  const result: Run[] = [];
  let next = 0;
  let done = 0;
  let at = 0;
  for (const run of runs) {
    const until = at + lengthOf(run);
    let from = Math.max(at, done);
    for (;;) {
      while (next < edits.length && edits[next]!.start < done) next++;
      const edit = edits[next];
      if (!edit || edit.start >= until) break;
      if (edit.start > from) result.push(part(run, from - at, edit.start - at));
      result.push(...(edit.insert ?? []));
      done = edit.end;
      from = Math.max(at, done);
      next++;
    }
    if (from < until) result.push(part(run, from - at, until - at));
    at = until;
  }
  return result;
}

/** Finds what stands at an offset of the flat text; asked in rising order, all answers together are one walk. */
export function originFinder(runs: readonly Run[]): (offset: number) => Origin {
  let index = 0;
  let at = 0;
  return (offset) => {
    while (index < runs.length - 1 && at + lengthOf(runs[index]!) <= offset) at += lengthOf(runs[index++]!);
    const run = runs[index]!;
    return { unit: run.unit, line: run.line, from: originIn(run, offset - at) };
  };
}

/** Runs without white space (and breaks) at their ends. */
export function trimRuns(runs: readonly Run[]): Run[] {
  const text = flatText(runs);
  const start = text.length - text.trimStart().length;
  return sliceRuns(runs, start, Math.max(start, text.trimEnd().length));
}

/**
 * Runs as they go into the document: a marker that became no citation is its text, and a reference holds no
 * citations. Their flat text is the paragraph's.
 */
export function settleRuns(runs: readonly Run[], { citations }: { citations: boolean }): Run[] {
  return runs.flatMap((run): Run[] => {
    if (run.type === "citation" && !citations) return [];
    return [run.type === "marker" ? { ...run, type: "text", span: run.span ?? 1 } : run];
  });
}

/** The schema wants marks in this order. */
const MARK_ORDER = ["link", "em", "strong"];

/** As the document keeps it: neighbours with the same marks are one text, and none is empty. */
export function inlineContent(runs: readonly Run[]): InlineJson[] {
  const content: InlineJson[] = [];
  for (const run of runs) {
    const marks = orderedMarks(run.marks);
    const marked = marks && { marks };
    if (run.type === "break") content.push({ type: "hard_break", ...marked });
    else if (run.type === "citation")
      content.push({ type: "citation", attrs: citationAttrs(run), ...marked });
    else if (run.type === "text" && run.text) {
      const last = content.at(-1);
      if (last?.type === "text" && JSON.stringify(last.marks) === JSON.stringify(marks))
        last.text += run.text;
      else content.push({ type: "text", text: run.text, ...marked });
    }
  }
  return content;
}

const citationAttrs = ({ referenceId, locator }: { referenceId: string; locator?: string | undefined }) =>
  locator === undefined ? { referenceId } : { referenceId, locator };

function orderedMarks(marks: readonly MarkJson[] | undefined): MarkJson[] | undefined {
  if (!marks?.length) return undefined;
  return MARK_ORDER.flatMap((type) => marks.findLast((mark) => mark.type === type) ?? []);
}
