import "server-only";
import { randomUUID } from "node:crypto";
import type { ManuscriptFlag, ManuscriptPerson } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { anchorAt } from "@/domain/flag/anchor";
import type { Outcome } from "@/domain/flag/kinds";
import { MARKED_DONE, outcomeOfMark } from "@/domain/flag/marked-done";
import { peopleOf, personKey } from "@/domain/manuscript/members";
import { readClock, type Tx } from "./db";
import { appendEvents, type NewEvent } from "./events";
import { identifyPeople } from "./outsiders";

/** Comments and tracked changes of a Word file as flags, with their threads, the file's dates and its people. */

export interface ManuscriptFlags {
  articleId: string;
  deskId: string;
  /** Who brought the manuscript in: whatever the file does not say who did it, they did. */
  importedById: string;
  flags: readonly ManuscriptFlag[];
  /** Where a paragraph of the manuscript stands in the article, by its key. */
  placeOf: (paragraphKey: string) => { id: string; text: string };
}

/**
 * A flag keeps the text of its paragraph as it was, so many of them on long paragraphs are much more than the file.
 * In UTF-16 units, of all flags together.
 */
const MOST_KEPT_TEXT = 32 * 1024 * 1024;

/**
 * Stores them in the transaction that stores their text, of which the paragraphs are there already. Gives their ids, in
 * the same order.
 */
export async function storeManuscriptFlags(tx: Tx, given: ManuscriptFlags): Promise<string[]> {
  const { articleId, flags, placeOf } = given;
  if (flags.length === 0) return [];
  const kept = flags.reduce((sum, { paragraphKey }) => sum + placeOf(paragraphKey).text.length, 0);
  if (kept > MOST_KEPT_TEXT)
    throw new GalleyError(
      "too_large",
      "This file has more comments and changes on long paragraphs than Galley can keep. Take some out, or split the paragraphs.",
    );
  const ids = await identifyPeople(tx, given.deskId, peopleOf(flags));
  const now = await readClock(tx);
  const threads = flags.map((flag) => threadOf(flag, given, ids, now));
  await insertFlags(
    tx,
    articleId,
    threads.map(({ row }) => row),
  );
  await insertReplies(
    tx,
    threads.flatMap(({ replies }) => replies),
  );
  await appendEvents(
    tx,
    threads.flatMap(({ events }) => events),
  );
  return threads.map(({ row }) => row.id);
}

interface FlagRow {
  id: string;
  kind: string;
  status: "open" | "resolved";
  outcome: Outcome | null;
  paragraphId: string;
  start: number;
  end: number;
  quote: string;
  prefix: string;
  suffix: string;
  replacement: string | null;
  raisedById: string;
  resolvedById: string | null;
  resolvedAt: Date | null;
  createdAt: Date;
}

interface ReplyRow {
  id: string;
  flagId: string;
  authorId: string;
  body: string;
  createdAt: Date;
}

interface Thread {
  row: FlagRow;
  replies: ReplyRow[];
  /** In order. */
  events: NewEvent[];
}

function threadOf(
  flag: ManuscriptFlag,
  { articleId, importedById, placeOf }: ManuscriptFlags,
  ids: ReadonlyMap<string, string>,
  now: Date,
): Thread {
  const id = randomUUID();
  const { id: paragraphId, text } = placeOf(flag.paragraphKey);
  const { kind, start, end, note } = flag;
  const said = flag.replies.filter(({ body }) => body.trim() !== "");
  const next = moments(flag, said[0]?.at ?? null, now);
  const raisedById = ids.get(personKey(flag.by))!;
  const createdAt = next(flag.at);
  const events: NewEvent[] = [
    {
      articleId,
      actorId: raisedById,
      flagId: id,
      type: "flag.raised",
      payload: { ...(note.trim() === "" ? {} : { note }), imported: true },
      at: createdAt,
    },
  ];
  const replies: ReplyRow[] = [];
  const reply = (authorId: string, body: string, at: Date) => {
    const replyId = randomUUID();
    replies.push({ id: replyId, flagId: id, authorId, body, createdAt: at });
    events.push({
      articleId,
      actorId: authorId,
      flagId: id,
      type: "flag.replied",
      payload: { replyId },
      at,
    });
  };
  for (const { by, at, body } of said) reply(ids.get(personKey(by))!, body, next(at));

  const outcome = flag.resolved ? outcomeOfMark(kind) : null;
  const markedAt = next(null);
  if (outcome !== null)
    events.push({
      articleId,
      actorId: importedById,
      flagId: id,
      type: "flag.resolved",
      payload: { outcome, note: MARKED_DONE },
      at: markedAt,
    });
  else if (flag.resolved) reply(importedById, MARKED_DONE, markedAt);

  const settled = outcome === null ? null : markedAt;
  return {
    row: {
      id,
      kind,
      status: settled ? "resolved" : "open",
      outcome,
      paragraphId,
      start,
      end,
      ...anchorAt(text, start, end),
      replacement: kind === "typo" ? (flag.replacement ?? "") : null,
      raisedById,
      resolvedById: settled && importedById,
      resolvedAt: settled,
      createdAt,
    },
    replies,
    events,
  };
}

