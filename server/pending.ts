import "server-only";
import { randomUUID } from "node:crypto";
import type {
  AddedPendingDto,
  DroppedPendingDto,
  FlagDto,
  FlagInput,
  PendingDto,
  SendInput,
  SentDto,
} from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { anchorAt } from "@/domain/flag/anchor";
import type { Actor } from "@/domain/policy";
import { Prisma, type PendingFlag } from "@/prisma/generated/client";
import { isUuid, loadArticleFor, notFound } from "./access";
import { flagDto, presentFlag, presentFlags } from "./article-dto";
import { db, inSnapshot, type Tx } from "./db";
import { appendEvents, CHANNEL, PENDING } from "./events";
import { checkWords } from "./flags";
import { lockText, placeRange, placeSameWords } from "./text";

/**
 * A pending review: flags that an editor collects and sends at once. They are kept apart from those that were raised,
 * so that nothing that counts, lists, streams or exports flags can ever tell anybody of them; their anchors move with
 * the text like all others (server/text.ts). They make no events, whose numbers others would see: each change of a
 * review is told to its editor's own streams (server/stream.ts), which read it whole.
 */

const MOST_PENDING = 1_000;

/** What the actor has pending on an article, oldest first. */
export async function listPending(actor: Actor, articleId: string): Promise<PendingDto> {
  return inSnapshot(async (tx) => {
    await loadArticleFor(actor, articleId, "article.read", tx);
    const { version } = await readReview(tx, actor, articleId);
    return { version, flags: version === 0 ? [] : await presentPending(tx, actor, articleId) };
  });
}

/**
 * Adds to the actor's pending review. Repeated with the same id it adds nothing, whatever became of the flag since: it
 * may have been sent, or thrown away, in another browser.
 */
export async function addPending(
  actor: Actor,
  articleId: string,
  input: FlagInput,
): Promise<AddedPendingDto & { created: boolean }> {
  const id = input.id ?? randomUUID();
  return db.$transaction(async (tx) => {
    const action = input.kind === "comment" ? "flag.comment" : "flag.raise";
    const article = await loadArticleFor(actor, articleId, action, tx);
    await lockText(tx, articleId);
    const there = await findAdded(tx, actor, articleId, id);
    if (there) return { ...there, created: false };
    if ((await tx.pendingFlag.count({ where: { articleId, raisedById: actor.id } })) >= MOST_PENDING)
      throw new GalleyError("too_large", "This review is long enough: send it first.");
    if (input.assigneeId && !article.authorIds.includes(input.assigneeId))
      throw new GalleyError("invalid", "A flag can be assigned to an author of the article only.");
    const find = input.kind === "typo" ? placeSameWords : placeRange;
    const { text: _, version: __, recovery, ...place } = await find(tx, articleId, input.version, input);
    checkWords(input, place.quote);
    const flag = await tx.pendingFlag.create({
      data: {
        id,
        articleId,
        raisedById: actor.id,
        kind: input.kind,
        ...place,
        recovery: recovery ? (recovery as unknown as Prisma.InputJsonObject) : Prisma.DbNull,
        replacement: input.replacement ?? null,
        note: input.note ?? null,
        assigneeId: input.assigneeId ?? null,
      },
    });
    const reviewVersion = await noteChange(tx, actor, articleId);
    return { flag: await presentOne(tx, actor, flag), reviewVersion, created: true };
  });
}

/** What became of a flag that was added with this id before. Null: none was. */
async function findAdded(
  tx: Tx,
  actor: Actor,
  articleId: string,
  id: string,
): Promise<AddedPendingDto | null> {
  const { version: reviewVersion, dropped } = await readReview(tx, actor, articleId);
  if (dropped.includes(id)) return { flag: null, reviewVersion };
  const pending = await tx.pendingFlag.findUnique({ where: { id } });
  const there = pending ?? (await tx.flag.findUnique({ where: { id } }));
  if (!there) return null;
  if (there.raisedById !== actor.id || there.articleId !== articleId)
    throw new GalleyError("conflict", "This id is taken by another flag.");
  return { flag: pending ? await presentOne(tx, actor, pending) : await presentFlag(tx, id), reviewVersion };
}

/** Throws a pending flag away. One that is gone already is no error: it is what was wanted. */
export async function dropPending(actor: Actor, flagId: string): Promise<DroppedPendingDto> {
  if (!isUuid(flagId)) throw notFound("flag");
  return db.$transaction(async (tx) => {
    const [flag] = await tx.$queryRaw<Pick<PendingFlag, "articleId">[]>`
      DELETE FROM "PendingFlag" WHERE "id" = ${flagId}::uuid AND "raisedById" = ${actor.id}::uuid RETURNING "articleId"`;
    return { reviewVersion: flag ? await noteChange(tx, actor, flag.articleId, [flagId]) : null };
  });
}

/**
 * Raises all that is pending, or these flags of it, in one transaction. A flag whose words are gone by now stays
 * pending, with why. A flag keeps its id, so a repeated request that names its flags raises each once.
 */
