import type { Composing } from "./context";
import type { PendingRange } from "./paragraph";

/**
 * Where the words that are being flagged stand in their paragraph as it reads now, to show them there while others
 * write; null when they cannot be told. The flag itself goes out as it was begun, and the server finds its place.
 */
export function pendingRange(
  { kind, start, end, quote, text: before }: Composing,
  now: string,
): PendingRange | null {
  if (now === before) return { kind, start, end };
  const shorter = Math.min(before.length, now.length);
  let head = 0;
  while (head < shorter && before[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  if (end <= head) return { kind, start, end };
  const shift = now.length - before.length;
  if (start >= before.length - tail) return { kind, start: start + shift, end: end + shift };
  // Written on both sides of them, or in them.
  const at = now.indexOf(quote);
  const isOne = at !== -1 && !now.includes(quote, at + 1);
  return isOne ? { kind, start: at, end: at + quote.length } : null;
}
