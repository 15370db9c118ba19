import "server-only";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { LeaveInput, PresenceInput, PresentDto } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import { loadArticleFor } from "./access";
import { db } from "./db";
import { CHANNEL, PRESENCE } from "./events";

/**
 * Who is at an article just now, and where in it. Rows that run out, in the database's time, so that all processes
 * agree and who vanished without a word is gone for all; a notification says when to look. Never an event: nobody
 * needs to know it tomorrow.
 */

/** Seconds after the last heartbeat. Browsers say one every ten (components/review/presence.ts). */
const LIFE = 25;

/** Heartbeats of one person at one article that a process takes in a minute: of some ten busy windows. */
const MOST_BEATS = 240;

const beats = new RateLimiterMemory({ points: MOST_BEATS, duration: 60 });

/** The actor is here. Others hear of it when that is news. */
export async function beHere(
  actor: Actor,
  articleId: string,
  { windowId, paragraphId }: PresenceInput,
): Promise<void> {
  await loadArticleFor(actor, articleId, "article.read");
  await withinLimit(`${actor.id}:${articleId}`);
  await db.$queryRaw`
    WITH before AS (
      SELECT "paragraphId" FROM "Presence" WHERE "articleId" = ${articleId}::uuid
        AND "userId" = ${actor.id}::uuid AND "windowId" = ${windowId}::uuid AND "expiresAt" > now()
    ), here AS (
      INSERT INTO "Presence" ("articleId", "userId", "windowId", "paragraphId", "expiresAt")
      VALUES (${articleId}::uuid, ${actor.id}::uuid, ${windowId}::uuid, ${paragraphId}::uuid,
        now() + make_interval(secs => ${LIFE}::int))
      ON CONFLICT ("articleId", "userId", "windowId")
        DO UPDATE SET "paragraphId" = EXCLUDED."paragraphId", "expiresAt" = EXCLUDED."expiresAt"
      RETURNING "paragraphId"
    ), gone AS (
      DELETE FROM "Presence" WHERE "articleId" = ${articleId}::uuid AND "expiresAt" < now() - interval '1 minute'
    )
    SELECT pg_notify(${CHANNEL}, ${`${articleId}:${PRESENCE}`})::text FROM here
    WHERE NOT EXISTS (SELECT 1 FROM before WHERE before."paragraphId" IS NOT DISTINCT FROM here."paragraphId")`;
}

/** The actor's window is gone. */
export async function leaveArticle(actor: Actor, articleId: string, { windowId }: LeaveInput): Promise<void> {
  await loadArticleFor(actor, articleId, "article.read");
  await db.$queryRaw`
    WITH gone AS (
      DELETE FROM "Presence" WHERE "articleId" = ${articleId}::uuid
        AND "userId" = ${actor.id}::uuid AND "windowId" = ${windowId}::uuid
      RETURNING 1
    )
    SELECT pg_notify(${CHANNEL}, ${`${articleId}:${PRESENCE}`})::text FROM gone`;
}

export interface Presence {
  people: PresentDto[];
  /** Milliseconds until the first of them runs out; null when nobody is there. */
  holdsFor: number | null;
}

/** Who is there, of those who may read the article. Ask only for somebody who may (server/presence-watch.ts). */
export async function readPresence(articleId: string): Promise<Presence> {
  const rows = await db.$queryRaw<(PresentDto & { holdsFor: number })[]>`
    SELECT DISTINCT ON (p."userId") p."userId" AS "id", u."name", p."paragraphId",
      (extract(epoch FROM p."expiresAt" - now()) * 1000)::float8 AS "holdsFor"
    FROM "Presence" p
    JOIN "Article" a ON a."id" = p."articleId"
    JOIN "User" u ON u."id" = p."userId"
    JOIN "Membership" m ON m."deskId" = a."deskId" AND m."userId" = p."userId" AND m."active"
    WHERE p."articleId" = ${articleId}::uuid AND p."expiresAt" > now()
      AND (m."role" <> 'author' OR EXISTS (
        SELECT 1 FROM "ArticleAuthor" w WHERE w."articleId" = a."id" AND w."userId" = p."userId"))
    ORDER BY p."userId", p."expiresAt" DESC`;
  return {
    people: rows.map(({ id, name, paragraphId }) => ({ id, name, paragraphId })),
    holdsFor: rows.length === 0 ? null : Math.min(...rows.map(({ holdsFor }) => holdsFor)),
  };
}

async function withinLimit(key: string): Promise<void> {
  try {
    await beats.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(Math.ceil(refusal.msBeforeNext / 1000), 1);
    throw new GalleyError("rate_limited", "Too many at once.", { retryAfter });
  }
}
