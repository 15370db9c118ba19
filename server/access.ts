import "server-only";
import { GalleyError } from "@/domain/errors";
import {
  may,
  type Action,
  type Actor,
  type ArticleResource,
  type FlagResource,
  type ResourceOf,
} from "@/domain/policy";
import type { Flag } from "@/prisma/generated/client";
import { Prisma } from "@/prisma/generated/client";
import { db, type Tx } from "./db";

/**
 * The way to an article or a flag: what the actor may not read is not there (not_found, whatever they wanted to do),
 * what they may read but not do so with is forbidden. The scope is in the query; the rest is domain/policy.ts.
 */

/** An action that is asked of a resource of this kind (or of one that it contains). */
type ActionOn<Resource> = { [A in Action]: Resource extends ResourceOf<A> ? A : never }[Action];

/** What the rules look at, and the version that stands now. */
export interface ArticleAccess extends ArticleResource {
  id: string;
  title: string;
  version: number;
  authorIds: string[];
}

/** A flag's whole row with its article's part of the rules; `version` is the article's. */
export interface FlagAccess extends Flag, FlagResource {
  version: number;
  authorIds: string[];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether PostgreSQL would take it for a UUID column. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}

/** The error for what is not there, or not for this person: nobody can tell which. */
export function notFound(what = "page"): GalleyError {
  return new GalleyError("not_found", `This ${what} is not here, or not for you to see.`);
}

const forbidden = () => new GalleyError("forbidden", "Your role on this desk does not allow this.");

/** Throws forbidden unless the actor may. */
export function requireMay<A extends Action>(actor: Actor, action: A, resource: ResourceOf<A>): void {
  if (!may(actor, action, resource)) throw forbidden();
}

/** Throws not_found to who is not on the desk, forbidden to who is but may not do this. */
export function requireDesk(
  actor: Actor,
  deskId: string,
  action: "desk.enter" | "desk.manage" | "desk.import_for_others",
): void {
  if (!may(actor, "desk.enter", { deskId })) throw notFound("desk");
  requireMay(actor, action, { deskId });
}

/** Ids of the desks on which the actor reads every article. */
function editorDeskIds(actor: Actor): string[] {
  return actor.memberships.filter(({ role }) => role !== "author").map(({ deskId }) => deskId);
}

/** SQL condition on an article `a`: the actor may read it. The same as policy's "article.read"; a test holds them together. */
export function isReadable(actor: Actor): Prisma.Sql {
  const deskIds = actor.memberships.map(({ deskId }) => deskId);
  return Prisma.sql`(a."deskId" = ANY(${editorDeskIds(actor)}::uuid[]) OR (a."deskId" = ANY(${deskIds}::uuid[])
    AND EXISTS (SELECT 1 FROM "ArticleAuthor" w WHERE w."articleId" = a.id AND w."userId" = ${actor.id}::uuid)))`;
}

const AUTHOR_IDS = Prisma.sql`ARRAY(SELECT w."userId"::text FROM "ArticleAuthor" w WHERE w."articleId" = a.id ORDER BY 1)`;

/** Columns of a flag `f` that the rules look at: its row, and whether nobody of the house raised it. */
const FLAG_FACTS = Prisma.sql`f.*, EXISTS (SELECT 1 FROM "Outsider" o WHERE o.id = f."raisedById") AS "raisedByOutsider"`;

/** The article, for an actor who may do this with it. One statement: it stands before everything else. */
export async function loadArticleFor(
  actor: Actor,
  articleId: string,
  action: ActionOn<ArticleResource>,
  tx: Tx = db,
): Promise<ArticleAccess> {
  if (!isUuid(articleId)) throw notFound("article");
  const rows = await tx.$queryRaw<ArticleAccess[]>`
    SELECT a.id, a."deskId", a.title, a.version, ${AUTHOR_IDS} AS "authorIds"
    FROM "Article" a WHERE a.id = ${articleId}::uuid AND ${isReadable(actor)}`;
  const article = rows[0];
  if (!article) throw notFound("article");
  requireMay(actor, action, article);
  return article;
}

type FlagFactsRow<Access> = Omit<Access, "sources"> & { sources: string[] | null };

/** A list that was never set is NULL in the table; Prisma would read it so. */
const withSources = <Row extends { sources: string[] | null }>(row: Row) => ({
  ...row,
  sources: row.sources ?? [],
});

/** The flag with what the rules look at, for an actor who may do this with it. */
export async function loadFlagFor(
  actor: Actor,
  flagId: string,
  action: ActionOn<FlagResource>,
  tx: Tx = db,
): Promise<FlagAccess> {
  if (!isUuid(flagId)) throw notFound("flag");
  const rows = await tx.$queryRaw<FlagFactsRow<FlagAccess>[]>`
    SELECT ${FLAG_FACTS}, a."deskId", a.version, ${AUTHOR_IDS} AS "authorIds"
    FROM "Flag" f JOIN "Article" a ON a.id = f."articleId"
    WHERE f.id = ${flagId}::uuid AND ${isReadable(actor)}`;
  const row = rows[0];
  if (!row) throw notFound("flag");
  const flag = withSources(row);
  requireMay(actor, action, flag);
  return flag;
}

/**
 * Flags of an article that was loaded for the actor, in the order of their ids. As long as its text is locked, nobody
 * else changes them (server/flag-change.ts).
 */
export async function loadFlagsOf(
  tx: Tx,
  { id, deskId, authorIds, version }: ArticleAccess,
  flagIds: readonly string[],
): Promise<FlagAccess[]> {
  if (flagIds.length === 0) return [];
  const rows = await tx.$queryRaw<FlagFactsRow<Flag & FlagResource>[]>`
    SELECT ${FLAG_FACTS} FROM "Flag" f
    WHERE f."articleId" = ${id}::uuid AND f.id = ANY(${[...flagIds]}::uuid[]) ORDER BY f.id`;
  return rows.map((row) => ({ ...withSources(row), deskId, authorIds, version }));
}
