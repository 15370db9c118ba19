import { CITATION_CHAR, type MarkJson } from "../../article/kinds";
import { isSafeHref } from "../../article/schema";
import { keepable } from "../characters";
import type { Run } from "../runs";
import type { Author } from "../changes";
import { DraftUnit, type Ink, type UnitForm } from "./draft-unit";
import { Fields } from "./fields";
import type { Notes } from "./notes";
import type { Numbering } from "./numbering";
import type { Relationships } from "./package";
import type { People } from "./people";
import type { Place, Ranges } from "./ranges";
import type { Sheet } from "./sheet";
import type { Styles } from "./styles";
import { symbolOf } from "./symbols";
import type { Tally } from "./tally";
import type { XmlElement } from "./xml";

/** What every part of a file is read with. */
export interface Surroundings {
  sheet: Sheet;
  styles: Styles;
  numbering: Numbering;
  people: People;
  notes: Notes;
  ranges: Ranges;
  tally: Tally;
  /** Names of tracked moves that took text from somewhere. */
  moves: Set<string>;
}

/** What stands around a piece of content. */
export interface Within {
  href: string | null;
  /** out: the words were taken out; in: they were put in and are none of the text yet; gone: one after the other. */
  change: { type: "in" | "out" | "gone"; author: Author; move?: string } | null;
  /** Nobody sees the words. */
  hidden: boolean;
  /** Inside a row of a table, blocks and breaks do not part paragraphs. */
  row: boolean;
}

export const NOTHING_AROUND: Within = { href: null, change: null, hidden: false, row: false };

/** What was hung on a paragraph and is read after it. */
export interface Hanging {
  element: XmlElement;
  /** What it is, where its paragraphs do not say. */
  form?: UnitForm;
  within: Within;
}

/** More moves than this nobody has begun at once. */
const MAX_MOVES = 60;
const NOWHERE = { unit: "", from: 0, line: 0 };

/**
 * One flow of text of a file, the body or a note: takes words, breaks, marks and fields in the order they stand there
 * and makes units of them.
 */
export class Story {
  readonly around: Surroundings;
  readonly relationships: Relationships;
  /** Pictures and boxes of the paragraph that is being read. */
  readonly hanging: Hanging[] = [];
  /** What the paragraph is that is being read. */
  form: UnitForm = { kind: null, attrs: {} };
  /** Depth of tables of contents. */
  contents = 0;
  draft = new DraftUnit();
  /** A note is one unit, however many paragraphs it has. */
  readonly #single: boolean;
  readonly #fields = new Fields();
  readonly #openMoves = new Map<string, string>();
  readonly #marks = new Map<string, MarkJson[] | undefined>();
  #pending: string | null = null;

  constructor(around: Surroundings, relationships: Relationships, { single = false } = {}) {
    this.around = around;
    this.relationships = relationships;
    this.#single = single;
  }

  get here(): Place {
    return { draft: this.draft, offset: this.draft.length };
  }

  get line(): number {
    return this.around.sheet.line;
  }