/** Word did not exist before. */
const EARLIEST = Date.UTC(1983, 0);

/**
 * The moments of one thread, each after the one before it, whatever the clocks of those who wrote it said: a date
 * that cannot be is taken as none, none as now, and one after now as now.
 */
function moments(
  { at }: ManuscriptFlag,
  firstReplyAt: string | null,
  now: Date,
): (at: string | null) => Date {
  const read = (date: string | null) => {
    const time = date === null ? Number.NaN : Date.parse(date);
    return time >= EARLIEST && time <= now.getTime() ? time : null;
  };
  let last = 0;
  // A comment without a date was there before its first reply.
  const first = read(at) ?? read(firstReplyAt);
  return (date) => {
    const wanted = last === 0 && first !== null ? first : (read(date) ?? now.getTime());
    last = Math.max(wanted, last + 1);
    return new Date(last);
  };
}

/** In one statement; each keeps its paragraph's text, which is read where it stands. */
async function insertFlags(tx: Tx, articleId: string, rows: readonly FlagRow[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Flag" ("id", "articleId", "kind", "status", "outcome", "paragraphId", "start", "end", "quote",
      "prefix", "suffix", "raisedText", "replacement", "sources", "raisedById", "resolvedById", "resolvedAt",
      "createdAt")
    SELECT given."id", p."articleId", given."kind"::"FlagKind", given."status"::"FlagStatus", given."outcome",
      p."id", given."start", given."end", given."quote", given."prefix", given."suffix", p."text",
      given."replacement", '{}', given."raisedById", given."resolvedById", given."resolvedAt", given."createdAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given(
      "id" uuid, "kind" text, "status" text, "outcome" text, "paragraphId" uuid, "start" int, "end" int, "quote" text,
      "prefix" text, "suffix" text, "replacement" text, "raisedById" uuid, "resolvedById" uuid,
      "resolvedAt" timestamptz, "createdAt" timestamptz)
    JOIN "Paragraph" p ON p."articleId" = ${articleId}::uuid AND p."id" = given."paragraphId"`;
}

interface GivenReply {
  flagId: string;
  /** ISO 8601; one that cannot be, or none, is now. */
  at: string | null;
  body: string;
}

/** Replies that were written elsewhere, to flags that are here. Gives their ids. */
export async function storeManuscriptReplies(
  tx: Tx,
  { articleId, deskId }: Pick<ManuscriptFlags, "articleId" | "deskId">,
  given: readonly (GivenReply & { by: ManuscriptPerson })[],
): Promise<string[]> {
  const people = new Map(given.map(({ by }) => [personKey(by), by]));
  const ids = await identifyPeople(tx, deskId, [...people.values()]);
  return storeReplies(
    tx,
    articleId,
    given.map((reply) => ({ ...reply, authorId: ids.get(personKey(reply.by))! })),
  );
}

/** Replies that came with a manuscript, or are said because of it. Gives their ids. */
export async function storeReplies(
  tx: Tx,
  articleId: string,
  given: readonly (GivenReply & { authorId: string })[],
): Promise<string[]> {
  if (given.length === 0) return [];
  const now = await readClock(tx);
  const raised = await tx.flag.findMany({
    where: { id: { in: given.map(({ flagId }) => flagId) } },
    select: { id: true, createdAt: true },
  });
  const first = new Map(raised.map(({ id, createdAt }) => [id, createdAt.getTime()]));
  const rows = given.map(({ flagId, authorId, at, body }): ReplyRow => {
    const time = at === null ? Number.NaN : Date.parse(at);
    const isPossible = time > first.get(flagId)! && time <= now.getTime();
    return {
      id: randomUUID(),
      flagId,
      authorId,
      body: body.trim(),
      createdAt: isPossible ? new Date(time) : now,
    };
  });
  await insertReplies(tx, rows);
  await appendEvents(
    tx,
    rows.map(({ id, flagId, authorId, createdAt }) => ({
      articleId,
      actorId: authorId,
      flagId,
      type: "flag.replied",
      payload: { replyId: id },
      at: createdAt,
    })),
  );
  return rows.map(({ id }) => id);
}

async function insertReplies(tx: Tx, rows: readonly ReplyRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.reply.createMany({ data: rows.map((row) => ({ ...row, imported: true })) });
}
