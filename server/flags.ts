import "server-only";
import { randomUUID } from "node:crypto";
import type { FlagDto, FlagInput } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { anchorAt } from "@/domain/flag/anchor";
import { may, type Actor } from "@/domain/policy";
import { Prisma, type Flag } from "@/prisma/generated/client";
import { loadArticleFor } from "./access";
import { flagDto, presentFlag } from "./article-dto";
import { db, type Tx } from "./db";
import { announce } from "./events";
import { lockText, placeRange, placeSameWords, type PlacedRange } from "./text";

export interface RaisedFlag {
  flag: FlagDto;
  /** False when a flag with this id was there already: a repeated request. */
  created: boolean;
}

/**
 * Raises a flag on a range of the text as it was at `version`. Where the text moved on since, the range goes along;
 * where its words are gone, that is a conflict with the paragraph as it stands.
 *
 * This is the busiest of all changes, so its usual way (the version is the newest one) is one statement that checks
 * scope and text and writes flag and event together, after another one that reads the paragraph where that was not
 * flagged lately. Whatever stands in the way of these is found out, and told in words, on the slow way.
 */
export async function raiseFlag(actor: Actor, articleId: string, input: FlagInput): Promise<RaisedFlag> {
  const draft = newFlag(actor, articleId, input);
  const anchor = await anchorQuickly(draft);
  const raised = anchor && (await insertFlag(db, draft, anchor));
  if (raised) return tell(raised, draft);
  seenTexts.delete(seenKey(draft));
  return raiseSlowly(draft);
}

/** A flag to be raised, with the articles on which the actor may raise it. */
interface NewFlag {
  id: string;
  actor: Actor;
  articleId: string;
  input: FlagInput;
  action: "flag.raise" | "flag.comment";
  /** Desks on all of whose articles the actor may raise it, and those where they may on their own articles. */
  desks: { all: string[]; own: string[] };
}

function newFlag(actor: Actor, articleId: string, input: FlagInput): NewFlag {
  const action = input.kind === "comment" ? "flag.comment" : "flag.raise";
  const desksWhere = (authorIds: string[]) =>
    actor.memberships
      .map(({ deskId }) => deskId)
      .filter((deskId) => may(actor, action, { deskId, authorIds }));
  return {
    id: input.id ?? randomUUID(),
    actor,
    articleId,
    input,
    action,
    desks: { all: desksWhere([]), own: desksWhere([actor.id]) },
  };
}

/** SQL condition on an article `a`: the actor may raise the flag on it. */
function mayRaise({ actor, desks }: NewFlag): Prisma.Sql {
  return Prisma.sql`(a."deskId" = ANY(${desks.all}::uuid[])
    OR (a."deskId" = ANY(${desks.own}::uuid[]) AND ${isAuthor(actor.id)}))`;
}

const isAuthor = (userId: string) => Prisma.sql`EXISTS (
  SELECT 1 FROM "ArticleAuthor" w WHERE w."articleId" = a."id" AND w."userId" = ${userId}::uuid)`;

// ---------------------------------------------------------------- the usual way

/** A paragraph's text in one state of the article. */
interface SeenText {
  version: number;
  headId: string;
  text: string;
}

/**
 * Texts that were flagged lately, by article and paragraph. One that is out of date does no harm: it names the state
 * it belongs to, and a flag is written only on the state that stands.
 */
const seenTexts = new Map<string, SeenText>();
const MOST_SEEN = 2_000;
const seenKey = ({ articleId, input }: NewFlag) => `${articleId} ${input.paragraphId}`;

/** Null when the text has moved on, or anything is wrong with the request: which, is for the slow way to say. */
async function anchorQuickly(draft: NewFlag): Promise<AnchoredText | null> {
  const { input } = draft;
  const key = seenKey(draft);
  const known = seenTexts.get(key);
  const seen = known?.version === input.version ? known : await readSeenText(draft);
  seenTexts.delete(key);
  if (seen) seenTexts.set(key, seen);
  const oldest = seenTexts.keys().next().value;
  if (seenTexts.size > MOST_SEEN && oldest !== undefined) seenTexts.delete(oldest);
  if (seen?.version !== input.version) return null;
  try {
    return anchored(input, seen);
  } catch (error) {
    if (error instanceof GalleyError) return null;
    throw error;
  }
}

/** Null when there is no such paragraph, or not for this person. */
async function readSeenText(draft: NewFlag): Promise<SeenText | null> {
  const rows = await db.$queryRaw<SeenText[]>`
    SELECT a."version", a."headId", p."text"
    FROM "Article" a
    JOIN "Paragraph" p ON p."articleId" = a."id" AND p."id" = ${draft.input.paragraphId}::uuid
    WHERE a."id" = ${draft.articleId}::uuid AND ${mayRaise(draft)}`;
  return rows[0] ?? null;
}

/** The row to be, on words of which it is known that they stand in the state `headId`. */
interface AnchoredText extends Omit<PlacedRange, "version"> {
  headId: string;
}

/** Throws invalid where the range is none, or the flag says nothing. */
function anchored(input: FlagInput, { text, headId }: SeenText): AnchoredText {
  const anchor = anchorAt(text, input.start, input.end);
  checkWords(input, anchor.quote);
  const { paragraphId, start, end } = input;
  const place = { paragraphId, start, end, headId, text, raisedText: text };
  return { ...place, ...anchor, anchorState: "exact", recovery: null };
}

/** Throws invalid where a flag on these words says nothing. */
export function checkWords({ kind, note, replacement }: FlagInput, quote: string): void {
  if (kind === "typo" && replacement === quote)
    throw new GalleyError("invalid", "The replacement is the same as the words it would replace.");
  if (kind === "comment" && !note) throw new GalleyError("invalid", "Write the comment first.");
}

