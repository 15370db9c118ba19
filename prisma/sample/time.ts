import { db } from "@/server/db";

/** Minutes between two events of the sample. */
const PACE = 47;

/**
 * Spreads what was played in a second over the days before `now`: events keep their order, and flags, replies,
 * revisions and the article follow the events that tell of them.
 */
export async function spreadOverTime(articleId: string, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE "ArticleEvent" e SET "createdAt" = ${now}::timestamptz - later.count * ${PACE} * interval '1 minute'
      FROM (
        SELECT id, count(*) OVER (ORDER BY id DESC) AS count FROM "ArticleEvent" WHERE "articleId" = ${articleId}::uuid
      ) later
      WHERE e.id = later.id`;
    await tx.$executeRaw`
      UPDATE "Flag" f SET "createdAt" = e."createdAt" FROM "ArticleEvent" e
      WHERE f."articleId" = ${articleId}::uuid AND e."flagId" = f.id AND e.type = 'flag.raised'`;
    await tx.$executeRaw`
      UPDATE "Flag" f SET "resolvedAt" = e."createdAt" FROM "ArticleEvent" e
      WHERE f."articleId" = ${articleId}::uuid AND f."resolvedAt" IS NOT NULL
        AND e."flagId" = f.id AND e.type = 'flag.resolved'`;
    await tx.$executeRaw`
      UPDATE "Reply" r SET "createdAt" = e."createdAt" FROM "ArticleEvent" e
      WHERE e."articleId" = ${articleId}::uuid AND e.type = 'flag.replied' AND (e.payload ->> 'replyId')::uuid = r.id`;
    await tx.$executeRaw`
      UPDATE "Revision" r SET "createdAt" = e."createdAt" FROM "ArticleEvent" e
      WHERE r."articleId" = ${articleId}::uuid AND e."articleId" = r."articleId"
        AND ((e.type = 'text.changed' AND (e.payload ->> 'version')::int = r.version)
          OR (e.type = 'article.created' AND r.version = 1))`;
    await tx.$executeRaw`
      UPDATE "Article" a SET "createdAt" = span.first, "updatedAt" = span.last
      FROM (
        SELECT min("createdAt") AS first, max("createdAt") AS last
        FROM "ArticleEvent" WHERE "articleId" = ${articleId}::uuid
      ) span
      WHERE a.id = ${articleId}::uuid`;
  });
}
