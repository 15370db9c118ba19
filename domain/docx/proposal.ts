/** What a comment says of a typo, where it cannot be a tracked change: the writer's sentence, and how it is read. */

/** One sentence; `replacement` "" deletes the words. */
export function proposalSentence(quote: string, replacement: string): string {
  return replacement === "" ? `${opening(quote)}${GO}` : `${opening(quote)}${READ}${replacement}${END}`;
}

/** What such a sentence proposes instead of `quote`; null where it is not that sentence. */
export function proposalOf(sentence: string, quote: string): string | null {
  const start = opening(quote);
  if (!sentence.startsWith(start)) return null;
  const rest = sentence.slice(start.length);
  if (rest === GO) return "";
  const isProposal = rest.startsWith(READ) && rest.endsWith(END) && rest.length > READ.length + END.length;
  return isProposal ? rest.slice(READ.length, -END.length) : null;
}

const READ = " should read “";
const END = "”.";
const GO = " should go.";

/** Without the characters that stand for citations: a comment cannot show them. */
const opening = (quote: string) => `“${quote.replaceAll("\uFFFC", "")}”`;
