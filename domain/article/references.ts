import type { InlineJson, ParagraphKind } from "./kinds";
import { splitAtUrls } from "./urls";

interface Numbered {
  id: string;
  kind: ParagraphKind;
  content: readonly InlineJson[];
}

/**
 * The number of every cited reference, by its id: 1 … n in order of first citation, one number a reference.
 * Uncited references have none. Never stored: text, list and every draft ask here, so they always agree.
 */
export function referenceNumbers(paragraphs: readonly Numbered[]): Map<string, number> {
  const references = new Set(paragraphs.filter(({ kind }) => kind === "reference").map(({ id }) => id));
  const numbers = new Map<string, number>();
  for (const { content } of paragraphs) {
    for (const node of content) {
      if (node.type !== "citation") continue;
      const { referenceId } = node.attrs;
      if (references.has(referenceId) && !numbers.has(referenceId))
        numbers.set(referenceId, numbers.size + 1);
    }
  }
  return numbers;
}

/** The first web address in a reference's text. */
export function referenceUrl(text: string): string | undefined {
  return splitAtUrls(text).find(({ href }) => href !== null)?.text;
}
