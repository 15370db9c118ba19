import { difference } from "@/domain/article/difference";

/** Where words of a paragraph are when it reads otherwise: beside what changed, or the once that they stand in it. */
export function keptPlace(
  words: { start: number; end: number },
  old: string,
  now: string,
): { start: number; end: number } | null {
  const { start, end, oldEnd } = difference(old, now);
  if (words.end <= start) return { start: words.start, end: words.end };
  if (words.start >= oldEnd) return { start: words.start + end - oldEnd, end: words.end + end - oldEnd };
  const [quote, from] = [old.slice(words.start, words.end), Math.max(0, start - (words.end - words.start))];
  const at = now.indexOf(quote, from);
  const isOne = at >= 0 && now.indexOf(quote, at + 1) < 0;
  return isOne ? { start: at, end: at + quote.length } : null;
}
