import type { MarkJson, ParagraphAttrs, ParagraphKind } from "../../article/kinds";
import type { Author, Change, ChangedUnit } from "../changes";
import { isPower, labelsOf } from "../markers";
import { flatText, lengthOf, sliceRuns, type Run } from "../runs";
import { runUnit, type Unit } from "../units";

/** What a unit will be, as far as the paragraph's properties tell. */
export interface UnitForm {
  kind: ParagraphKind | null;
  attrs: ParagraphAttrs;
  label?: string | undefined;
  /** It is bold by its style, which is no mark on its words. */
  strong?: boolean | undefined;
  /** Its style hides it. */
  hidden?: boolean | undefined;
}

/** How words are set: their marks, and whether they stand above the line. */
export interface Ink {
  marks: MarkJson[] | undefined;
  raised: boolean;
}

type RawRun = Run & { raised?: boolean };
/** A stretch of text that became one character: a number above the line, read as a marker. */
interface Folding {
  start: number;
  end: number;
  /** Where the character stands; of length 0 where none was left of it. */
  at: number;
  length: 0 | 1;
}

const NOWHERE = { unit: "", from: 0, line: 0 };

/**
 * A unit while its words come in. Offsets are those of the words as they come; `at` says what became of them when
 * the unit is finished.
 */
export class DraftUnit implements ChangedUnit {
  /** Set with the first words: a paragraph that another is drawn into keeps its own. */
  form: UnitForm | undefined;
  gap: Unit["gap"] = "blank";
  length = 0;
  /** Characters that a table of contents made. */
  generated = 0;
  /** Of a note: the mark that somebody chose for it, which its text repeats. */
  ownMark = "";
  /** Of paragraphs of ours: their ids. */
  readonly ids: string[] = [];
  readonly changes: Change[] = [];
  /** Once finished. */
  unit: Unit | undefined;
  /** The place among the units that it has, or would have had. */
  index = 0;
  readonly #runs: RawRun[] = [];
  readonly #foldings: Folding[] = [];
  #cut = 0;

  get isEmpty(): boolean {
    return this.length === 0;
  }

  text(text: string, { marks, raised }: Ink): void {
    const last = this.#runs.at(-1);
    if (last?.type === "text" && last.marks === marks && last.raised === raised) last.text += text;
    else this.#runs.push({ type: "text", text, marks, raised, ...NOWHERE });
    this.length += text.length;
  }

  /** One character: a break or a marker. */
  atom(run: Run): void {
    this.#runs.push(run);
    this.length += 1;
  }

  /** The words from an offset on were taken out. */
  remove(start: number, author: Author): void {
    const last = this.changes.at(-1);
    if (last && last.end === start && last.inserted === "" && !last.note && isSame(last, author))
      last.end = this.length;
    else this.changes.push({ ...author, start, end: this.length, inserted: "" });
  }

  /** Words were put in here, by a move or as new ones. */
  insert(inserted: string, author: Author, move?: string): void {
    const last = this.changes.at(-1);
    const goesOn = last && last.start === this.length && last.inserted !== "" && last.move === move;
    if (goesOn && isSame(last, author)) last.inserted += inserted;
    else this.changes.push({ ...author, start: this.length, end: this.length, inserted, move });
  }

  /** The paragraph ends in which all that was put in stands alone. */
  endInserted(): void {
    const last = this.changes.at(-1);
    if (last && last.start === this.length && last.inserted !== "" && !last.inserted.endsWith("\n"))
      last.inserted += "\n";
  }

  /** A note was put in here. */
  insertNote(note: string, author: Author): void {
    this.changes.push({ ...author, start: this.length, end: this.length, inserted: "", note });
  }

