import "server-only";
import { paragraphsFromDoc, docFromParagraphs } from "@/domain/article/document";
import type { ArticleDto, DraftQuery } from "@/domain/contract";
import type { ReviewedView } from "@/domain/docx/identity";
import { DRAFT_CONTENT_TYPES, draftFilename, toReviewedDocx, type SinceImport } from "@/domain/draft";
import type { Actor } from "@/domain/policy";
import { loadArticleFor } from "./access";
import { presentArticle } from "./articles";
import { db, inSnapshot, readClock, type Tx } from "./db";
import { documentBefore, readRevisions } from "./document";
import { ONE_EXPORT, type DraftFile } from "./drafts";
import { appendEvent } from "./events";
import { personOf, readPeople } from "./people";

/**
 * The article with its review as a Word file, whatever the gate says; on record as an event unless it is only looked
 * at. Throws not_found for who may not read the article.
 */
export async function exportReviewed(
  actor: Actor,
  articleId: string,
  { settled, changes }: Pick<DraftQuery, "settled" | "changes">,
  { onRecord = true } = {},
): Promise<DraftFile> {
  const { article, since } = await inSnapshot(async (tx) => {
    const { authorIds } = await loadArticleFor(actor, articleId, "draft.reviewed", tx);
    const read = await presentArticle(tx, articleId, authorIds);
    return { article: read, since: changes && (await readSinceImport(tx, read)) };
  });
  const body = toReviewedDocx(article, { settled: settled !== "0", since });
  const view = since ? "changes" : "reviewed";
  if (onRecord) await db.$transaction((tx) => recordReviewed(tx, actor, article, view));
  return {
    filename: draftFilename(article, "docx", since ? "reviewed-with-changes" : "reviewed"),
    contentType: DRAFT_CONTENT_TYPES.docx,
    body,
  };
}

async function readSinceImport(tx: Tx, { id, paragraphs }: ArticleDto): Promise<SinceImport> {
  // The last one, where the article came in again.
  const { _max } = await tx.manuscript.aggregate({ where: { articleId: id }, _max: { version: true } });
  const revisions = await readRevisions(tx, id, _max.version ?? 1);
  const people = await readPeople(
    tx,
    revisions.map(({ actorId }) => actorId),
  );
  return {
    paragraphs: paragraphsFromDoc(documentBefore(docFromParagraphs(paragraphs), revisions)),
    revisions: revisions.map(({ steps, actorId, createdAt }) => ({
      steps,
      by: personOf(people, actorId),
      at: createdAt.toISOString(),
    })),
  };
}

async function recordReviewed(
  tx: Tx,
  actor: Actor,
  { id: articleId, version }: ArticleDto,
  view: ReviewedView,
): Promise<void> {
  const type = "reviewed.exported";
  const payload = { version, view };
  const since = new Date((await readClock(tx)).getTime() - ONE_EXPORT);
  const again = await tx.articleEvent.findFirst({
    where: { articleId, actorId: actor.id, type, payload: { equals: payload }, createdAt: { gt: since } },
    select: { id: true },
  });
  if (!again) await appendEvent(tx, { articleId, actorId: actor.id, type, payload });
}
