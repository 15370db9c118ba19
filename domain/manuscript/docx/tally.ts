import { excerpt } from "../characters";
import type { Log } from "../repairs";

/**
 * What of a Word file is no text of an article, and what became of it: said of one, and of many ("#" is how many).
 * "…" is where it is told what they are called.
 */
const SENTENCES = {
  table: [
    "A table is kept as text: each row is a paragraph, its cells parted by “ | ”.",
    "# tables are kept as text: each row is a paragraph, its cells parted by “ | ”.",
  ],
  textBox: [
    "The words of a text box stand after the paragraph it belongs to.",
    "The words of # text boxes stand after the paragraphs they belong to.",
  ],
  picture: [
    "A picture is left out. Where it has a description, that stands in a paragraph of its own.",
    "# pictures are left out. Where they have a description, that stands in a paragraph of its own.",
  ],
  drawing: ["A chart or diagram is left out.", "# charts or diagrams are left out."],
  embedded: ["An embedded object is left out.", "# embedded objects are left out."],
  equation: [
    "An equation is kept as text, written in one line.",
    "# equations are kept as text, each in one line.",
  ],
  field: ["A field is kept as the words it last showed…", "# fields are kept as the words they last showed…"],
  control: ["A content control is kept as its text.", "# content controls are kept as their text."],
  placeholder: [
    "A content control that nobody has filled in is left out.",
    "# content controls that nobody has filled in are left out.",
  ],
  hidden: [
    "Left out text that is marked as hidden (one place).",
    "Left out text that is marked as hidden (# places).",
  ],
  move: [
    "A piece of text that was moved with changes tracked stands where it was before.",
    "# pieces of text that were moved with changes tracked stand where they were before.",
  ],
  format: [
    "A tracked change of formatting is taken as accepted.",
    "# tracked changes of formatting are taken as accepted.",
  ],
  paragraphMark: [
    "A paragraph end that was inserted with changes tracked is not taken over.",
    "# paragraph ends that were inserted with changes tracked are not taken over.",
  ],
  paragraphGone: [
    "The end of a paragraph was deleted with changes tracked: the paragraph stands, its deleted words are flagged.",
    "The ends of # paragraphs were deleted with changes tracked: the paragraphs stand, their deleted words are flagged.",
  ],
  insertedText: [
    "A paragraph was inserted with changes tracked: its words are a comment on the paragraph before it.",
    "Paragraphs were inserted with changes tracked in # places: their words are comments on the paragraph before.",
  ],
  tableChange: [
    "A tracked change of a table’s rows or cells is not taken over.",
    "# tracked changes of tables’ rows or cells are not taken over.",
  ],
  takenBack: [
    "Left out words that were inserted and deleted again…",
    "Left out words that were inserted and deleted again, in # places…",
  ],
  lostNote: [
    "The mark of a note that the file does not hold is left out.",
    "The marks of # notes that the file does not hold are left out.",
  ],
  brokenLink: [
    "A link has no address in the file: its words are kept.",
    "# links have no address in the file: their words are kept.",
  ],
  symbol: [
    "A sign that only its font knows is shown as “□”.",
    "# signs that only their fonts know are shown as “□”.",
  ],
  outside: ["A part that another file holds is not read.", "# parts that other files hold are not read."],
  ruby: [
    "The reading of a word (ruby) stands in brackets behind it.",
    "The readings of # words (ruby) stand in brackets.",
  ],
  numbers: [
    "A heading is numbered by Word: its number is left out.",
    "# headings are numbered by Word: their numbers are left out.",
  ],
  unkeepable: [
    "Left out one character that no text can show.",
    "Left out # characters that no text can show.",
  ],
  emptyComment: ["A comment without words is left out.", "# comments without words are left out."],
  lostComment: [
    "A comment stands nowhere in the text and is left out…",
    "# comments stand nowhere in the text and are left out…",
  ],
} satisfies Record<string, [one: string, many: string]>;

export type TallyKind = keyof typeof SENTENCES;

/** How many of a kind are called by their names. */
const MOST_DETAILS = 12;

/** Counts what is to be named, and names each kind once. */
export class Tally {
  readonly #counts = new Map<TallyKind, { count: number; line: number; details: Set<string> }>();

  /** `detail`: what one of them is called, or says. */
  add(kind: TallyKind, line: number, detail?: string): void {
    const entry = this.#counts.get(kind) ?? { count: 0, line, details: new Set() };
    this.#counts.set(kind, entry);
    entry.count++;
    if (detail && entry.details.size < MOST_DETAILS) entry.details.add(excerpt(detail, 80));
  }

  report(log: Log): void {
    for (const [kind, { count, line, details }] of this.#counts) {
      const sentence = SENTENCES[kind][count === 1 ? 0 : 1].replace("#", count.toLocaleString("en"));
      const named = details.size > 0 ? ` (${[...details].join(", ")})` : "";
      log.warn("other", line, sentence.replace(/…$/, `${named}.`));
    }
  }
}
