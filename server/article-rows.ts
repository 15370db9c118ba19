import "server-only";
import { articleStatus } from "@/domain/article/status";
import type { ArticleRowDto, PersonDto } from "@/domain/contract";
import { isBlocking } from "@/domain/flag/gate";
import { FLAG_KINDS, type FlagKind, type FlagStatus, type Outcome } from "@/domain/flag/kinds";
import { may, type Actor } from "@/domain/policy";
import { Prisma } from "@/prisma/generated/client";
import { isReadable } from "./access";
import { db } from "./db";
import { countUnseen } from "./seen";

/** Rows that a desk list shows at once; older ones are found by their title. */
const MOST_ROWS = 500;

interface ArticleBase {
  id: string;
  deskId: string;
  title: string;
  version: number;
  dueAt: Date | null;
  updatedAt: Date;
}

/** Flags of one article that the rules cannot tell apart, and how many there are. */
interface FlagCount {
  articleId: string;
  kind: FlagKind;
  status: FlagStatus;
  outcome: Outcome | null;
  /** Assigned to nobody, or to who asks. */
  isMine: boolean;
  /** Settled by who asks. */
  isByMe: boolean;
  count: number;
}

/** The desk list, for who asks: five statements, however many articles. What needs them first, then by due date. */
export async function readArticleRows(actor: Actor, deskId: string, query: string): Promise<ArticleRowDto[]> {
  const articles = await db.$queryRaw<ArticleBase[]>`
    SELECT a.id, a."deskId", a.title, a.version, a."dueAt", a."updatedAt"
    FROM "Article" a
    WHERE a."deskId" = ${deskId}::uuid AND ${isReadable(actor)} AND ${titleHas(query)}
    ORDER BY a."updatedAt" DESC, a.id
    LIMIT ${MOST_ROWS}`;
  const ids = articles.map(({ id }) => id);
  const [counts, authors, drafts, unseen] = await Promise.all([
    countFlags(actor, ids),
    readAuthors(ids),
    readDraftVersions(ids),
    countUnseen(actor, ids),
  ]);
  return articles
    .map((article) =>
      articleRow(actor, article, {
        counts: counts.filter(({ articleId }) => articleId === article.id),
        authors: authors.filter(({ articleId }) => articleId === article.id),
        draftVersion: drafts.get(article.id) ?? null,
        unseen: unseen.get(article.id) ?? 0,
      }),
    )
    .sort(byNeed);
}

function titleHas(query: string): Prisma.Sql {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return Prisma.sql`TRUE`;
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  return Prisma.sql`a.title ILIKE ALL(${patterns}::text[])`;
}

function countFlags(actor: Actor, articleIds: string[]): Promise<FlagCount[]> {
  return db.$queryRaw<FlagCount[]>`
    SELECT f."articleId", f.kind::text AS kind, f.status::text AS status, f.outcome,
      f."assigneeId" IS NULL OR f."assigneeId" = ${actor.id}::uuid AS "isMine",
      f."resolvedById" IS NOT DISTINCT FROM ${actor.id}::uuid AS "isByMe",
      count(*)::int AS count
    FROM "Flag" f
    WHERE f."articleId" = ANY(${articleIds}::uuid[]) AND f.status IN ('open', 'resolved')
    GROUP BY 1, 2, 3, 4, 5, 6`;
}

function readAuthors(articleIds: string[]): Promise<(PersonDto & { articleId: string })[]> {
  return db.$queryRaw<(PersonDto & { articleId: string })[]>`
    SELECT w."articleId", u.id, u.name
    FROM "ArticleAuthor" w JOIN "User" u ON u.id = w."userId"
    WHERE w."articleId" = ANY(${articleIds}::uuid[])
    ORDER BY u.name, u.id`;
}

/** The newest version of each article that left as a clean draft. */
export async function readDraftVersions(articleIds: string[], tx: Pick<typeof db, "draft"> = db) {
  const rows = await tx.draft.groupBy({
    by: ["articleId"],
    where: { articleId: { in: articleIds }, openFlags: 0 },
    _max: { version: true },
  });
  return new Map(rows.map(({ articleId, _max }) => [articleId, _max.version]));
}

function articleRow(
  actor: Actor,
  article: ArticleBase,
  parts: { counts: FlagCount[]; authors: PersonDto[]; draftVersion: number | null; unseen: number },
): ArticleRowDto {
  const { counts, draftVersion } = parts;
  const authors = parts.authors.map(({ id, name }) => ({ id, name }));
  const holdsOpen = (flags: FlagCount) =>
    isBlocking(flags) || (flags.kind === "comment" && flags.status === "open");
  return {
    id: article.id,
    deskId: article.deskId,
    title: article.title,
    status: articleStatus({ version: article.version, blocking: counts.some(isBlocking), draftVersion }),
    dueAt: article.dueAt?.toISOString() ?? null,
    updatedAt: article.updatedAt.toISOString(),
    authors,
    openFlags: Object.fromEntries(
      FLAG_KINDS.map((kind) => [kind, total(counts, (flags) => flags.kind === kind && holdsOpen(flags))]),
    ) as Record<FlagKind, number>,
    unseen: parts.unseen,
    needsMe: total(
      counts,
      needs(
        actor,
        article.deskId,
        authors.some(({ id }) => id === actor.id),
      ),
    ),
  };
}

/** An author is waited for by what is open, unless it is assigned to another; an editor by what is to be verified. */
function needs(actor: Actor, deskId: string, isTheirs: boolean): (flags: FlagCount) => boolean {
  const isEditor = may(actor, "desk.import_for_others", { deskId });
  return (flags) =>
    (isTheirs && flags.status === "open" && flags.isMine) ||
    (isEditor && flags.status === "resolved" && isBlocking(flags) && !flags.isByMe);
}

function total(counts: readonly FlagCount[], isCounted: (flags: FlagCount) => boolean): number {
  return counts.filter(isCounted).reduce((sum, { count }) => sum + count, 0);
}

const NEVER = "9999";

function byNeed(one: ArticleRowDto, other: ArticleRowDto): number {
  if (one.needsMe > 0 !== other.needsMe > 0) return one.needsMe > 0 ? -1 : 1;
  const [due, otherDue] = [one.dueAt ?? NEVER, other.dueAt ?? NEVER];
  if (due !== otherDue) return due < otherDue ? -1 : 1;
  // Newest change first: as the rows came.
  return 0;
}
