import type { ParagraphDto } from "../contract";
import { samePassages } from "./passages";
import { isSpace, wordDiff, wordsOf } from "./word-diff";

/** Fewer words in a row stand in two paragraphs by chance, unless they are all there is. */
const MOST_BY_CHANCE = 5;

/**
 * Words that would stand twice if a paragraph read as it did then: it gets them back, and they are in another one by
 * now, which they were not in then. So it is where it was split since, or joined with another.
 */
export function doubledWords(
  now: readonly ParagraphDto[],
  then: readonly ParagraphDto[],
  paragraphId: string,
): string[] {
  const textIn = (paragraphs: readonly ParagraphDto[], wanted: string) =>
    paragraphs.find(({ id }) => id === wanted)?.text ?? "";
  const others = now.filter(({ id }) => id !== paragraphId);
  const added = wordDiff(textIn(now, paragraphId), textIn(then, paragraphId)).flatMap(({ type, text }) =>
    type === "new" ? [text] : [],
  );
  return samePassages(
    added.map(wordsOf),
    others.map(({ text }) => wordsOf(text)),
  ).flatMap(({ before, after, start, length }) => {
    const words = added[before]!.slice(start, start + length).trim();
    const other = others[after]!;
    const isAll = words === added[before]!.trim() || words === other.text.trim();
    const isChance = wordsOf(words).filter((word) => !isSpace(word)).length <= MOST_BY_CHANCE;
    return (isAll || !isChance) && !textIn(then, other.id).includes(words) ? [words] : [];
  });
}
