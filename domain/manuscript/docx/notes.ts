import type { DraftUnit } from "./draft-unit";

/** A footnote or endnote of the file. */
interface Note {
  draft: DraftUnit;
  /** Its words, for comparison and for whoever put it in. */
  words: string;
}

/** A note that only points back at the one before it is another note each time it is said. */
const POINTS_BACK =
  /^(?:ibid|ibidem|id|idem|ebd|ebenda|a\.?\s?a\.?\s?o|op\.?\s?cit|loc\.?\s?cit|ebda|همان|همان‌جا|همانجا|نفسه|المرجع نفسه|المصدر نفسه|там же)(?![\p{L}\p{N}])/iu;

/** The notes of a file, by the labels of their marks: "fn3", "en1". Those with the same words are one reference. */
export class Notes {
  readonly #notes = new Map<string, Note>();
  /** The labels that were cited, in the order of their first marks. */
  readonly #cited: string[] = [];
  readonly #places = new Map<string, number>();
  /** The first label with these words. */
  #first: Map<string, string> | null = null;

  add(label: string, draft: DraftUnit): void {
    this.#notes.set(label, { draft, words: draft.words.replace(/\s+/g, " ").trim() });
  }

  /** Whether there is such a note, with words in it. */
  has(label: string): boolean {
    return (this.#notes.get(label)?.words ?? "") !== "";
  }

  /** The mark in the text was chosen by somebody and not counted by Word. */
  markedBy(label: string, mark: string): void {
    const note = this.#notes.get(label);
    if (note) note.draft.ownMark += mark;
  }

  wordsOf(label: string): string {
    return this.#notes.get(label)?.words ?? "";
  }

  /** A mark of a note stands here: the label of its reference, and which of the references it is. */
  cite(label: string): { label: string; number: number } {
    this.#first ??= this.#firstLabels();
    const same = this.#first.get(label) ?? label;
    if (!this.#places.has(same)) this.#places.set(same, this.#cited.push(same));
    return { label: `^${same}`, number: this.#places.get(same)! };
  }

  /** The notes that are cited, in the order of their first marks. */
  get cited(): { label: string; draft: DraftUnit }[] {
    return this.#cited.map((label) => ({ label: `^${label}`, draft: this.#notes.get(label)!.draft }));
  }

  /** For every note the first with the same words. One that another note points back at stays where it is. */
  #firstLabels(): Map<string, string> {
    const firsts = new Map<string, string>();
    const byWords = new Map<string, string>();
    const labels = [...this.#notes.keys()];
    for (const [index, label] of labels.entries()) {
      const { words } = this.#notes.get(label)!;
      const next = labels[index + 1];
      const alone =
        POINTS_BACK.test(words) || (next !== undefined && POINTS_BACK.test(this.#notes.get(next)!.words));
      const first = alone ? label : (byWords.get(words) ?? label);
      if (!alone && !byWords.has(words)) byWords.set(words, label);
      firsts.set(label, first);
    }
    return firsts;
  }
}
