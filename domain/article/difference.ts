/** What differs between two wordings: one range of the new, and where it ended in the old. */
export function difference(oldText: string, text: string): { start: number; end: number; oldEnd: number } {
  const most = Math.min(oldText.length, text.length);
  let start = 0;
  while (start < most && oldText[start] === text[start]) start++;
  let tail = 0;
  while (tail < most - start && oldText[oldText.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  return { start, end: text.length - tail, oldEnd: oldText.length - tail };
}
