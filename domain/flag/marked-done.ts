import type { FlagKind, Outcome } from "./kinds";

/** Said in the thread of a flag that had been marked as done where it came from. */
export const MARKED_DONE = "Marked as resolved in the Word file.";

/**
 * What the mark "resolved" on a Word comment settles. A comment is done. A fact-check stands as the author's word,
 * and waits for an editor to verify it as any other does. A typo or a citation request is settled by what its text
 * says, and a mark is no text: these stay open (null), and the thread says that they were marked.
 */
export function outcomeOfMark(kind: FlagKind): Outcome | null {
  return ({ comment: "done", fact_check: "stands", typo: null, citation: null } as const)[kind];
}
