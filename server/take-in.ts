import "server-only";
import { peopleOf } from "@/domain/manuscript/members";
import type {
  LastTakenInDto,
  ManuscriptFlag,
  TakeInInput,
  TakeInPreviewDto,
  TakeInPreviewInput,
  TakenInDto,
} from "@/domain/contract";
import { docFromParagraphs, paragraphsFromDoc } from "@/domain/article/document";
import { GalleyError } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import { loadArticleFor, type ArticleAccess } from "./access";
import { db, inSnapshot, type Tx } from "./db";
import { readCommentWords } from "./desk-settings";
import { readNewestEvent } from "./events";
import { storeManuscriptFlags, storeManuscriptReplies } from "./manuscript-flags";
import { readManuscript } from "./manuscript-reader";
import { storeManuscript, type Did } from "./manuscript-store";
import { matchPeople } from "./outsiders";
import { personOf, readPeople } from "./people";
import { readFlagsToSettle, settleTaken } from "./take-in-flags";
import { planTakeIn, raisedPlaces, type TakeInPlan } from "./take-in-plan";
import { asChief, changeText, lockText } from "./text";

/**
 * A manuscript comes in again, into the article that is there: what was done to a reviewed file elsewhere is done here,
 * in one transaction, and can be taken back as one (server/take-in-undo.ts). Its words come through the one door.
 */

/** What taking it in would do. Stores nothing. */
export async function previewTakeIn(
  actor: Actor,
  articleId: string,
  input: TakeInPreviewInput,
  signal?: AbortSignal,
): Promise<TakeInPreviewDto> {
  const { deskId } = await loadArticleFor(actor, articleId, "article.write");
  const commentWords = await readCommentWords(deskId);
  const parsed = await readManuscript(input, { commentWords, ...(signal ? { signal } : {}) });
  return inSnapshot(async (tx) => {
    const access = await loadArticleFor(actor, articleId, "article.write", tx);
    const plan = await planTakeIn(tx, access, parsed, input.base);
    const { article, taken } = plan;
    const settlements = await readFlagsToSettle(tx, actor, access, plan);
    const raised = raisedPlaces(plan, plan.after);
    return {
      // Both out of a document, so that what is the same is written the same.
      before: paragraphsFromDoc(docFromParagraphs(article.paragraphs)),
      after: paragraphsFromDoc(plan.after),
      version: article.version,
      madeFrom: plan.madeFrom,
      base: plan.base,
      conflict: plan.conflict,
      repairs: parsed.repairs,
      warnings: parsed.warnings,
      flags: [...settlements.map(({ told }) => told), ...plan.moved],
      replies: taken.replies,
      raised,
      withoutComment: taken.withoutComment,
      people: await matchPeople(tx, deskId, peopleOf([...raised, ...taken.replies.map(asThread)])),
    };
  });
}

/** So that whoever replied is found as whoever commented is. */
const asThread = (reply: { by: ManuscriptFlag["by"] }) => ({ by: reply.by, replies: [] });

/** What can be taken back, if anything: the last that was taken in. */
export async function readLastTakenIn(actor: Actor, articleId: string): Promise<LastTakenInDto | null> {
  await loadArticleFor(actor, articleId, "article.write");
  const last = await db.manuscript.findFirst({
    where: { articleId, requestId: { not: null }, undoneAt: null },
    orderBy: { number: "desc" },
    select: { number: true, filename: true, actorId: true, createdAt: true },
  });
  if (!last) return null;
  const { number, filename, actorId, createdAt } = last;
  const by = personOf(await readPeople(db, [actorId]), actorId);
  return { number, filename, by, at: createdAt.toISOString() };
}

/**
 * Takes it in. Repeated with the same id, it is done once. Throws conflict where what was written here since is in the
 * same passages, unless it is compared with the text as it stands.
 */
export async function takeInManuscript(
  actor: Actor,
  articleId: string,
  input: TakeInInput,
): Promise<TakenInDto> {
  const { deskId } = await loadArticleFor(actor, articleId, "article.write");
  const parsed = await readManuscript(input, { commentWords: await readCommentWords(deskId) });
  return db.$transaction(async (tx) => {
    const access = await loadArticleFor(actor, articleId, "article.write", tx);
    await lockText(tx, articleId);
    const stored = await tx.manuscript.findUnique({
      where: { articleId_requestId: { articleId, requestId: input.id } },
      select: { number: true, version: true },
    });
    if (stored) return stored;
    const plan = await planTakeIn(tx, access, parsed, input.base);
    if (plan.conflict)
      throw new GalleyError(
        "conflict",
        "The article was changed here in the same passages since this file was made. Look at the differences again.",
      );
    if (input.base === "now" && input.version !== plan.article.version)
      throw new GalleyError(
        "conflict",
        "The article was changed since these differences were shown. Look at them again.",
      );
    const { _max: last } = await tx.manuscript.aggregate({ where: { articleId }, _max: { number: true } });
    return store(tx, actor, access, plan, { ...input, number: (last.number ?? 0) + 1 });
  });
}

async function store(
  tx: Tx,
  actor: Actor,
  access: ArticleAccess,
  plan: TakeInPlan,
  { id: requestId, base: _, version: __, number, ...manuscript }: TakeInInput & { number: number },
): Promise<TakenInDto> {
  const { id: articleId, deskId } = access;
  const { taken, article } = plan;
  const settlements = await readFlagsToSettle(tx, actor, access, plan);
  const { version, doc } = await changeText(tx, articleId, {
    actorId: actor.id,
    version: article.version,
    requestId,
    steps: plan.steps,
    cause: { type: "manuscript", number, ...asChief(actor, access) },
  });
  const settled = await settleTaken(tx, actor, { articleId, settlements, requestId });
  const replies = await storeManuscriptReplies(tx, { articleId, deskId }, taken.replies);
  const flags = raisedPlaces(plan, doc);
  const texts = new Map(paragraphsFromDoc(doc).map(({ id, text }) => [id, text]));
  const raised = await storeManuscriptFlags(tx, {
    articleId,
    deskId,
    importedById: actor.id,
    flags,
    placeOf: (id) => ({ id, text: texts.get(id)! }),
  });
  const did: Did = {
    ...settled,
    replies: [...settled.replies, ...replies],
    raised,
    wrote: version > article.version,
    eventId: (await readNewestEvent(tx, articleId)).toString(),
  };
  await storeManuscript(tx, { articleId, number, version, actorId: actor.id, requestId, did }, manuscript);
  return { number, version };
}
