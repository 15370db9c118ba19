import "server-only";
import type { CitationStyle } from "@/domain/article/citations";
import type { ArticleEventDto } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { Prisma, type ArticleEvent } from "@/prisma/generated/client";
import { loadArticleFor } from "./access";
import { presentFlags } from "./article-dto";
import { db, inSnapshot, type Tx } from "./db";
import { readTextChange } from "./document";
import { readNewestEvent } from "./events";

/**
 * What a browser missed: not event by event, but what became of it, read in one snapshot. A flag that ten events
 * touched comes once, as it stands; the text comes as one change.
 *
 * Ids are given out when an event is written, not when it is committed, so one with a lower id may appear after one
 * with a higher id was read. Whoever catches up is therefore told again of what was written shortly before the last
 * event they know of; a notification, which comes when its event is committed, names the very ids. Telling twice
 * does no harm: a flag is told whole, and a change of the text folds into any version since it began.
 */

/** More missed events than this are not worth telling: the browser reads the article afresh. */
const MOST_EVENTS = 500;

/** No transaction lasts longer than server/db.ts allows, with some time to spare. */
const LONGEST_TRANSACTION = Prisma.sql`interval '60 seconds'`;

export interface Changes {
  /**
   * To be folded in, in this order. All but the last carry the id that the reader came with, so that a connection
   * that breaks among them begins there again; the last one carries `lastEventId`.
   */
  events: ArticleEventDto[];
  /** The newest event that is in them, or in what was known before. */
  lastEventId: bigint;
  /** The events that they are made of. */
  eventIds: bigint[];
  /** Too much was missed, or what was known is not of this database: read the article afresh. */
  reset: boolean;
}

export interface ChangesQuery {
  /** The newest event known; null knows none and wants none that is there already. */
  since: bigint | null;
  /** Notified of: these only. Left out, all since. */
  eventIds?: readonly bigint[];
  /** Told of already. */
  told?: ReadonlySet<bigint>;
  /** readHorizon() from before what is known was read: spares all that was committed by then. */
  horizon?: bigint | undefined;
}

/**
 * The oldest transaction that is not over: whatever is read from now on holds all that those before it wrote. So who
 * opens an article is not told again of the hundred flags somebody raised in the minute before its last event.
 */
export async function readHorizon(): Promise<bigint> {
  const [row] = await db.$queryRaw<{ horizon: bigint }[]>`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS "horizon"`;
  return row!.horizon;
}

/** Throws not_found to who may not read the article (any more). */
export async function readChanges(actor: Actor, articleId: string, query: ChangesQuery): Promise<Changes> {
  const { since, eventIds } = query;
  if (since !== null && eventIds && eventIds.length <= MOST_EVENTS)
    return readNotified(actor, articleId, { since, eventIds, told: query.told ?? new Set() });
  return inSnapshot(async (tx) => {
    const { version } = await loadArticleFor(actor, articleId, "article.read", tx);
    const newest = await readNewestEvent(tx, articleId);
    const since = query.since ?? newest;
    const rows = query.eventIds
      ? await readEvents(tx, articleId, query.eventIds)
      : await readMissed(tx, articleId, since, query.horizon ?? null);
    const missed = rows.filter(({ id }) => !query.told?.has(id));
    const lastEventId = missed.reduce((last, { id }) => (id > last ? id : last), since);
    const eventIds = missed.map(({ id }) => id);
    const isTooMuch = missed.filter(({ id }) => id > since).length > MOST_EVENTS;
    if (isTooMuch || since > newest) return { events: [], lastEventId: newest, eventIds, reset: true };
    const events = await tellChanges(tx, articleId, version, missed);
    return { events: numbered(events, since, lastEventId), lastEventId, eventIds, reset: false };
  });
}

/**
 * The usual way: a notification names the events, and all who follow the article are told of the same. What is to be
 * told is read once for all of them; who may hear it is asked for each.
 */
async function readNotified(
  actor: Actor,
  articleId: string,
  { since, eventIds, told }: { since: bigint; eventIds: readonly bigint[]; told: ReadonlySet<bigint> },
): Promise<Changes> {
  await loadArticleFor(actor, articleId, "article.read");
  const missed = eventIds.filter((id) => !told.has(id)).sort((one, other) => (one < other ? -1 : 1));
  const lastEventId = missed.reduce((last, id) => (id > last ? id : last), since);
  const events = missed.length === 0 ? [] : await tellTogether(articleId, missed);
  return { events: numbered(events, since, lastEventId), lastEventId, eventIds: missed, reset: false };
}

/** How long what was read for one reader is good for the next, in milliseconds. */
const SHARED = 1_000;
const shared = new Map<string, Promise<Untold<ArticleEventDto>[]>>();

/**
 * What these events came to, in one snapshot from after they were committed. Nothing is lost by sharing it for a
 * moment: what happens after it has events of its own.
 */
