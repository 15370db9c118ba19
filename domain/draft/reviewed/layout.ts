import type { Node } from "prosemirror-model";
import { paragraphText } from "../../article/document";
import { wordsOf } from "../../article/word-diff";

/** A document by positions: where its paragraphs and their words begin and end. */
export class Layout {
  /** The position before each paragraph, and last that of the end. */
  readonly starts: number[] = [0];
  readonly #boundaries = new Map<number, ReadonlySet<number>>();

  constructor(readonly doc: Node) {
    for (const node of doc.children) this.starts.push(this.starts.at(-1)! + node.nodeSize);
  }

  /** The index of the paragraph that a position is in, or right before. */
  indexAt(position: number): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Whether what stands on both sides of a position is one word, or one character. */
  cutsWord(position: number): boolean {
    const index = this.indexAt(position);
    const offset = position - this.starts[index]! - 1;
    const length = this.doc.maybeChild(index)?.content.size ?? 0;
    return offset > 0 && offset < length && !this.#boundariesOf(index).has(offset);
  }

  /** Whether between two positions there are but beginnings and ends of paragraphs. */
  hasNoWords(from: number, to: number): boolean {
    return this.doc.textBetween(from, to) === "";
  }

  /** What stands between two positions: words, spaces, marks; each beginning and end of a paragraph by itself. */
  wordsBetween(from: number, to: number): { from: number; to: number }[] {
    const ends = new Set([from, to]);
    for (let index = this.indexAt(from); index < this.doc.childCount && this.starts[index]! < to; index++) {
      const [start, end] = [this.starts[index]!, this.starts[index + 1]!];
      const inside = [...this.#boundariesOf(index)].map((offset) => start + 1 + offset);
      for (const position of [start, start + 1, ...inside, end - 1, end])
        if (position > from && position < to) ends.add(position);
    }
    const sorted = [...ends].sort((one, other) => one - other);
    return sorted.slice(1).map((end, index) => ({ from: sorted[index]!, to: end }));
  }

  /** Offsets in a paragraph at which no word is cut. */
  #boundariesOf(index: number): ReadonlySet<number> {
    const known = this.#boundaries.get(index);
    if (known) return known;
    const boundaries = new Set<number>();
    let offset = 0;
    for (const word of wordsOf(paragraphText(this.doc.child(index)))) boundaries.add((offset += word.length));
    this.#boundaries.set(index, boundaries);
    return boundaries;
  }
}
