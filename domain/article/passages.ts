import { isSpace } from "./word-diff";

/** As many words in a row, if they stand once on either side, may be the same ones. */
const SEED = 2;
/** A passage of fewer words, and of fewer UTF-16 units, stands in two places by chance. */
const WORDS = 3;
const UNITS = 12;

/** A passage that is the same in two texts, as offsets and a length in UTF-16 units. */
export interface SamePassage {
  /** Which of the texts, by index. */
  before: number;
  after: number;
  start: number;
  at: number;
  length: number;
}

/**
 * The longest passages that stand in one of the texts before and one of those after, each text as words (see `wordsOf`
 * in word-diff.ts), in the order of where they are after. What could be in two places is in none.
 */
export function samePassages(
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
): SamePassage[] {
  const sources = seedsOf(before);
  const used = before.map(() => new Set<number>());
  const passages: SamePassage[] = [];
  for (const [seed, target] of seedsOf(after)) {
    const source = sources.get(seed);
    if (!source || !target || used[source.text]!.has(source.index)) continue;
    const [old, now] = [before[source.text]!, after[target.text]!];
    let [first, firstNow] = [source.index, target.index];
    while (first > 0 && firstNow > 0 && old[first - 1] === now[firstNow - 1])
      [first, firstNow] = [first - 1, firstNow - 1];
    let count = 0;
    while (old[first + count] !== undefined && old[first + count] === now[firstNow + count])
      used[source.text]!.add(first + count++);
    const words = old.slice(first, first + count);
    if (words.filter((word) => !isSpace(word)).length < WORDS && words.join("").trim().length < UNITS)
      continue;
    passages.push({
      before: source.text,
      after: target.text,
      start: lengthOf(old.slice(0, first)),
      at: lengthOf(now.slice(0, firstNow)),
      length: lengthOf(words),
    });
  }
  return passages;
}

/** Every row of words, and the spaces between them, that stands once, and where; null for one that stands more often. */
function seedsOf(texts: readonly (readonly string[])[]): Map<string, { text: number; index: number } | null> {
  const seeds = new Map<string, { text: number; index: number } | null>();
  texts.forEach((words, text) => {
    const indexes = [...words.keys()].filter((index) => !isSpace(words[index]!));
    indexes.forEach((index, nth) => {
      const last = indexes[nth + SEED - 1];
      if (last === undefined) return;
      const seed = words.slice(index, last + 1).join("\u0000");
      seeds.set(seed, seeds.has(seed) ? null : { text, index });
    });
  });
  return seeds;
}

function lengthOf(words: readonly string[]): number {
  return words.reduce((length, word) => length + word.length, 0);
}
