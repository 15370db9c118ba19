import "server-only";
import type { FlagDto } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import { loadFlagFor, notFound, requireMay, type FlagAccess } from "./access";
import { presentFlag } from "./article-dto";
import { db, type Tx } from "./db";
import { appendEvents } from "./events";
import { lockText } from "./text";

type FlagAction = Parameters<typeof loadFlagFor>[2];

/**
 * Keeps the article's text as it is until the transaction ends. Everybody who changes a flag first holds the text,
 * and everybody who changes the text locks it (server/text.ts): so no anchor moves under a flag that is being
 * settled, and, as the article always comes before its flags, nobody waits in a circle.
 */
async function holdText(tx: Tx, articleId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Article" WHERE "id" = ${articleId}::uuid FOR SHARE`;
}

/**
 * One change of a flag, in one transaction: permission, the article held (or locked, where its text changes too),
 * then the work on what stands now. Nobody else changes the flag meanwhile. The answer is the flag as it is then.
 * A request that was done before is not done again: its result is null.
 */
export async function changeFlag<Result>(
  actor: Actor,
  flagId: string,
  { action, locksText = false, requestId }: { action: FlagAction; locksText?: boolean; requestId?: string },
  work: (tx: Tx, flag: FlagAccess) => Promise<Result>,
): Promise<{ flag: FlagDto; result: Result | null; version: number }> {
  return db.$transaction(async (tx) => {
    // Who could do it once may not be allowed to now that it is done: a repeated request asks as a reader.
    const first = await loadFlagFor(actor, flagId, requestId ? "flag.reply" : action, tx);
    const { articleId } = first;
    if (requestId && (await wasDone(tx, actor, flagId, requestId)))
      return { flag: await presentFlag(tx, flagId), result: null, version: first.version };
    requireMay(actor, action, first);
    await (locksText ? lockText : holdText)(tx, articleId);
    const locked = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "Flag" WHERE "id" = ${flagId}::uuid FOR UPDATE`;
    if (locked.length === 0) throw notFound("flag");
    if (requestId && (await wasDone(tx, actor, flagId, requestId)))
      return { flag: await presentFlag(tx, flagId), result: null, version: first.version };
    // Read again: whoever was before us may have settled it, or made it something we may no longer do.
    const flag = await loadFlagFor(actor, flagId, action, tx).catch(async (error: unknown) => {
      if (!(error instanceof GalleyError && error.code === "forbidden")) throw error;
      throw await flagConflict(tx, { id: flagId }, "Somebody else has just changed this flag.");
    });
    const result = await work(tx, flag);
    return { flag: await presentFlag(tx, flagId), result, version: flag.version };
  });
}

/** A request's id, where it has one. */
export const requested = (requestId: string | undefined): { requestId?: string } =>
  requestId === undefined ? {} : { requestId };

async function wasDone(tx: Tx, actor: Actor, flagId: string, requestId: string): Promise<boolean> {
  return (await doneOn(tx, actor, [flagId], requestId)).size > 0;
}

/** On which of these flags this person's request went through already: its answer was lost, and it came again. */
export async function doneOn(
  tx: Tx,
  actor: Actor,
  flagIds: readonly string[],
  requestId: string | undefined,
): Promise<ReadonlySet<string>> {
  if (requestId === undefined) return new Set();
  const events = await tx.articleEvent.findMany({
    where: {
      flagId: { in: [...flagIds] },
      actorId: actor.id,
      payload: { path: ["requestId"], equals: requestId },
    },
    select: { flagId: true },
  });
  return new Set(events.map(({ flagId }) => flagId!));
}

/** A conflict that carries the flag as it stands, so that the screen can show what somebody else made of it. */
export async function flagConflict(
  tx: Tx,
  flag: Pick<FlagAccess, "id">,
  message: string,
  details: Record<string, unknown> = {},
): Promise<GalleyError> {
  return new GalleyError("conflict", message, { ...details, flag: await presentFlag(tx, flag.id) });
}

/**
 * Opens flags of one article again, all or none, with their article held or locked; `note` says why. Throws conflict
 * where one of them is no longer what was read.
 */
export async function reopenFlags(
  tx: Tx,
  actor: Actor,
  flags: readonly Pick<FlagAccess, "id" | "articleId" | "status" | "outcome" | "resolvedById">[],
  { requestId, note }: { requestId?: string | undefined; note?: string | undefined },
): Promise<void> {
  const first = flags[0];
  if (!first) return;
  const reopened = await tx.$executeRaw`
    UPDATE "Flag" f SET "status" = 'open', "outcome" = NULL, "sources" = '{}', "resolvedById" = NULL,
      "resolvedAt" = NULL, "verifiedText" = NULL
    FROM unnest(${flags.map(({ id }) => id)}::uuid[], ${flags.map(({ status }) => status)}::text[],
      ${flags.map(({ outcome }) => outcome)}::text[], ${flags.map(({ resolvedById }) => resolvedById)}::uuid[])
      AS seen("id", "status", "outcome", "resolvedById")
    WHERE f."id" = seen."id" AND f."articleId" = ${first.articleId}::uuid AND f."status"::text = seen."status"
      AND f."outcome" IS NOT DISTINCT FROM seen."outcome"
      AND f."resolvedById" IS NOT DISTINCT FROM seen."resolvedById"`;
  if (reopened < flags.length)
    throw await flagConflict(tx, first, "Somebody else has just changed this flag.");
  await appendEvents(
    tx,
    flags.map(({ id, articleId }) => ({
      articleId,
      actorId: actor.id,
      flagId: id,
      type: "flag.reopened",
      payload: { ...requested(requestId), ...(note === undefined ? {} : { note }) },
    })),
  );
}

/** Text and kind of the flag's paragraph as it stands; null when it is gone. */
export async function readParagraph(
  tx: Tx,
  { articleId, paragraphId }: { articleId: string; paragraphId: string },
): Promise<{ text: string; kind: string } | null> {
  return tx.paragraph.findUnique({
    where: { articleId_id: { articleId, id: paragraphId } },
    select: { text: true, kind: true },
  });
}
