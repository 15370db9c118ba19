import "server-only";
import type { TakeBackInput, TakenInDto } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import type { FlagStatus, Prisma } from "@/prisma/generated/client";
import { loadArticleFor, notFound } from "./access";
import { db, type Tx } from "./db";
import { inverseOf, readRevisions } from "./document";
import { appendEvents } from "./events";
import type { SettledByFile } from "./take-in-flags";
import { asChief, changeText, lockText } from "./text";

/** What a manuscript that came in again did, as its row keeps it. */
interface Did extends SettledByFile {
  raised: string[];
  /** It made a revision. */
  wrote: boolean;
}

const TAKEN_BACK = "The Word file was taken back.";

/**
 * Takes back what a manuscript that came in again did, as one change: its words, what it settled and opened, the flags
 * that it raised. What people wrote in threads stays. Throws conflict where words or flags have moved on since, and then
 * nothing is taken back. Repeated, it is done once.
 */
export async function undoTakeIn(
  actor: Actor,
  articleId: string,
  number: number,
  { id: requestId }: TakeBackInput,
): Promise<TakenInDto> {
  return db.$transaction(async (tx) => {
    const access = await loadArticleFor(actor, articleId, "article.write", tx);
    const head = await lockText(tx, articleId);
    const manuscript = await tx.manuscript.findUnique({
      where: { articleId_number: { articleId, number } },
      select: { version: true, did: true, undoneAt: true },
    });
    if (!manuscript) throw notFound("manuscript");
    if (manuscript.undoneAt) return { number, version: head.version };
    const did = manuscript.did as unknown as Did | null;
    if (!did)
      throw new GalleyError("invalid", "The article began with this manuscript: it cannot be taken back.");
    const later = await tx.manuscript.count({ where: { articleId, number: { gt: number }, undoneAt: null } });
    if (later > 0)
      throw new GalleyError(
        "conflict",
        "Another manuscript was taken in after this one: take that back first.",
      );
    await unsettle(tx, actor, articleId, did, requestId);
    await withdrawRaised(tx, actor, articleId, did.raised, requestId);
    const version = did.wrote
      ? await rewrite(tx, actor, access, { number, requestId, of: manuscript.version })
      : head.version;
    await settleAgain(tx, actor, articleId, did.reopened, requestId);
    await tx.manuscript.update({
      where: { articleId_number: { articleId, number } },
      data: { undoneAt: new Date() },
    });
    return { number, version };
  });
}

async function rewrite(
  tx: Tx,
  actor: Actor,
  access: { id: string; authorIds: readonly string[] },
  { number, requestId, of }: { number: number; requestId: string; of: number },
): Promise<number> {
  const [revision] = await readRevisions(tx, access.id, of - 1);
  const { version } = await changeText(tx, access.id, {
    actorId: actor.id,
    version: of,
    requestId,
    steps: inverseOf(revision!),
    cause: { type: "manuscript_undone", number, of, ...asChief(actor, access) },
  });
  return version;
}

/** What it settled is open again, all of it or nothing. */
async function unsettle(
  tx: Tx,
  actor: Actor,
  articleId: string,
  { settled }: Did,
  requestId: string,
): Promise<void> {
  for (const { id, outcome } of settled) {
    const { count } = await tx.flag.updateMany({
      where: { id, articleId, status: "resolved", outcome },
      data: { status: "open", outcome: null, resolvedById: null, resolvedAt: null },
    });
    if (count === 0)
      throw new GalleyError(
        "conflict",
        "A flag that this file settled has been decided in another way since.",
      );
  }
  await appendEvents(
    tx,
    settled.map(({ id }) => ({
      articleId,
      actorId: actor.id,
      flagId: id,
      type: "flag.reopened",
      payload: { requestId, note: TAKEN_BACK },
    })),
  );
}

/** Those that nobody has settled since. */
async function withdrawRaised(
  tx: Tx,
  actor: Actor,
  articleId: string,
  raised: readonly string[],
  requestId: string,
): Promise<void> {
  const open = await tx.flag.findMany({
    where: { id: { in: [...raised] }, articleId, status: "open" },
    select: { id: true },
  });
  await tx.flag.updateMany({
    where: { id: { in: open.map(({ id }) => id) } },
    data: { status: "withdrawn" },
  });
  await appendEvents(
    tx,
    open.map(({ id }) => ({
      articleId,
      actorId: actor.id,
      flagId: id,
      type: "flag.withdrawn",
      payload: { requestId, note: TAKEN_BACK },
    })),
  );
}

/** What it opened is settled as it was, where it is still open. */
async function settleAgain(
  tx: Tx,
  actor: Actor,
  articleId: string,
  reopened: Did["reopened"],
  requestId: string,
): Promise<void> {
  for (const { id, status, outcome, resolvedAt, ...rest } of reopened) {
    const data: Prisma.FlagUncheckedUpdateManyInput = {
      ...rest,
      outcome,
      status: status as FlagStatus,
      resolvedAt: resolvedAt === null ? null : new Date(resolvedAt),
    };
    const { count } = await tx.flag.updateMany({ where: { id, articleId, status: "open" }, data });
    if (count === 0)
      throw new GalleyError("conflict", "A flag that this file opened again has been decided since.");
    const note = TAKEN_BACK;
    await appendEvents(tx, [
      status === "verified" || outcome === null
        ? { articleId, actorId: actor.id, flagId: id, type: "flag.verified", payload: { requestId, note } }
        : {
            articleId,
            actorId: actor.id,
            flagId: id,
            type: "flag.resolved",
            payload: { requestId, outcome: outcome as SettledByFile["settled"][number]["outcome"], note },
          },
    ]);
  }
}
