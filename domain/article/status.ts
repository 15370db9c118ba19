import type { ArticleStatus } from "../contract";

/**
 * exported: a clean draft of this very text has left, and the gate is still open. ready: the gate is open.
 * `draftVersion` is that of the newest draft that left without open flags.
 */
export function articleStatus(facts: {
  version: number;
  blocking: boolean;
  draftVersion: number | null;
}): ArticleStatus {
  if (facts.blocking) return "in_review";
  return facts.draftVersion === facts.version ? "exported" : "ready";
}

/** The same of an article with its flags. */
export function statusOf(article: {
  version: number;
  draftVersion: number | null;
  flags: readonly { blocking: boolean }[];
}): ArticleStatus {
  return articleStatus({ ...article, blocking: article.flags.some(({ blocking }) => blocking) });
}
