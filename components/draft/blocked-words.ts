import type { AnchorDto, FlagDto, ParagraphDto } from "@/domain/contract";
import { CITATION_CHAR } from "@/domain/article/kinds";

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
    return { before: ending(prefix, true), words: plain(quote), after: beginning(suffix, true) };
  return {
    before: ending(text.slice(Math.max(0, start - AROUND), start), start > AROUND),
    words: plain(text.slice(start, end)),
    after: beginning(text.slice(end, end + AROUND), end + AROUND < text.length),
  };
}

const plain = (text: string) => text.replaceAll(CITATION_CHAR, "").replaceAll("\n", " ");

/** What stands before: its first word is not whole where it was cut. */
const ending = (text: string, isCut: boolean) => plain(isCut ? text.replace(/^\S*\s+/, "…") : text);

const beginning = (text: string, isCut: boolean) => plain(isCut ? text.replace(/\s+\S*$/, "…") : text);
