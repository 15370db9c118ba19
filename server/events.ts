import "server-only";
import type { CitationStyle } from "@/domain/article/citations";
import type { DraftFormat } from "@/domain/contract";
import type { ReviewedView } from "@/domain/docx/identity";
import type { Outcome } from "@/domain/flag/kinds";
import { db, type Tx } from "./db";
import { log } from "./log";

/** What is notified on: "<articleId>:<eventId>[,<eventId> …]". */
export const CHANNEL = "galley";
/** In place of the event ids: not an event, but who is there has changed (server/presence.ts). */
export const PRESENCE = "presence";
/** In place of the event ids, and followed by ":<userId>": that person's own pending review has (server/pending.ts). */
export const PENDING = "pending";

/** The id its sender gave the request, by which a repeated one is known (doneOn of server/flag-change.ts). */
interface Requested {
  requestId?: string;
}

/**
 * Everything that can happen to an article, with what is kept of it. A type that begins with "flag." belongs to
 * a flag; those named after a ThreadType are steps of its thread (server/article-dto.ts), the words of replies live
 * in Reply.
 */
export type EventBody =
  | { type: "article.created"; payload: Record<string, never> }
  | {
      type: "article.settings";
      payload: Requested & {
        authorIds?: string[];
        dueAt?: string | null;
        language?: string;
        citationStyle?: CitationStyle;
      };
    }
  | { type: "text.changed"; payload: { version: number; cause: unknown } }
  | { type: "flag.raised"; flagId: string; payload: { note?: string; assigneeId?: string; imported?: true } }
  /** Removed: a manuscript that had brought it was taken back. */
  | {
      type: "flag.replied" | "flag.reply_edited" | "flag.reply_removed";
      flagId: string;
      payload: { replyId: string };
    }
  | {
      type: "flag.resolved";
      flagId: string;
      payload: Requested & { outcome: Outcome; note?: string; sources?: string[] };
    }
  | {
      /** restored: settled again as it had been, by whom it had been. */
      type: "flag.reopened" | "flag.verified" | "flag.withdrawn" | "flag.restored";
      flagId: string;
      payload: Requested & { note?: string };
    }
  /** The sentences that were verified read otherwise; or again as they did. */
  | { type: "flag.recheck" | "flag.unchanged"; flagId: string; payload: Record<string, never> }
  | { type: "flag.assigned"; flagId: string; payload: Requested & { assignee: string | null } }
  | { type: "flag.reanchored"; flagId: string; payload: Requested & { quote: string; was: string } }
  | {
      type: "draft.exported";
      payload: { draftId: string; format: DraftFormat; version: number; openFlags: number };
    }
  /** A copy with the review in it: no draft, so it is told to nobody, and changes nothing that is shown. */
  | { type: "reviewed.exported"; payload: { version: number; view: ReviewedView } };

export type EventType = EventBody["type"];
export type NewEvent = {
  articleId: string;
  actorId: string;
  /** When it happened, where that was elsewhere and before; else it is now. */
  at?: Date;
} & EventBody;

export interface AppendedEvent {
  id: bigint;
  flagId: string | null;
  createdAt: Date;
}

/**
 * Appends one event in the transaction of the change it tells of, and notifies every server process when that
 * commits. Nothing else writes ArticleEvent, but for server/flags.ts's one-statement insert.
 */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<AppendedEvent> {
  const [appended] = await appendEvents(tx, [event]);
  return appended!;
}

/** The same for many, in one round trip, their ids in the order given. */
export async function appendEvents(tx: Tx, events: readonly NewEvent[]): Promise<AppendedEvent[]> {
  if (events.length === 0) return [];
  const rows = JSON.stringify(
    events.map((event, place) => ({
      place,
      articleId: event.articleId,
      actorId: event.actorId,
      type: event.type,
      flagId: "flagId" in event ? event.flagId : null,
      payload: event.payload,
      at: event.at,
    })),
  );
  return tx.$queryRaw<AppendedEvent[]>`
    WITH event AS (
      INSERT INTO "ArticleEvent" ("articleId", "actorId", "type", "flagId", "payload", "createdAt")
      SELECT "articleId", "actorId", "type", "flagId", "payload", COALESCE("at", CURRENT_TIMESTAMP)
      FROM jsonb_to_recordset(${rows}::jsonb) AS given("place" int, "articleId" uuid, "actorId" uuid, "type" text,
        "flagId" uuid, "payload" jsonb, "at" timestamptz)
      ORDER BY "place"
      RETURNING "id", "articleId", "flagId", "createdAt"
    )
    SELECT "id", "flagId", "createdAt",
      pg_notify(${CHANNEL}, "articleId" || ':' || "id")::text AS "notified"
    FROM event ORDER BY "id"`;
}

/** The id of an article's newest event. */
export async function readNewestEvent(tx: Tx, articleId: string): Promise<bigint> {
  const { _max } = await tx.articleEvent.aggregate({ where: { articleId }, _max: { id: true } });
  return _max.id ?? 0n;
}

const unannounced = new Map<string, bigint[]>();
let isAnnouncing = false;

/**
 * Notifies of an event whose transaction has committed already. PostgreSQL lets one notifying transaction commit
 * at a time, which holds raising flags to a few hundred a second; so those that come while one notification is
 * under way go together with the next. What a crash in between swallows is found at a stream's next look
 * (server/stream.ts): the table is the truth, a notification only says when to look.
 */
export function announce(articleId: string, eventId: bigint): void {
  const ids = unannounced.get(articleId);
  if (ids) ids.push(eventId);
  else unannounced.set(articleId, [eventId]);
  if (!isAnnouncing) void announceAll();
}

/** A NOTIFY holds 8,000 bytes; an id has at most 19 digits. */
const IDS_A_NOTICE = 300;

async function announceAll(): Promise<void> {
  isAnnouncing = true;
  while (unannounced.size > 0) {
    const notices: string[] = [];
    for (const [articleId, ids] of unannounced)
      for (let from = 0; from < ids.length; from += IDS_A_NOTICE)
        notices.push(`${articleId}:${ids.slice(from, from + IDS_A_NOTICE).join(",")}`);
    unannounced.clear();
    try {
      await db.$queryRaw`SELECT pg_notify(${CHANNEL}, notice)::text FROM unnest(${notices}::text[]) AS notice`;
    } catch (error) {
      log.warn({ err: error }, "events were not announced");
    }
  }
  isAnnouncing = false;
}
