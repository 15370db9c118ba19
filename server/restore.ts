import "server-only";
import { restoreArticleSteps, restoreParagraphSteps } from "@/domain/article/restore";
import type { RestoredDto, RestoreInput } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import { loadArticleFor, notFound } from "./access";
import { db, type Tx } from "./db";
import { documentBefore, readRevisions } from "./document";
import { asChief, changeText, readText, storedVersion } from "./text";

/**
 * Brings the article, or one of its paragraphs, back to how it read at a version: as a new revision, so that
 * nothing is lost and another restore undoes it. Throws `conflict` when what would be overwritten has changed since
 * `baseVersion`, so that nobody's words go unseen.
 */
export async function restoreText(
  actor: Actor,
  articleId: string,
  { id, version, baseVersion, paragraphId }: RestoreInput,
): Promise<RestoredDto> {
  const article = await loadArticleFor(actor, articleId, "article.write");
  return db.$transaction(async (tx) => {
    const { doc, head } = await readText(tx, articleId);
    if (version > head.version) throw notFound("version");
    const isRepeat = id !== undefined && (await storedVersion(tx, articleId, id)) !== null;
    if (!isRepeat) await requireUnchanged(tx, articleId, { baseVersion, version: head.version, paragraphId });
    const undone = await readRevisions(tx, articleId, version);
    const then = documentBefore(doc, undone);
    const restored = await changeText(tx, articleId, {
      actorId: actor.id,
      version: baseVersion,
      requestId: id,
      steps: () =>
        paragraphId ? restoreParagraphSteps(doc, then, paragraphId) : restoreArticleSteps(doc, then),
      undone,
      cause: {
        type: "restore",
        version,
        ...(paragraphId ? { paragraphId } : {}),
        ...asChief(actor, article),
      },
    });
    return { version: restored.change.version, change: restored.change };
  });
}

async function requireUnchanged(
  tx: Tx,
  articleId: string,
  looked: { baseVersion: number; version: number; paragraphId: string | undefined },
): Promise<void> {
  const { baseVersion, version, paragraphId } = looked;
  if (baseVersion > version) throw new GalleyError("conflict", "This version of the text is not here yet.");
  const changes = await tx.revision.count({
    where: {
      articleId,
      version: { gt: baseVersion },
      ...(paragraphId ? { paragraphIds: { has: paragraphId } } : {}),
    },
  });
  if (changes > 0)
    throw new GalleyError(
      "conflict",
      paragraphId
        ? "This paragraph has changed since you looked: look at the difference again."
        : "The text has changed since you looked: look at the difference again.",
      { version },
    );
}
