import "server-only";
import { paragraphsFromDoc } from "@/domain/article/document";
import { flagsOfCause, type RevisionCause } from "@/domain/article/revision";
import type { RevisionsDto, RevisionsQuery, VersionDto } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { Prisma } from "@/prisma/generated/client";
import { loadArticleFor, notFound } from "./access";
import { db } from "./db";
import { documentBefore, readDocument, readRevisions } from "./document";
import { personOf, readPeople } from "./people";

/** Revisions a page holds. */
const PAGE = 100;

interface RevisionRow {
  version: number;
  actorId: string;
  createdAt: Date;
  cause: RevisionCause;
  paragraphIds: string[] | null;
}

/** A page of the article's revisions, newest first: all, or those that touched one paragraph. */
export async function listRevisions(
  actor: Actor,
  articleId: string,
  { before, paragraphId }: RevisionsQuery,
): Promise<RevisionsDto> {
  await loadArticleFor(actor, articleId, "article.read");
  const isBefore = before === undefined ? Prisma.sql`TRUE` : Prisma.sql`r."version" < ${before}`;
  // What a revision touched is not known of the import, which is all of it, and of revisions older than this column.
  const touches =
    paragraphId === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`(r."paragraphIds" IS NULL OR r."version" = 1 OR ${paragraphId}::uuid = ANY(r."paragraphIds"))`;
  const rows = await db.$queryRaw<RevisionRow[]>`
    SELECT r."version", r."actorId", r."createdAt", r."cause", r."paragraphIds"::text[] AS "paragraphIds"
    FROM "Revision" r WHERE r."articleId" = ${articleId}::uuid AND ${isBefore} AND ${touches}
    ORDER BY r."version" DESC LIMIT ${PAGE + 1}`;
  const page = rows.slice(0, PAGE);
  const flagIds = page.flatMap(({ cause }) => flagsOfCause(cause));
  const [people, flags] = await Promise.all([
    readPeople(
      db,
      page.map(({ actorId }) => actorId),
    ),
    db.flag.findMany({
      where: { articleId, id: { in: flagIds } },
      select: { id: true, kind: true, quote: true, replacement: true },
    }),
  ]);
  return {
    revisions: page.map(({ version, actorId, createdAt, cause, paragraphIds }) => ({
      version,
      actor: personOf(people, actorId),
      at: createdAt.toISOString(),
      cause,
      paragraphIds: version === 1 ? null : paragraphIds,
    })),
    more: rows.length > PAGE,
    flags,
  };
}

/** The article as it read at a version. Throws not_found for one that is not there. */
export async function readVersion(actor: Actor, articleId: string, version: number): Promise<VersionDto> {
  return db.$transaction(
    async (tx) => {
      const article = await loadArticleFor(actor, articleId, "article.read", tx);
      if (version < 1 || version > article.version) throw notFound("version");
      const head = await tx.article.findUniqueOrThrow({
        where: { id: articleId },
        select: { version: true, headId: true },
      });
      const revisions = await readRevisions(tx, articleId, version);
      const doc = documentBefore(await readDocument(tx, articleId, head), revisions);
      return { version, newest: head.version, paragraphs: paragraphsFromDoc(doc) };
    },
    { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead },
  );
}