  /** Marks are the same array where they are the same marks. */
  ink(strong: boolean, em: boolean, raised: boolean, href: string | null): Ink {
    const link = this.#fields.href ?? href;
    const key = `${strong} ${em} ${link ?? ""}`;
    if (!this.#marks.has(key)) {
      const marks: MarkJson[] = [];
      if (isSafeHref(link)) marks.push({ type: "link", attrs: { href: link } });
      if (em) marks.push({ type: "em" });
      if (strong) marks.push({ type: "strong" });
      this.#marks.set(key, marks.length > 0 ? marks : undefined);
    }
    return { marks: this.#marks.get(key), raised };
  }

  /** Words as they stand in the file. */
  say(words: string, ink: Ink, within: Within): void {
    const text = this.#kept(words);
    if (text === "" || within.hidden) return;
    if (within.change?.type === "gone") return this.around.tally.add("takenBack", this.line, text.trim());
    if (this.#fields.takes(text)) return;
    if (within.change?.type === "in") {
      const { author, move } = within.change;
      return this.draft.insert(this.#partingOfInserted() + text, author, move);
    }
    this.#catchUp();
    const start = this.draft.length;
    this.draft.text(text, ink);
    this.#told(start, within);
  }

  /** Without what no text can show; in a file of ours every character keeps its place. */
  #kept(words: string): string {
    if (this.around.sheet.explicit) return words.replaceAll(CITATION_CHAR, "\ufffd");
    const { source, removed } = keepable(words);
    for (let count = 0; count < removed; count++) this.around.tally.add("unkeepable", this.line);
    return source;
  }

  /** One character that is no letter. */
  put(run: Run, within: Within): void {
    if (within.change?.type === "gone") return;
    this.#catchUp();
    const start = this.draft.length;
    this.draft.atom(run);
    this.#told(start, within);
  }

  /** The line ends here, the paragraph does not. */
  lineBreak({ marks }: Ink, within: Within): void {
    if (within.hidden || within.change?.type === "gone") return;
    if (within.change?.type === "in") return this.draft.insert(" ", within.change.author, within.change.move);
    if (within.row) this.#pending ??= " ";
    else if (this.around.sheet.explicit || this.#single)
      this.put({ type: "break", marks, ...NOWHERE }, within);
    else if (this.draft.hasWords) {
      this.#finish();
      this.draft.gap = "break";
    } else if (this.draft.gap === "break") this.draft.gap = "blank";
  }

  /** The mark of a note; says whether the file holds the note. */
  note(label: string, within: Within): boolean {
    const { notes, ranges, tally } = this.around;
    if (!notes.has(label)) {
      tally.add("lostNote", this.line);
      return false;
    }
    if (within.hidden || within.change?.type === "gone") return true;
    if (within.change?.type === "in") this.draft.insertNote(notes.wordsOf(label), within.change.author);
    else {
      const cited = notes.cite(label);
      ranges.note(cited.label, this.here);
      const text = `[${cited.number}]`;
      this.put({ type: "marker", text, labels: [cited.label], typed: false, ...NOWHERE }, within);
    }
    return true;
  }

  beginMove(id: string, name: string): void {
    if (this.#openMoves.size < MAX_MOVES) this.#openMoves.set(id, name);
  }

  endMove(id: string): void {
    this.#openMoves.delete(id);
  }

  /** The name of the move that is open here. */
  get move(): string {
    return [...this.#openMoves.values()].at(-1) ?? "";
  }

  beginField(): void {
    this.#fields.begin();
  }

  instruct(text: string): void {
    this.#fields.instruct(text);
  }

  /** The instruction is complete: what follows is what it last showed. */
  separateField(): void {
    const field = this.#fields.separate();
    if (!field) return;
    const { type, argument, place } = field.code;
    const isNote =
      type === "NOTEREF" || (type === "REF" && this.around.ranges.noteOf(argument) !== undefined);
    if (type === "HYPERLINK" && argument) field.href = place ? `${argument}#${place}` : argument;
    else if (isNote) field.captured = "";
    else if (type === "TOC") this.contents++;
    else if (!UNNAMED_FIELDS.has(type)) this.around.tally.add("field", this.line, type);
  }

  endField(within: Within): void {
    this.separateField();
    const field = this.#fields.end();
    const { type = "", argument = "", font = "" } = field?.code ?? {};
    const plain = () => this.ink(false, false, false, within.href);
    if (type === "TOC") this.contents--;
    // These two show what they say themselves.
    if (type === "SYMBOL") this.say(symbolOf(font, Number(argument)), plain(), within);
    if (type === "EQ") this.say(field!.instruction.replace(/^\s*EQ\s*/i, ""), plain(), within);
    const text = field?.captured;
    if (!text || within.hidden) return;
    if (within.change?.type === "in")
      return this.draft.insert(text, within.change.author, within.change.move);
    this.put({ type: "marker", text, labels: [bookmarkLabel(argument)], typed: false, ...NOWHERE }, within);
  }

  /** What comes next is another cell, or another paragraph inside a row or a note. */
  part(by: " " | " | " | "\n"): void {
    if (this.#pending === null || this.#pending === " ") this.#pending = by;
    // An empty cell between two others.
    else if (by === " | " && this.#pending !== "\n") this.#pending += "| ";
  }

  /** What comes next is not parted any more from what came before. */
  unpart(): void {
    this.#pending = null;
  }

  /** The paragraph ends here: its draft is a unit, if it holds words. */
  endParagraph(): void {
    if (this.#single) return this.part("\n");
    const keep = this.draft.hasWords || this.draft.ids.length > 0;
    if (keep) {
      this.#finish();
      return;
    }
    this.draft.endInserted();
    this.draft.gap = "blank";
  }

  /** The story ends here. */
  end(): void {
    for (const words of this.#fields.unfinished())
      this.draft.text(words, { marks: undefined, raised: false });
    // One that never ends says nothing of where the text begins.
    if (this.contents > 0) this.around.sheet.forgetContents();
    if (this.#single) return;
    this.#pending = null;
    this.endParagraph();
    this.around.sheet.leave(this.draft);
  }

  #finish(): void {
    this.draft.form ??= this.form;
    this.around.sheet.add(this.draft);
    this.draft = new DraftUnit();
  }

  /** What parts the next words from those before, now that there are some. */
  #catchUp(): void {
    const pending = this.#pending;
    this.#pending = null;
    if (pending === null || this.draft.isEmpty) return;
    if (pending === "\n") this.draft.atom({ type: "break", ...NOWHERE });
    else this.draft.text(pending, { marks: undefined, raised: false });
  }

  /** The same for words that were put in. */
  #partingOfInserted(): string {
    const pending = this.#pending ?? "";
    this.#pending = null;
    return this.draft.isEmpty && this.draft.changes.at(-1)?.inserted === undefined ? "" : pending;
  }

  #told(start: number, { change }: Within): void {
    if (change?.type === "out") this.draft.remove(start, change.author);
    if (this.contents > 0) this.draft.generated += this.draft.length - start;
  }
}

/** The label of a marker that names a note by a bookmark around its mark. */
const bookmarkLabel = (name: string): string => `^@${name}`;

/** Fields whose words are simply words, or that have none. */
const UNNAMED_FIELDS = new Set([
  "",
  "HYPERLINK",
  "REF",
  "PAGEREF",
  "XE",
  "TC",
  "TA",
  "RD",
  "QUOTE",
  "SEQ",
  "STYLEREF",
]);
