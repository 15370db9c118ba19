import { diffArrays } from "diff";

/** A stretch of a comparison: in both, only in the old words, only in the new. */
export interface DiffPart {
  type: "same" | "old" | "new";
  text: string;
}

/** Words, white space and marks apart, in any script. */
export function wordsOf(text: string): string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** How one wording became the other, word by word. */
export function wordDiff(before: string, after: string): DiffPart[] {
  return diffArrays(wordsOf(before), wordsOf(after)).map(({ value, added, removed }) => ({
    type: added ? "new" : removed ? "old" : "same",
    text: value.join(""),
  }));
}
