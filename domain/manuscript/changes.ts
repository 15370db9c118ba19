import { CITATION_CHAR } from "../article/kinds";
import type { ManuscriptPerson } from "../contract";
import { isWholeWords } from "../flag/proposal";
import type { FlagSeed, SourcePoint } from "./flags";
import type { Unit } from "./units";
import { wordAt } from "./words-at";

/** Who changed something in a source, and when. */
export interface Author {
  by: ManuscriptPerson;
  at: string | null;
}

/** A stretch that was taken out (its text still stands there), or text that was put in at a place (and does not). */
export interface Change extends Author {
  start: number;
  end: number;
  /** "\n" is the end of a paragraph. */
  inserted: string;
  /** The words of a note or a citation that was put in. */
  note?: string | undefined;
  /** The name of the move that brought it here. */
  move?: string | undefined;
}

/** A unit with the changes in it; one that came to nothing may still hold some. */
export interface ChangedUnit {
  unit: Unit | undefined;
  /** The place among the units that it has, or would have had. */
  index: number;
  changes: readonly Change[];
  /** Where an offset of a change stands in the unit's text. */
  at: (offset: number) => number;
}

/** Changes of one person that stand side by side: what they took out, and what they put in for it. */
interface Edit extends Author {
  /** Offsets in the unit's text. */
  start: number;
  end: number;
  inserted: string;
}

/** An edit with the words it is shown on: none stands on nothing, and none cuts a word. */
interface Shown {
  start: number;
  end: number;
  edits: Edit[];
}

interface Reading {
  /** Where an offset of a unit's text is in what is left of the units; the end of what is left before an index. */
  places: {
    pointIn: (unit: ChangedUnit, offset: number) => SourcePoint;
    lastPoint: (before: number) => SourcePoint;
  };
  tally: { add: (kind: "insertedText" | "paragraphMark", line: number) => void };
  /** Names of the moves whose text stands where it was. */
  moves: ReadonlySet<string>;
  explicit: boolean;
}

/** The tracked changes of a source as flags to be, in the order of the text. */
export function changeSeeds(drafts: readonly ChangedUnit[], reading: Reading): FlagSeed[] {
  const seeds: FlagSeed[] = [];
  const add = (
    author: Author,
    start: SourcePoint,
    end: SourcePoint,
    rest: Pick<FlagSeed, "change" | "comment">,
  ) => {
    const key = `change:${seeds.length + 1}`;
    seeds.push({ key, start, end, by: author.by, at: author.at, replies: [], resolved: false, ...rest });
  };
  for (const draft of drafts) {
    const text = draft.unit?.text ?? "";
    const point = (offset: number) => reading.places.pointIn(draft, offset);
    const remark = (author: Author, offset: number, words: string) => {
      const at = offset === 0 ? reading.places.lastPoint(draft.index) : point(offset);
      add(author, at, at, { comment: words });
    };
    const edits: Edit[] = [];
    const hasWords = reading.explicit ? text !== "" : /[\p{L}\p{N}]/u.test(text);
    for (const change of draft.changes) {
      if (change.move !== undefined && reading.moves.has(change.move)) continue;
      const edit = { ...change, start: draft.at(change.start), end: draft.at(change.end) };
      const { line, paragraphs } = parted(edit, hasWords);
      if (change.note !== undefined) remark(change, edit.start, `Inserted here, as a note: “${change.note}”`);
      else if (change.inserted === "" || line !== "") edits.push({ ...edit, inserted: line });
      if (paragraphs.trim() !== "") {
        reading.tally.add("insertedText", draft.unit?.line ?? 1);
        const words = paragraphs.trim();
        remark(
          change,
          edit.start,
          `${words.includes("\n") ? "Paragraphs" : "Paragraph"} inserted here: “${words}”`,
        );
      } else if (paragraphs !== "") reading.tally.add("paragraphMark", draft.unit?.line ?? 1);
    }
    for (const { start, end, edits: own } of shown(grouped(edits), text, reading.explicit)) {
      const to = applied(text, start, end, own);
      const from = text.slice(start, end);
      if (start < end && to !== from) add(own[0]!, point(start), point(end), { change: { from, to } });
      else if (start === end) remark(own[0]!, start, `Inserted here: “${to}”`);
    }
  }
  return seeds;
}

