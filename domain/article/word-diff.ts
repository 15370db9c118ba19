import { diffArrays } from "diff";

/** A stretch of a comparison: in both, only in the old words, only in the new. */
export interface DiffPart {
  type: "same" | "old" | "new";
  text: string;
}

/** A stretch of two rows: `same` in both, or `before` in place of `after` (either may be empty). */
export interface CommonPart<Item> {
  same: boolean;
  before: Item[];
  after: Item[];
}

/** Two wordings that differ in more words than this are compared no further than their common beginning and end. */
const MOST_EDITS = 4_000;

/** Words, white space and marks apart, in any script; no character is ever cut in two. */
export function wordsOf(text: string): string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** How one wording became the other, word by word. */
export function wordDiff(before: string, after: string): DiffPart[] {
  const parts = commonWords(wordsOf(before), wordsOf(after), Object.is, isSpace);
  return wholePhrases(parts, isSpace).flatMap(({ same, before: old, after: now }): DiffPart[] =>
    same
      ? [{ type: "same", text: now.join("") }]
      : [
          { type: "old" as const, text: old.join("") },
          { type: "new" as const, text: now.join("") },
        ].filter(({ text }) => text !== ""),
  );
}

/** What two rows have in common, and what stands in between, in order. */
function commonParts<Item>(
  before: readonly Item[],
  after: readonly Item[],
  isSame: (one: Item, other: Item) => boolean,
): CommonPart<Item>[] {
  const most = Math.min(before.length, after.length);
  let first = 0;
  while (first < most && isSame(before[first]!, after[first]!)) first++;
  let last = 0;
  while (last < most - first && isSame(before.at(-1 - last)!, after.at(-1 - last)!)) last++;
  const [old, now] = [before.slice(first, before.length - last), after.slice(first, after.length - last)];
  const parts: CommonPart<Item>[] = [
    part(true, before.slice(0, first), after.slice(0, first)),
    ...middleParts(old, now, isSame),
    part(true, before.slice(before.length - last), after.slice(after.length - last)),
  ];
  return parts.filter((one) => one.before.length > 0 || one.after.length > 0);
}

/**
 * The same for rows of words with spaces between them: only the words decide what is in common, for a row of spaces
 * is as long as the words, and says nothing.
 */
export function commonWords<Item>(
  before: readonly Item[],
  after: readonly Item[],
  isSame: (one: Item, other: Item) => boolean,
  isSpace: (item: Item) => boolean,
): CommonPart<Item>[] {
  const [old, now] = [before, after].map((row) =>
    [...row.keys()].filter((index) => !isSpace(row[index]!)),
  ) as [number[], number[]];
  const common = commonParts(old, now, (one, other) => isSame(before[one]!, after[other]!));
  const parts: CommonPart<Item>[] = [];
  let [oldAt, nowAt] = [0, 0];
  const add = (one: CommonPart<Item>) => {
    const last = parts.at(-1);
    if (last?.same === one.same) {
      last.before.push(...one.before);
      last.after.push(...one.after);
    } else parts.push(one);
  };
  const addBetween = (oldEnd: number, nowEnd: number) => {
    commonParts(before.slice(oldAt, oldEnd), after.slice(nowAt, nowEnd), isSame).forEach(add);
    [oldAt, nowAt] = [oldEnd, nowEnd];
  };
  for (const { same, before: words, after: twins } of common)
    if (same)
      words.forEach((word, index) => {
        addBetween(word, twins[index]!);
        add(part(true, [before[oldAt++]!], [after[nowAt++]!]));
      });
  addBetween(before.length, after.length);
  return parts;
}

/** Of words as `wordsOf` gives them. */
export function isSpace(word: string): boolean {
  return word.trim() === "";
}

/**
 * The same comparison for people to read: two words that were put for two others, with only a space between them, are
 * one phrase put for another.
 */
export function wholePhrases<Item>(
  parts: readonly CommonPart<Item>[],
  isSpace: (item: Item) => boolean,
): CommonPart<Item>[] {
  const isReplaced = (one: CommonPart<Item> | undefined) =>
    one !== undefined && !one.same && one.before.length > 0 && one.after.length > 0;
  const phrases: CommonPart<Item>[] = [];
  for (const [index, one] of parts.entries()) {
    const last = phrases.at(-1);
    const joins =
      (one.same && one.after.every(isSpace) && isReplaced(last) && isReplaced(parts[index + 1])) ||
      (!one.same && last?.same === false);
    if (joins && last) {
      last.before.push(...one.before);
      last.after.push(...one.after);
    } else phrases.push(part(one.same, [...one.before], [...one.after]));
  }
  return phrases;
}

function middleParts<Item>(
  before: Item[],
  after: Item[],
  isSame: (one: Item, other: Item) => boolean,
): CommonPart<Item>[] {
  const changes =
    before.length > 0 && after.length > 0
      ? diffArrays(before, after, { comparator: isSame, maxEditLength: MOST_EDITS })
      : undefined;
  if (!changes) return [part(false, before, after)];
  const parts: CommonPart<Item>[] = [];
  let at = 0;
  for (const { value, added, removed } of changes) {
    const open = parts.at(-1);
    if (added || removed) {
      const target = open && !open.same ? open : part<Item>(false, [], []);
      if (target !== open) parts.push(target);
      (added ? target.after : target.before).push(...value);
    } else parts.push(part(true, before.slice(at, at + value.length), value));
    if (!added) at += value.length;
  }
  return parts;
}

function part<Item>(same: boolean, before: Item[], after: Item[]): CommonPart<Item> {
  return { same, before, after };
}
