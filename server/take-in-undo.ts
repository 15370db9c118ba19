import "server-only";
import type { TakeBackInput, TakenInDto } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import { loadArticleFor, loadFlagsOf, notFound, type ArticleAccess } from "./access";
import { db, type Tx } from "./db";
import { inverseOf, readRevisions } from "./document";
import { appendEvents } from "./events";
import { flagConflict, reopenFlags } from "./flag-change";
import type { Did } from "./manuscript-store";
import { asChief, changeText, lockText, readText } from "./text";
import { writeRechecks } from "./text-rows";

const TAKEN_BACK = "The Word file was taken back.";

/**
 * Takes back what a manuscript that came in again did, as one change: its words, what it settled and opened, the flags
 * that it raised and the replies that it brought. What people here went on with since stays: a flag of the file's that
 * was decided, a reply after which its thread went on. Throws conflict where its words were changed since, or a flag
 * that it settled or opened was decided again, and then nothing is taken back. Repeated, it is done once.
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
    const undo = { tx, actor, access, requestId, since: await readStepsSince(tx, articleId, did) };
    await refuseDecided(undo, did);
    await reopenFlags(tx, actor, await loadFlagsOf(tx, access, did.settled), { requestId, note: TAKEN_BACK });
    await withdrawRaised(undo, did);
    await removeReplies(undo, did);
    const version = did.wrote ? await rewrite(undo, { number, of: manuscript.version }) : head.version;
    await settleAsBefore(undo, did);
    await tx.manuscript.update({
      where: { articleId_number: { articleId, number } },
      data: { undoneAt: new Date(), did: { ...did, undoneBy: requestId } },
    });
    return { number, version };
  });
}

interface Undo {
  tx: Tx;
  actor: Actor;
  access: ArticleAccess;
  requestId: string;
  since: StepsSince;
}

/** Flags by what people did with them since the manuscript was taken in. */
interface StepsSince {
  decided: ReadonlySet<string>;
  /** Decided, or said something in their thread. */
  spoken: ReadonlySet<string>;
}

const DECISIONS = ["flag.resolved", "flag.reopened", "flag.verified", "flag.withdrawn", "flag.restored"];

async function readStepsSince(tx: Tx, articleId: string, { eventId }: Did): Promise<StepsSince> {
  const events = await tx.articleEvent.findMany({
    where: { articleId, id: { gt: BigInt(eventId) }, type: { in: [...DECISIONS, "flag.replied"] } },
    select: { flagId: true, type: true },
  });
  const flagsOf = (types: readonly string[]) =>
    new Set(events.flatMap(({ flagId, type }) => (types.includes(type) ? [flagId!] : [])));
  return { decided: flagsOf(DECISIONS), spoken: flagsOf([...DECISIONS, "flag.replied"]) };
}

async function refuseDecided({ tx, since }: Undo, { settled, reopened }: Did): Promise<void> {
  for (const id of [...settled, ...reopened.map((flag) => flag.id)])
    if (since.decided.has(id))
      throw await flagConflict(
        tx,
        { id },
        "A flag that this file settled or opened again has been decided here since.",
      );
}

async function rewrite(
  { tx, actor, access, requestId }: Undo,
  { number, of }: { number: number; of: number },
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

/** Those that nobody here has decided since. One whose comment was resolved in the file came in as settled. */
async function withdrawRaised(
  { tx, actor, access: { id: articleId }, requestId, since }: Undo,
  { raised }: Did,
): Promise<void> {
  const left = raised.filter((id) => !since.decided.has(id));
  await tx.flag.updateMany({
    where: { id: { in: left }, articleId },
    data: { status: "withdrawn", outcome: null, resolvedById: null, resolvedAt: null },
  });
  await appendEvents(
    tx,
    left.map((flagId) => ({
      articleId,
      actorId: actor.id,
      flagId,
      type: "flag.withdrawn",
      payload: { requestId, note: TAKEN_BACK },
    })),
  );
}

/** The file that was kept still has them. Where a thread went on since, what it answers stays. */
async function removeReplies({ tx, actor, access: { id: articleId }, since }: Undo, did: Did): Promise<void> {
  const replies = await tx.reply.findMany({
    where: { id: { in: did.replies }, flag: { articleId } },
    select: { id: true, flagId: true },
  });
  const left = replies.filter(({ flagId }) => !since.spoken.has(flagId));
  await tx.reply.deleteMany({ where: { id: { in: left.map(({ id }) => id) } } });
  await appendEvents(
    tx,
    left.map(({ id, flagId }) => ({
      articleId,
      actorId: actor.id,
      flagId,
      type: "flag.reply_removed",
      payload: { replyId: id },
    })),
  );
}

/**
 * What it opened is settled as it was: by the same people, at the same time. A claim whose sentence was changed since
 * waits for an editor again.
 */
async function settleAsBefore({ tx, actor, access, requestId }: Undo, { reopened }: Did): Promise<void> {
  if (reopened.length === 0) return;
  const { id: articleId } = access;
  for (const { id, resolvedAt, ...was } of reopened)
    await tx.flag.update({
      where: { id, articleId },
      data: { ...was, resolvedAt: resolvedAt === null ? null : new Date(resolvedAt) },
    });
  await appendEvents(
    tx,
    reopened.map(({ id }) => ({
      articleId,
      actorId: actor.id,
      flagId: id,
      type: "flag.restored",
      payload: { requestId, note: TAKEN_BACK },
    })),
  );
  const { doc, head } = await readText(tx, articleId);
  const change = { articleId, actorId: actor.id, language: head.language, doc };
  await writeRechecks(
    tx,
    change,
    await loadFlagsOf(
      tx,
      access,
      reopened.map(({ id }) => id),
    ),
  );
}