  /** Whether there is more than white space. */
  get hasWords(): boolean {
    return this.length > 0 && flatText(this.#runs).trim() !== "";
  }

  /** Its text so far. */
  get words(): string {
    return flatText(this.#runs);
  }

  /** The unit, with this key. `explicit`: every character is meant as it is. */
  finish(key: string, line: number, explicit: boolean): Unit {
    let runs: Run[] = explicit ? this.#runs : this.#fold();
    const text = flatText(runs);
    const { kind, attrs, label } = this.form ?? { kind: null, attrs: {} };
    let indent = 0;
    if (!explicit) {
      this.#cut = text.length - text.slice(this.#ownMarkLength(runs, text)).trimStart().length;
      indent = this.#cut;
      runs = sliceRuns(runs, this.#cut, Math.max(this.#cut, text.trimEnd().length));
    }
    this.unit = runUnit(key, line, runs, { kind, attrs: { ...attrs }, label, gap: this.gap, indent });
    return this.unit;
  }

  /** Where an offset stands in the finished unit's text. */
  at(offset: number): number {
    let low = 0;
    let high = this.#foldings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#foldings[middle]!.start < offset) low = middle + 1;
      else high = middle;
    }
    const last = this.#foldings[low - 1];
    // Inside of one, what follows its one character is meant.
    const place = last ? last.at + last.length + Math.max(0, offset - last.end) : offset;
    return Math.min(Math.max(place - this.#cut, 0), this.unit?.text.length ?? 0);
  }

  /** How much of a note is its own mark: it is the list that numbers it. */
  #ownMarkLength(runs: readonly Run[], text: string): number {
    if (this.form?.kind !== "reference") return 0;
    const start = text.length - text.trimStart().length;
    if (this.ownMark && text.startsWith(this.ownMark, start)) return start + this.ownMark.length;
    const first = runs.find((run) => run.type !== "text" || run.text.trim() !== "");
    return first?.type === "marker" && first.typed ? start + 1 : 0;
  }

  /** Numbers above the line are markers; anything else there is text. */
  #fold(): Run[] {
    const folded: RawRun[] = [];
    let at = 0;
    let place = 0;
    const keep = (run: RawRun) => {
      folded.push(run);
      place += lengthOf(run);
    };
    for (let index = 0; index < this.#runs.length;) {
      let end = index;
      while (isRaised(this.#runs[end])) end++;
      if (end === index) {
        const run = this.#runs[index++]!;
        keep(run);
        at += lengthOf(run);
        continue;
      }
      const raised = this.#runs.slice(index, end);
      const length = flatText(raised).length;
      const marker = markerOf(raised, flatText(folded.slice(-3)).slice(-12));
      const isFolded = marker !== null || belongsToNote(raised, folded.at(-1), this.#runs[end]);
      if (isFolded) this.#foldings.push({ start: at, end: at + length, at: place, length: marker ? 1 : 0 });
      if (marker) keep(marker);
      else if (!isFolded) raised.forEach(keep);
      at += length;
      index = end;
    }
    return folded;
  }
}

const isRaised = (run: RawRun | undefined) => run?.type === "text" && run.raised === true;

const isSame = (one: Author, other: Author) =>
  one.by.name === other.by.name && one.by.email === other.by.email;

/**
 * What stands above the line beside the mark of a note and is no text: the comma between two marks, and the page
 * after one ("1:12"), which the mark takes.
 */
function belongsToNote(
  raised: readonly RawRun[],
  before: RawRun | undefined,
  after: RawRun | undefined,
): boolean {
  if (before?.type !== "marker" || before.typed) return false;
  const text = flatText(raised);
  if (/^[\s,;،]+$/.test(text)) return after?.type === "marker" && !after.typed;
  const place = /^:(\S.{0,59})$/.exec(text)?.[1]?.trim();
  if (place) before.locator = place;
  return place !== undefined;
}

function markerOf(raised: readonly RawRun[], before: string): Run | null {
  const text = flatText(raised);
  const bare = text.trim();
  const labels = labelsOf(bare.replace(/^\[|\]$/g, ""));
  const digits = bare === "2" ? "²" : bare === "3" ? "³" : bare;
  if (labels.length === 0 || isPower(before, digits)) return null;
  return {
    type: "marker",
    text,
    labels,
    typed: true,
    marks: raised[0]!.type === "text" ? raised[0]!.marks : undefined,
    ...NOWHERE,
  };
}
