import { wordsOf, type DiffPart } from "@/domain/article/word-diff";

/** How much of what is the same is shown on each side of a difference, in letters; no word is cut. */
const AROUND = 80;

/**
 * A comparison without most of what both have in common: of two long paragraphs that differ in a few words, both can
 * be seen at once. Without a difference it stays whole.
 */
export function nearDifferences(parts: readonly DiffPart[]): DiffPart[] {
  if (parts.every(({ type }) => type === "same")) return [...parts];
  return parts.map((part, index) => {
    if (part.type !== "same") return part;
    const words = wordsOf(part.text);
    const head = index > 0 ? firstOf(words).trimEnd() : "";
    const tail = index < parts.length - 1 ? lastOf(words).trimStart() : "";
    // Not to save a word or two.
    if (head.length + tail.length + AROUND / 2 > part.text.length) return part;
    return { ...part, text: `${head}${head && " "}…${tail && " "}${tail}` };
  });
}

function firstOf(words: readonly string[]): string {
  let text = "";
  for (const word of words) if ((text += word).length >= AROUND) break;
  return text;
}

function lastOf(words: readonly string[]): string {
  let text = "";
  for (const word of [...words].reverse()) if ((text = word + text).length >= AROUND) break;
  return text;
}
