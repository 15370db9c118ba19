import type { CommentWords } from "../contract";

/**
 * By which first words a Word comment is known as a fact-check, a citation request or a typo, where a desk has not
 * chosen its own. Those that the drafts write ("Fact-check: …") are among them.
 */
export const DEFAULT_COMMENT_WORDS: CommentWords = {
  typo: ["typo", "spelling", "spell", "correct to"],
  fact_check: ["fact-check", "fact check", "factcheck", "fact", "verify"],
  citation: ["citation", "citation needed", "cite", "source", "reference", "ref"],
  comment: ["comment", "note"],
};

/** How words are compared: case and white space do not matter. Also of people's names. */
export function folded(words: string): string {
  return words.normalize("NFKC").replace(/\s+/gu, " ").trim().toLowerCase();
}

/** Words that two kinds claim, or one claims twice, as they were first written; null when none. */
export function doubledWord(words: CommentWords): string | null {
  const seen = new Set<string>();
  for (const word of Object.values(words).flat()) {
    if (seen.has(folded(word))) return word;
    seen.add(folded(word));
  }
  return null;
}