interface InsertedFlag extends AnchoredText {
  eventId: bigint;
  createdAt: Date;
}

/**
 * Flag and event in one statement. Null, and nothing written, when the text is no longer what the anchor was made
 * on, the article is not the actor's to flag, the assignee is not among its authors, or the id is taken.
 */
async function insertFlag(tx: Tx, draft: NewFlag, anchor: AnchoredText): Promise<InsertedFlag | null> {
  const { id, actor, articleId, input } = draft;
  const payload = JSON.stringify({ note: input.note, assigneeId: input.assigneeId });
  const assigneeId = input.assigneeId ?? null;
  const rows = await tx.$queryRaw<{ eventId: bigint; createdAt: Date }[]>`
    WITH article AS (
      SELECT a."id" FROM "Article" a
      WHERE a."id" = ${articleId}::uuid AND a."headId" = ${anchor.headId}::uuid
        AND ${mayRaise(draft)}
        AND ${assigneeId === null ? Prisma.sql`TRUE` : isAuthor(assigneeId)}
      FOR SHARE OF a
    ), flag AS (
      INSERT INTO "Flag" ("id", "articleId", "kind", "paragraphId", "start", "end", "quote", "prefix", "suffix",
        "anchorState", "recovery", "raisedText", "replacement", "sources", "raisedById", "assigneeId")
      SELECT ${id}::uuid, article."id", ${input.kind}::"FlagKind", ${anchor.paragraphId}::uuid, ${anchor.start}::int,
        ${anchor.end}::int, ${anchor.quote}, ${anchor.prefix}, ${anchor.suffix},
        ${anchor.anchorState}::"AnchorState", ${anchor.recovery && JSON.stringify(anchor.recovery)}::jsonb,
        ${anchor.raisedText}, ${input.replacement ?? null}, '{}', ${actor.id}::uuid, ${assigneeId}::uuid
      FROM article
      ON CONFLICT ("id") DO NOTHING
      RETURNING "id", "articleId", "createdAt"
    ), event AS (
      INSERT INTO "ArticleEvent" ("articleId", "actorId", "type", "flagId", "payload", "createdAt")
      SELECT flag."articleId", ${actor.id}::uuid, 'flag.raised', flag."id", ${payload}::jsonb, flag."createdAt"
      FROM flag
      RETURNING "id"
    )
    SELECT event."id" AS "eventId", flag."createdAt" FROM event, flag`;
  const written = rows[0];
  return written ? { ...anchor, ...written } : null;
}

/** Once it is committed. */
function tell(raised: InsertedFlag, draft: NewFlag): RaisedFlag {
  announce(draft.articleId, raised.eventId);
  return { flag: present(raised, draft), created: true };
}

/** The flag of what was just written: nothing has to be read again. */
function present(
  { eventId, headId: _, text, recovery, ...anchor }: InsertedFlag,
  { id, actor, articleId, input }: NewFlag,
): FlagDto {
  const flag: Flag = {
    id,
    articleId,
    kind: input.kind,
    status: "open",
    outcome: null,
    ...anchor,
    recovery: recovery as Prisma.JsonValue,
    verifiedText: null,
    replacement: input.replacement ?? null,
    sources: [],
    raisedById: actor.id,
    assigneeId: input.assigneeId ?? null,
    resolvedById: null,
    resolvedAt: null,
  };
  return flagDto({
    flag,
    paragraphText: text,
    events: [
      {
        id: eventId,
        actorId: actor.id,
        type: "flag.raised",
        payload: input.note === undefined ? {} : { note: input.note },
        createdAt: anchor.createdAt,
      },
    ],
    replies: [],
    people: new Map([[actor.id, { id: actor.id, name: actor.name }]]),
  });
}

// ---------------------------------------------------------------- the slow way

/** With the text locked: says what is in the way, finds a repeated request, and takes a range along to the newest text. */
async function raiseSlowly(draft: NewFlag): Promise<RaisedFlag> {
  const { actor, articleId, input, action } = draft;
  const outcome = await db.$transaction(async (tx) => {
    const article = await loadArticleFor(actor, articleId, action, tx);
    const repeated = await findRepeated(tx, draft);
    if (repeated) return repeated;
    if (input.assigneeId && !article.authorIds.includes(input.assigneeId))
      throw new GalleyError("invalid", "A flag can be assigned to an author of the article only.");
    const { headId } = await lockText(tx, articleId);
    const find = input.kind === "typo" ? placeSameWords : placeRange;
    const place = await find(tx, articleId, input.version, input);
    checkWords(input, place.quote);
    const raised = await insertFlag(tx, draft, { ...place, headId });
    // Null: the same request was just being stored, and is there now; or the authors changed under us.
    return raised ?? findRepeated(tx, draft);
  });
  if (!outcome)
    throw new GalleyError("conflict", "Somebody else changed this article at the same moment. Try again.");
  return "flag" in outcome ? outcome : tell(outcome, draft);
}

/** What an earlier request with the same id made. A flag that is not theirs is a conflict: ids are never shared. */
async function findRepeated(tx: Tx, { id, actor, articleId, input }: NewFlag): Promise<RaisedFlag | null> {
  if (!input.id) return null;
  const there = await tx.flag.findUnique({ where: { id }, select: { articleId: true, raisedById: true } });
  if (!there) return null;
  if (there.articleId !== articleId || there.raisedById !== actor.id)
    throw new GalleyError("conflict", "This id is taken by another flag.");
  return { flag: await presentFlag(tx, id), created: false };
}
