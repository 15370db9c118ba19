const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
/** Characters on each side in which the word at a place is looked for. */
const REACH = 200;

/** A stretch of a text. */
export interface Stretch {
  start: number;
  end: number;
}

/** The word at an offset: one that it touches, else the one before it, else the one after. Null where none is near. */
export function wordAt(text: string, offset: number): Stretch | null {
  const from = Math.max(0, offset - REACH);
  let before: Stretch | null = null;
  for (const { segment, index, isWordLike } of segmenter.segment(text.slice(from, offset + REACH))) {
    if (!isWordLike) continue;
    const word = { start: from + index, end: from + index + segment.length };
    if (word.start <= offset && offset <= word.end) return word;
    if (word.start > offset) return before ?? word;
    before = word;
  }
  return before;
}