/** What is put in goes on with a line up to the first end of a paragraph; from there on it is paragraphs of its own. */
function parted({ start, inserted }: Edit, hasWords: boolean): { line: string; paragraphs: string } {
  const end = inserted.indexOf("\n");
  // Nothing stands before it, or nothing at all: it goes on with no line.
  const alone = (start === 0 && end >= 0) || !hasWords;
  if (alone) return { line: "", paragraphs: inserted };
  return end < 0
    ? { line: inserted, paragraphs: "" }
    : { line: inserted.slice(0, end), paragraphs: inserted.slice(end) };
}

/** Neighbours of one person become one edit. */
function grouped(edits: readonly Edit[]): Edit[] {
  const groups: Edit[] = [];
  for (const edit of [...edits].sort((one, other) => one.start - other.start)) {
    const last = groups.at(-1);
    if (last && last.end === edit.start && last.by.name === edit.by.name) {
      last.end = Math.max(last.end, edit.end);
      last.inserted += edit.inserted;
      last.at ??= edit.at;
    } else groups.push({ ...edit });
  }
  return groups.filter(({ start, end, inserted }) => start < end || inserted !== "");
}

/** The words that edits are shown on; edits of one person that come to stand on the same words are one. */
function shown(edits: readonly Edit[], text: string, explicit: boolean): Shown[] {
  const result: Shown[] = [];
  for (const edit of edits) {
    if (edit.start === edit.end && isIdle(edit, text)) continue;
    const range = explicit && edit.start < edit.end ? edit : wordsOf(edit, text);
    const last = result.at(-1);
    if (last && range.start < last.end && last.edits.at(-1)!.by.name === edit.by.name) {
      last.end = Math.max(last.end, range.end);
      last.edits.push(edit);
    } else result.push({ start: range.start, end: range.end, edits: [edit] });
  }
  return result;
}

/** White space put in beside white space, or at an end, changes no word. */
function isIdle({ start, inserted }: Edit, text: string): boolean {
  const isSpace = (character: string | undefined) => character === undefined || /\s/.test(character);
  return inserted.trim() === "" && (isSpace(text[start - 1]) || isSpace(text[start]));
}

/** A longer row of letters is no word that anybody reads. */
const LONGEST_WORD = 100;

/** The range of an edit, widened to the words it cuts; what is only put in stands on the word beside it. */
function wordsOf({ start, end }: Edit, text: string): { start: number; end: number } {
  if (start === end) return besides(start, text);
  const cutsAt = (offset: number) => !isWholeWords(text, offset, text.length);
  let [from, to] = [start, end];
  while (cutsAt(from) && start - from <= LONGEST_WORD) from--;
  while (cutsAt(to) && to - end <= LONGEST_WORD) to++;
  return { start: cutsAt(from) ? start : from, end: cutsAt(to) ? end : to };
}

/** The word that words put in at an offset are shown on. Citations and breaks are no part of it. */
function besides(offset: number, text: string): { start: number; end: number } {
  const nowhere = { start: offset, end: offset };
  const word = wordAt(text, offset) ?? nowhere;
  const range = { start: Math.min(word.start, offset), end: Math.max(word.end, offset) };
  if (isPlain(text, range)) return range;
  const next = wordAt(text.slice(offset), 0);
  const after = next ? { start: offset, end: offset + next.end } : nowhere;
  return isPlain(text, after) ? after : nowhere;
}

function isPlain(text: string, { start, end }: { start: number; end: number }): boolean {
  const words = text.slice(start, end);
  return !words.includes(CITATION_CHAR) && !words.includes("\n");
}

/** How the words of a range read with these edits made. */
function applied(text: string, start: number, end: number, edits: readonly Edit[]): string {
  let result = "";
  let at = start;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.inserted;
    at = edit.end;
  }
  return result + text.slice(at, end);
}
