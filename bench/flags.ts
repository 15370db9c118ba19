import type { FlagInput } from "@/domain/contract";
import { FLAG_KINDS } from "@/domain/flag/kinds";
import type { StoredArticle } from "@/server/testing/factories";
import { randomFrom } from "./statistics";

const NOTES = [
  "Is this still so? The last figure that I can find is two years older than what the sentence says.",
  "Who says this?",
  "The report it rests on was withdrawn in the spring; a second source would settle it.",
  "Reads as if it were certain.",
] as const;

/**
 * Makes flags, one a call: every kind in turn, each on one to seven words somewhere in the article. The same row of
 * them for the same seed.
 */
export function flagMaker(article: StoredArticle, seed: number): () => FlagInput {
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  const paragraphs = article.paragraphs
    .filter(({ text }) => text.length > 60)
    .map(({ id, text }) => ({ id, text, words: [...text.matchAll(/[\p{L}-]+/gu)] }));
  let made = 0;
  return () => {
    const kind = FLAG_KINDS[made++ % FLAG_KINDS.length]!;
    const { id: paragraphId, text, words } = pick(paragraphs);
    const first = Math.floor(random() * (words.length - 7));
    const last = kind === "typo" ? first : first + Math.floor(random() * 7);
    const start = words[first]!.index;
    const end = words[last]!.index + words[last]![0].length;
    return {
      version: article.version,
      kind,
      paragraphId,
      start,
      end,
      ...(kind === "typo" ? { replacement: `${text.slice(start, end)}s` } : { note: pick(NOTES) }),
    };
  };
}
