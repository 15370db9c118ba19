import "server-only";
import type { Actor } from "@/domain/policy";
import { loadArticleFor } from "./access";
import { db } from "./db";

/** How many exports a page names. */
const MOST_EXPORTS = 50;

/** A file that has left the house. */
export interface DraftRecord {
  id: string;
  format: string;
  /** The article's version that it is of. */
  version: number;
  /** Flags that were open when a chief let it out; 0 for a clean draft. */
  openFlags: number;
  /** Name of who exported it. */
  by: string;
  /** ISO 8601. */
  at: string;
}

/** The drafts of an article that were exported, newest first. Throws not_found for who may not read it. */
export async function listDrafts(actor: Actor, articleId: string): Promise<DraftRecord[]> {
  await loadArticleFor(actor, articleId, "article.read");
  const drafts = await db.draft.findMany({
    where: { articleId },
    select: { id: true, format: true, version: true, openFlags: true, actorId: true, createdAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: MOST_EXPORTS,
  });
  const people = await db.user.findMany({
    where: { id: { in: [...new Set(drafts.map(({ actorId }) => actorId))] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return drafts.map(({ actorId, createdAt, ...draft }) => ({
    ...draft,
    by: names.get(actorId) ?? "Somebody who has left",
    at: createdAt.toISOString(),
  }));
}
