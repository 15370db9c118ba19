export interface ShortDiff {
  head: string;
  removed: string;
  added: string;
  tail: string;
}

const CONTEXT = 24;

const isLowSurrogate = (text: string, index: number) => {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff;
};

/** The one stretch in which two short texts differ, with a little of what stands before and after it. */
export function shortDiff(before: string, after: string): ShortDiff {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  if (isLowSurrogate(before, start) || isLowSurrogate(after, start)) start -= 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  if (end > 0 && isLowSurrogate(before, before.length - end)) end -= 1;
  const head = before.slice(0, start);
  const tail = before.slice(before.length - end);
  return {
    head: head.length > CONTEXT ? `…${head.slice(-CONTEXT)}` : head,
    removed: before.slice(start, before.length - end),
    added: after.slice(start, after.length - end),
    tail: tail.length > CONTEXT ? `${tail.slice(0, CONTEXT)}…` : tail,
  };
}
