import "server-only";
import { paragraphsFromDoc } from "@/domain/article/document";
import { WayBack } from "@/domain/flag/way-back";
import { flagsOfCause, versionOfCause, type RevisionCause } from "@/domain/article/revision";
import { certainEntries, timelineOf } from "@/domain/article/timeline";
import type {
  NamedByCauses,
  RevisionDto,
  RevisionsDto,
  RevisionsQuery,
  TimelineDto,
  TimelineQuery,
  VersionDto,
  VersionMomentDto,
} from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { Prisma } from "@/prisma/generated/client";
import { loadArticleFor, notFound, type ArticleAccess } from "./access";
import { db, inSnapshot, type Tx } from "./db";
import { readDocument } from "./document";
import { personOf, readPeople } from "./people";
import { readMayTakeBack } from "./may-take-back";
import { readUndone, walkBack } from "./way-back";

/** Revisions a page holds, and entries of the time line. */
const PAGE = 100;
const ENTRIES = 40;
/** So many revisions are read for a page of the time line; more, up to the most, where they are all one entry. */
const READ = 500;
const MOST_READ = 8_000;

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
  query: RevisionsQuery,
): Promise<RevisionsDto> {
  const article = await loadArticleFor(actor, articleId, "article.read");
  const rows = await readRows(articleId, query, PAGE + 1);
  const revisions = await presentRows(rows.slice(0, PAGE));
  return { revisions, more: rows.length > PAGE, ...(await readNamed(actor, article, revisions)) };
}

/** A page of the time line, newest first: of the article, or of one paragraph. */
export async function listTimeline(
  actor: Actor,
  articleId: string,
  query: TimelineQuery,
): Promise<TimelineDto> {
  const article = await loadArticleFor(actor, articleId, "article.read");
  let read = READ;
  for (;;) {
    const rows = await readRows(articleId, query, read + 1);
    const revisions = await presentRows(rows.slice(0, read));
    const all = timelineOf(revisions);
    const certain = rows.length > read ? certainEntries(all, revisions.at(-1)!.at) : all;
    if (certain.length === 0 && rows.length > read && read < MOST_READ) {
      read *= 4;
      continue;
    }
    const entries = (certain.length > 0 ? certain : all).slice(0, ENTRIES);
    const end = entries.at(-1)?.first ?? 0;
    const told = revisions.filter(({ version }) => version >= end);
    const more = rows.some(({ version }) => version < end);
    return { entries, more, ...(await readNamed(actor, article, told)) };
  }
}

function readRows(
  articleId: string,
  { before, after, until, paragraphId }: RevisionsQuery,
  limit: number,
): Promise<RevisionRow[]> {
  const conditions = [
    Prisma.sql`r."articleId" = ${articleId}::uuid`,
    ...(before === undefined ? [] : [Prisma.sql`r."version" < ${before}`]),
    ...(after === undefined ? [] : [Prisma.sql`r."version" > ${after}`]),
    ...(until === undefined ? [] : [Prisma.sql`r."createdAt" <= ${until}::timestamptz`]),
    // What a revision touched is not known of the import, which is all of it, and of revisions older than this column.
    ...(paragraphId === undefined
      ? []
      : [
          Prisma.sql`(r."paragraphIds" IS NULL OR r."version" = 1 OR ${paragraphId}::uuid = ANY(r."paragraphIds"))`,
        ]),
  ];
  return db.$queryRaw<RevisionRow[]>`
    SELECT r."version", r."actorId", r."createdAt", r."cause", r."paragraphIds"::text[] AS "paragraphIds"
    FROM "Revision" r WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY r."version" DESC LIMIT ${limit}`;
}

async function presentRows(rows: readonly RevisionRow[]): Promise<RevisionDto[]> {
  const people = await readPeople(
    db,
    rows.map(({ actorId }) => actorId),
  );
  return rows.map(({ version, actorId, createdAt, cause, paragraphIds }) => ({
    version,
    actor: personOf(people, actorId),
    at: createdAt.toISOString(),
    cause,
    paragraphIds: version === 1 ? null : paragraphIds,
  }));
}

/** What the causes name, and which of them the actor may take back. */
async function readNamed(
  actor: Actor,
  article: ArticleAccess,
  revisions: readonly RevisionDto[],
): Promise<NamedByCauses> {
  const articleId = article.id;
  const causes = revisions.map(({ cause }) => cause);
  const flagIds = causes.flatMap(flagsOfCause);
  const versions = causes.flatMap((cause) => versionOfCause(cause) ?? []);
  const [flags, moments, mayTakeBack] = await Promise.all([
    db.flag.findMany({
      where: { articleId, id: { in: flagIds } },
      select: { id: true, kind: true, quote: true, replacement: true },
    }),
    readMoments(db, articleId, versions),
    readMayTakeBack(actor, article, revisions),
  ]);
  return { flags, moments, mayTakeBack };
}

async function readMoments(tx: Tx, articleId: string, versions: number[]): Promise<VersionMomentDto[]> {
  const rows = await tx.revision.findMany({
    where: { articleId, version: { in: versions } },
    select: { version: true, createdAt: true, actorId: true },
  });
  const people = await readPeople(
    tx,
    rows.map(({ actorId }) => actorId),
  );
  return rows.map(({ version, createdAt, actorId }) => ({
    version,
    at: createdAt.toISOString(),
    actor: personOf(people, actorId),
  }));
}

/**
 * The article as it read at a version. No snapshot is kept: walking back over 5,000 revisions of a real-sized article
 * takes 0.2 s. Throws not_found for a version that is not there.
 */
export async function readVersion(actor: Actor, articleId: string, version: number): Promise<VersionDto> {
  const { newest, doc, undone, moment } = await inSnapshot(async (tx) => {
    const article = await loadArticleFor(actor, articleId, "article.read", tx);
    if (version < 1 || version > article.version) throw notFound("version");
    const head = await tx.article.findUniqueOrThrow({
      where: { id: articleId },
      select: { version: true, headId: true },
    });
    const undone = await readUndone(tx, articleId, version);
    const [moment] = await readMoments(tx, articleId, [version]);
    return { newest: head.version, doc: await readDocument(tx, articleId, head), undone, moment: moment! };
  });
  const then = (await walkBack(new WayBack(doc, []), undone)).doc;
  return { ...moment, newest, paragraphs: paragraphsFromDoc(then) };
}
