import type { AnchorDto, FlagDto, ParagraphDto } from "@/domain/contract";
import { plainWords, wordsBefore, wordsBehind } from "../ui/whole-words";

/** UTF-16 units of the text shown on each side of flagged words, at most. */
const AROUND = 36;

export interface BlockedWords {
  before: string;
  words: string;
  after: string;
}

type Flagged = Pick<FlagDto, "paragraphId"> & {
  anchor: Pick<AnchorDto, "state" | "start" | "end" | "quote" | "prefix" | "suffix">;
};

/**
 * A flag's words with a little of what stands around them, cut between words. As the text reads now; only of one
 * whose words are gone, as it read when they were flagged.
 */
export function blockedWords(
  { paragraphId, anchor }: Flagged,
  paragraphs: readonly Pick<ParagraphDto, "id" | "text">[],
): BlockedWords {
  const { state, start, end, quote, prefix, suffix } = anchor;
  const text = paragraphs.find(({ id }) => id === paragraphId)?.text;
  if (state === "detached" || text === undefined)
    return { before: wordsBefore(prefix, true), words: plainWords(quote), after: wordsBehind(suffix, true) };
  return {
    before: wordsBefore(text.slice(Math.max(0, start - AROUND), start), start > AROUND),
    words: plainWords(text.slice(start, end)),
    after: wordsBehind(text.slice(end, end + AROUND), end + AROUND < text.length),
  };
}
