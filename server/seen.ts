import "server-only";
import type { SeenInput, UnseenDto } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { Prisma } from "@/prisma/generated/client";
import { loadArticleFor } from "./access";
import { db, type Tx } from "./db";
import { readNewestEvent } from "./events";

/**
 * What of these articles others changed since the actor last looked: paragraphs that stand in the text, and flags.
 * An article never looked at has none. One row a paragraph or flag.
 */
const unseenRows = (actor: Actor, articleIds: readonly string[]): Prisma.Sql => Prisma.sql`
  SELECT s."articleId", 'paragraph' AS "type", touched."id"
  FROM "ArticleSeen" s
  JOIN "Revision" r ON r."articleId" = s."articleId" AND r."version" > s."version" AND r."actorId" <> s."userId"
  CROSS JOIN unnest(r."paragraphIds") AS touched("id")
  JOIN "Paragraph" p ON p."articleId" = s."articleId" AND p."id" = touched."id"
  WHERE s."userId" = ${actor.id}::uuid AND s."articleId" = ANY(${articleIds}::uuid[])
    AND r."version" > COALESCE((s."paragraphs" ->> touched."id"::text)::int, 0)
  UNION
  SELECT s."articleId", 'flag', e."flagId"
  FROM "ArticleSeen" s
  JOIN "ArticleEvent" e ON e."articleId" = s."articleId" AND e."id" > s."eventId" AND e."actorId" <> s."userId"
  WHERE s."userId" = ${actor.id}::uuid AND s."articleId" = ANY(${articleIds}::uuid[]) AND e."flagId" IS NOT NULL
    AND e."id" > COALESCE((s."flags" ->> e."flagId"::text)::bigint, 0)`;

/** What others changed in the article since the actor last looked. */
export async function readUnseen(actor: Actor, articleId: string): Promise<UnseenDto> {
  await loadArticleFor(actor, articleId, "article.read");
  return presentUnseen(db, actor, articleId);
}

async function presentUnseen(tx: Tx, actor: Actor, articleId: string): Promise<UnseenDto> {
  const seen = await tx.articleSeen.findUnique({
    where: { userId_articleId: { userId: actor.id, articleId } },
    select: { at: true },
  });
  const rows = await tx.$queryRaw<{ type: "paragraph" | "flag"; id: string }[]>(
    unseenRows(actor, [articleId]),
  );
  const idsOf = (wanted: string) => rows.flatMap(({ type, id }) => (type === wanted ? [id] : []));
  return {
    since: seen?.at.toISOString() ?? null,
    paragraphIds: idsOf("paragraph"),
    flagIds: idsOf("flag"),
  };
}

/** How many paragraphs and flags are new to the actor, by article. */
export async function countUnseen(actor: Actor, articleIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ articleId: string; count: number }[]>`
    SELECT u."articleId", count(*)::int AS "count" FROM (${unseenRows(actor, articleIds)}) AS u GROUP BY 1`;
  return new Map(rows.map(({ articleId, count }) => [articleId, count]));
}

/**
 * The actor has looked at the article as it was at a version and an event: at all of it, or at some paragraphs and
 * flags. Answers with what is left. Looking at an older state never takes back what was seen of a newer one.
 */
export async function markSeen(actor: Actor, articleId: string, input: SeenInput): Promise<UnseenDto> {
  const article = await loadArticleFor(actor, articleId, "article.read");
  return db.$transaction(async (tx) => {
    const version = Math.min(input.version, article.version);
    const newest = await readNewestEvent(tx, articleId);
    const eventId = BigInt(input.eventId) < newest ? BigInt(input.eventId) : newest;
    const isAll = !input.paragraphIds && !input.flagIds;
    if (!isAll) {
      const paragraphs = JSON.stringify(
        Object.fromEntries((input.paragraphIds ?? []).map((id) => [id, version])),
      );
      const flags = JSON.stringify(
        Object.fromEntries((input.flagIds ?? []).map((id) => [id, eventId.toString()])),
      );
      await tx.$executeRaw`
        UPDATE "ArticleSeen" SET "paragraphs" = "paragraphs" || ${paragraphs}::jsonb, "flags" = "flags" || ${flags}::jsonb
        WHERE "userId" = ${actor.id}::uuid AND "articleId" = ${articleId}::uuid`;
      const left = await presentUnseen(tx, actor, articleId);
      if (left.since === null || left.paragraphIds.length + left.flagIds.length > 0) return left;
    }
    await tx.$executeRaw`
      INSERT INTO "ArticleSeen" AS s ("userId", "articleId", "version", "eventId")
      VALUES (${actor.id}::uuid, ${articleId}::uuid, ${version}, ${eventId})
      ON CONFLICT ("userId", "articleId") DO UPDATE SET
        "version" = greatest(s."version", EXCLUDED."version"),
        "eventId" = greatest(s."eventId", EXCLUDED."eventId"),
        "paragraphs" = ${seenBeyond(Prisma.sql`s."paragraphs"`, version)},
        "flags" = ${seenBeyond(Prisma.sql`s."flags"`, eventId)},
        "at" = now()`;
    return presentUnseen(tx, actor, articleId);
  });
}

/** What of a map of things seen is newer than the mark. */
function seenBeyond(map: Prisma.Sql, mark: number | bigint): Prisma.Sql {
  return Prisma.sql`COALESCE((SELECT jsonb_object_agg(seen."key", seen."value")
    FROM jsonb_each(${map}) AS seen WHERE (seen."value" #>> '{}')::bigint > ${mark}), '{}')`;
}