export async function sendPending(actor: Actor, articleId: string, { flagIds }: SendInput): Promise<SentDto> {
  return db.$transaction(async (tx) => {
    await loadArticleFor(actor, articleId, "article.read", tx);
    await lockText(tx, articleId);
    const pending = await tx.pendingFlag.findMany({
      where: { articleId, raisedById: actor.id, ...(flagIds ? { id: { in: flagIds } } : {}) },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    if (pending.some(({ kind }) => kind !== "comment"))
      await loadArticleFor(actor, articleId, "flag.raise", tx);
    if (pending.length > 0) await loadArticleFor(actor, articleId, "flag.comment", tx);
    const left = pending.flatMap((flag) => {
      const reason = whyLeft(flag);
      return reason === null ? [] : [{ flagId: flag.id, reason }];
    });
    const sent = pending.filter((flag) => whyLeft(flag) === null);
    await raiseAll(tx, actor, sent);
    // After the events, so that who pends nothing any more has been told of the flags it became.
    const reviewVersion =
      sent.length > 0
        ? await noteChange(tx, actor, articleId)
        : (await readReview(tx, actor, articleId)).version;
    const ids = flagIds ?? sent.map(({ id }) => id);
    const raised = await tx.flag.findMany({
      where: { id: { in: ids }, articleId, raisedById: actor.id },
      select: { id: true },
    });
    return { reviewVersion, flags: await presentFlags(tx, { ids: raised.map(({ id }) => id) }), left };
  });
}

function whyLeft({ kind, anchorState }: PendingFlag): string | null {
  if (anchorState === "detached") return "Its words are gone: throw it away, or flag others.";
  if (kind === "typo" && anchorState === "changed")
    return "Its words were changed since: throw it away, or propose a fix of what they read now.";
  return null;
}

/** A changed one is raised on the words as they read now: they are what it is about from here on. */
async function raiseAll(tx: Tx, actor: Actor, pending: readonly PendingFlag[]): Promise<void> {
  if (pending.length === 0) return;
  const texts = await readTexts(tx, pending);
  await tx.flag.createMany({
    data: pending.map(({ note: _, recovery: __, anchorState: ___, createdAt: ____, ...flag }) => {
      const text = texts.get(flag.paragraphId)!;
      return { ...flag, ...anchorAt(text, flag.start, flag.end), raisedText: text, sources: [] };
    }),
  });
  await tx.pendingFlag.deleteMany({ where: { id: { in: pending.map(({ id }) => id) } } });
  await appendEvents(
    tx,
    pending.map(({ id, articleId, note, assigneeId }) => ({
      articleId,
      actorId: actor.id,
      flagId: id,
      type: "flag.raised",
      payload: { ...(note === null ? {} : { note }), ...(assigneeId === null ? {} : { assigneeId }) },
    })),
  );
}

/** Counts a change of the actor's review, in its own transaction, and tells their streams when that commits. */
async function noteChange(
  tx: Tx,
  actor: Actor,
  articleId: string,
  dropped: readonly string[] = [],
): Promise<number> {
  const notice = `${articleId}:${PENDING}:${actor.id}`;
  const [review] = await tx.$queryRaw<{ version: number }[]>`
    INSERT INTO "PendingReview" AS r ("userId", "articleId", "version", "dropped")
    VALUES (${actor.id}::uuid, ${articleId}::uuid, 1, ${dropped}::uuid[])
    ON CONFLICT ("userId", "articleId") DO UPDATE
      SET "version" = r."version" + 1, "dropped" = r."dropped" || EXCLUDED."dropped"
    RETURNING "version", pg_notify(${CHANNEL}, ${notice})::text AS "notified"`;
  return review!.version;
}

/** Version 0: there never was one. */
async function readReview(
  tx: Tx,
  actor: Actor,
  articleId: string,
): Promise<{ version: number; dropped: string[] }> {
  const review = await tx.pendingReview.findUnique({
    where: { userId_articleId: { userId: actor.id, articleId } },
    select: { version: true, dropped: true },
  });
  return review ?? { version: 0, dropped: [] };
}

async function readTexts(tx: Tx, flags: readonly PendingFlag[]): Promise<Map<string, string>> {
  const articleIds = [...new Set(flags.map(({ articleId }) => articleId))];
  const rows = await tx.paragraph.findMany({
    where: { articleId: { in: articleIds }, id: { in: flags.map(({ paragraphId }) => paragraphId) } },
    select: { id: true, text: true },
  });
  return new Map(rows.map(({ id, text }) => [id, text]));
}

async function presentPending(tx: Tx, actor: Actor, articleId: string): Promise<FlagDto[]> {
  const flags = await tx.pendingFlag.findMany({
    where: { articleId, raisedById: actor.id },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const texts = await readTexts(tx, flags);
  return flags.map((flag) => present(actor, flag, texts.get(flag.paragraphId)));
}

async function presentOne(tx: Tx, actor: Actor, flag: PendingFlag): Promise<FlagDto> {
  return present(actor, flag, (await readTexts(tx, [flag])).get(flag.paragraphId));
}

/** As it will be once it is raised. */
function present(actor: Actor, { note, ...flag }: PendingFlag, paragraphText: string | undefined): FlagDto {
  const dto = flagDto({
    flag: {
      ...flag,
      status: "open",
      outcome: null,
      sources: [],
      verifiedText: null,
      resolvedById: null,
      resolvedAt: null,
    },
    paragraphText,
    events: [
      {
        id: 0n,
        actorId: actor.id,
        type: "flag.raised",
        payload: note === null ? {} : { note },
        createdAt: flag.createdAt,
      },
    ],
    replies: [],
    people: new Map([[actor.id, { id: actor.id, name: actor.name }]]),
  });
  return { ...dto, blocking: false, pending: true };
}