function tellTogether(articleId: string, eventIds: readonly bigint[]): Promise<Untold<ArticleEventDto>[]> {
  const key = `${articleId} ${eventIds.join(",")}`;
  const known = shared.get(key);
  if (known) return known;
  const telling = inSnapshot(async (tx) => {
    const { version } = await tx.article.findUniqueOrThrow({
      where: { id: articleId },
      select: { version: true },
    });
    return tellChanges(tx, articleId, version, await readEvents(tx, articleId, eventIds));
  });
  shared.set(key, telling);
  const forget = () => void shared.delete(key);
  telling.then(() => setTimeout(forget, SHARED).unref(), forget);
  return telling;
}

type EventRow = Pick<ArticleEvent, "id" | "type" | "flagId" | "payload">;

function readEvents(tx: Tx, articleId: string, ids: readonly bigint[]): Promise<EventRow[]> {
  return tx.articleEvent.findMany({
    where: { articleId, id: { in: [...ids] } },
    orderBy: { id: "asc" },
    select: { id: true, type: true, flagId: true, payload: true },
  });
}

/**
 * All after `since`, and those before it that may have been committed after it was read. A row's xmin is the
 * transaction that wrote it, its number cut to 32 bits: it goes round, and is compared so.
 */
function readMissed(tx: Tx, articleId: string, since: bigint, horizon: bigint | null): Promise<EventRow[]> {
  return tx.$queryRaw<EventRow[]>`
    WITH before AS (
      SELECT "id", "type", "flagId", "payload", "createdAt",
        COALESCE((xmin::text::bigint - ${horizon}::bigint) & 4294967295 < 2147483648, true) AS "isYounger"
      FROM "ArticleEvent"
      WHERE "articleId" = ${articleId}::uuid AND "id" <= ${since}
      ORDER BY "id" DESC LIMIT ${MOST_EVENTS}
    ), after AS (
      SELECT "id", "type", "flagId", "payload" FROM "ArticleEvent"
      WHERE "articleId" = ${articleId}::uuid AND "id" > ${since}
      ORDER BY "id" LIMIT ${MOST_EVENTS + 1}
    )
    SELECT "id", "type", "flagId", "payload" FROM before
    WHERE "isYounger" AND "createdAt" > (SELECT max("createdAt") FROM before) - ${LONGEST_TRANSACTION}
    UNION ALL SELECT * FROM after
    ORDER BY "id"`;
}

type Untold<Event> = Event extends ArticleEventDto ? Omit<Event, "id"> : never;

/** The text first: flags stand on it. */
async function tellChanges(
  tx: Tx,
  articleId: string,
  version: number,
  rows: readonly EventRow[],
): Promise<Untold<ArticleEventDto>[]> {
  const events: Untold<ArticleEventDto>[] = [];
  const versions = rows.flatMap(({ type, payload }) =>
    type === "text.changed" ? [(payload as { version: number }).version] : [],
  );
  if (versions.length > 0) {
    const { headId } = await tx.article.findUniqueOrThrow({
      where: { id: articleId },
      select: { headId: true },
    });
    const before = Math.min(...versions) - 1;
    events.push({ type: "text", ...(await readTextChange(tx, articleId, before, { version, headId })) });
  }
  if (rows.some(({ type }) => type === "article.settings")) events.push(await tellSettings(tx, articleId));
  const drafts = rows.flatMap(({ type, payload }) => {
    const draft = payload as { version: number; openFlags: number };
    return type === "draft.exported" && draft.openFlags === 0 ? [draft.version] : [];
  });
  if (drafts.length > 0) events.push({ type: "draft", version: Math.max(...drafts) });
  const flagIds = [...new Set(rows.flatMap(({ flagId }) => flagId ?? []))];
  const flags = flagIds.length === 0 ? [] : await presentFlags(tx, { ids: flagIds });
  return [...events, ...flags.map((flag) => ({ type: "flag" as const, flag }))];
}

async function tellSettings(tx: Tx, articleId: string): Promise<Untold<ArticleEventDto>> {
  const { dueAt, language, citationStyle, authors } = await tx.article.findUniqueOrThrow({
    where: { id: articleId },
    select: {
      dueAt: true,
      language: true,
      citationStyle: true,
      authors: { select: { userId: true }, orderBy: { userId: "asc" } },
    },
  });
  return {
    type: "settings",
    authorIds: authors.map(({ userId }) => userId),
    dueAt: dueAt?.toISOString() ?? null,
    language,
    citationStyle: citationStyle as CitationStyle,
  };
}

function numbered(
  events: readonly Untold<ArticleEventDto>[],
  since: bigint,
  lastEventId: bigint,
): ArticleEventDto[] {
  return events.map((event, place) => ({
    ...event,
    id: (place === events.length - 1 ? lastEventId : since).toString(),
  })) as ArticleEventDto[];
}
