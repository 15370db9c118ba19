import "server-only";
import type { ApplyDto, ApplyInput, TextChangeDto, UndoApplyDto, UndoApplyInput } from "@/domain/contract";
import { placeParagraphs } from "@/domain/article/document";
import { replaceTextSteps } from "@/domain/article/edits";
import { GalleyError } from "@/domain/errors";
import { isAsApplied, stepRefusal } from "@/domain/flag/lifecycle";
import type { Actor } from "@/domain/policy";
import type { Flag } from "@/prisma/generated/client";
import { loadArticleFor, loadFlagsOf, requireMay, type ArticleAccess } from "./access";
import { presentFlags } from "./article-dto";
import { db, type Tx } from "./db";
import { inverseOf, readRevisions, readTextChange, type TextHead } from "./document";
import { doneOn, flagConflict, reopenFlags } from "./flag-change";
import { settleFlags } from "./settlements";
import { asChief, changeText, lockText, storedVersion } from "./text";

/** An open typo flag whose words stand as they were, or read as it wants them already. */
interface Fix {
  flag: Flag;
  replacement: string;
  /** The words read as proposed: nothing is left to change. */
  isDone: boolean;
}

/**
 * Applies many typo fixes as one change of the text. What cannot be applied is left, each with its reason in words:
 * a fix whose words changed, one that is settled, and fixes that overlap each other, of which nobody but a person
 * can say which is meant. Repeated with the same id it applies nothing more, and tells again what came of it.
 */
export async function applyTypoFixes(
  actor: Actor,
  articleId: string,
  { id: requestId, flagIds }: ApplyInput,
): Promise<ApplyDto> {
  return db.$transaction(async (tx) => {
    const article = await loadArticleFor(actor, articleId, "article.write", tx);
    const head = await lockText(tx, articleId);
    const ids = [...new Set(flagIds)];
    const done = await doneOn(tx, actor, ids, requestId);
    if (requestId && done.size > 0) return tellAgain(tx, articleId, { requestId, head, ids, done });
    const { fixes, left } = await readFixes(tx, articleId, ids);
    const { apart, overlapping } = separate(fixes);
    const change = await changeWords(tx, actor, article, apart, requestId);
    await settleFlags(
      tx,
      actor,
      apart.map(({ flag }) => flag),
      { id: requestId, outcome: "applied" },
    );
    const applied = apart.map(({ flag }) => flag.id);
    return {
      applied,
      left: [...left, ...overlapping],
      version: change?.version ?? head.version,
      flags: await presentFlags(tx, { ids: applied }),
      change,
    };
  });
}

/** The answer to a request that was done before. Of what it left, the reason is given as things stand by now. */
async function tellAgain(
  tx: Tx,
  articleId: string,
  before: { requestId: string; head: TextHead; ids: readonly string[]; done: ReadonlySet<string> },
): Promise<ApplyDto> {
  const { requestId, head, ids, done } = before;
  const applied = ids.filter((id) => done.has(id));
  const version = await storedVersion(tx, articleId, requestId);
  const { fixes, left } = await readFixes(
    tx,
    articleId,
    ids.filter((id) => !done.has(id)),
  );
  const { apart, overlapping } = separate(fixes);
  return {
    applied,
    left: [
      ...left,
      ...overlapping,
      ...apart.map(({ flag }) => ({
        flagId: flag.id,
        reason: "It was left before, and can be applied now.",
      })),
    ],
    version: version ?? head.version,
    flags: await presentFlags(tx, { ids: applied }),
    change: version === null ? null : await readTextChange(tx, articleId, version - 1, head),
  };
}

/**
 * Takes back, as one change of the text, what applying typo fixes made of it, and opens their flags again; whatever
 * was written elsewhere since stays. Throws conflict where the fixed words were changed since, or a flag has moved on.
 * Repeated with the same id it is done once.
 */
export async function undoTypoFixes(
  actor: Actor,
  articleId: string,
  { id: requestId, version: of }: UndoApplyInput,
): Promise<UndoApplyDto> {
  return db.$transaction(async (tx) => {
    const article = await loadArticleFor(actor, articleId, "article.write", tx);
    const head = await lockText(tx, articleId);
    const [revision] = (await readRevisions(tx, articleId, of - 1)).slice(0, 1);
    if (revision?.cause.type !== "typo_fix")
      throw new GalleyError("invalid", "No typo fixes were applied in this version.");
    const { flagIds } = revision.cause;
    if ((await doneOn(tx, actor, flagIds, requestId)).size > 0) {
      const change = await readTextChange(tx, articleId, of, head);
      return { version: head.version, flags: await presentFlags(tx, { ids: flagIds }), change };
    }
    await unsettle(tx, actor, article, flagIds, requestId);
    const { change, version } = await changeText(tx, articleId, {
      actorId: actor.id,
      version: of,
      requestId,
      steps: inverseOf(revision),
      cause: { type: "typo_fix_undone", flagIds, of, ...asChief(actor, article) },
    });
    return { version, flags: await presentFlags(tx, { ids: flagIds }), change };
  });
}

/** Flags that were settled as applied are open again, all or none. */
async function unsettle(
  tx: Tx,
  actor: Actor,
  article: ArticleAccess,
  flagIds: readonly string[],
  requestId: string | undefined,
): Promise<void> {
  const flags = await loadFlagsOf(tx, article, flagIds);
  for (const flag of flags) {
    if (!isAsApplied(flag))
      throw await flagConflict(tx, flag, "One of these fixes was settled in another way since.");
    requireMay(actor, "flag.reopen", flag);
  }
  await reopenFlags(tx, actor, flags, { requestId });
}

type Left = ApplyDto["left"];

async function readFixes(tx: Tx, articleId: string, ids: string[]): Promise<{ fixes: Fix[]; left: Left }> {
  await tx.$queryRaw`
    SELECT 1 FROM "Flag" WHERE "articleId" = ${articleId}::uuid AND "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
  const flags = await tx.flag.findMany({ where: { articleId, id: { in: ids } } });
  const paragraphs = await tx.paragraph.findMany({
    where: { articleId, id: { in: flags.map(({ paragraphId }) => paragraphId) } },
    select: { id: true, text: true },
  });
  const texts = new Map(paragraphs.map(({ id, text }) => [id, text]));
  const known = new Map(flags.map((flag) => [flag.id, flag]));
  const fixes: Fix[] = [];
  const left: Left = [];
  for (const id of ids) {
    const flag = known.get(id);
    const current = flag && texts.get(flag.paragraphId)?.slice(flag.start, flag.end);
    const reason = flag ? refusal(flag, current) : "This flag is not on this article.";
    if (reason !== null || !flag) left.push({ flagId: id, reason: reason ?? "" });
    else fixes.push({ flag, replacement: flag.replacement ?? "", isDone: current === flag.replacement });
  }
  return { fixes, left };
}

/** Why a fix cannot be applied; null when it can. `current` is what stands in its place. */
function refusal(flag: Flag, current: string | undefined): string | null {
  if (flag.kind !== "typo") return "This is not a typo fix.";
  if (flag.status !== "open") return stepRefusal(flag.status, "resolve");
  if (flag.anchorState === "detached" || current === undefined) return "Its words are gone.";
  if (current === flag.quote || current === flag.replacement) return null;
  return `Its words changed since it was proposed: “${flag.quote}” now reads “${current}”.`;
}

/** Fixes that touch no words of another one, and those that do. Two that want the very same are one. */
function separate(fixes: readonly Fix[]): { apart: Fix[]; overlapping: Left } {
  const inOrder = [...fixes].sort(
    (one, other) =>
      compare(one.flag.paragraphId, other.flag.paragraphId) ||
      one.flag.start - other.flag.start ||
      one.flag.end - other.flag.end,
  );
  const rivals = new Map<Fix, Fix>();
  inOrder.forEach((fix, place) => {
    for (const other of inOrder.slice(place + 1)) {
      if (other.flag.paragraphId !== fix.flag.paragraphId || other.flag.start >= fix.flag.end) break;
      if (isSame(fix, other)) continue;
      rivals.set(other, rivals.get(other) ?? fix);
      rivals.set(fix, rivals.get(fix) ?? other);
    }
  });
  return {
    apart: inOrder.filter((fix) => !rivals.has(fix)),
    overlapping: [...rivals].map(([{ flag }, { flag: rival }]) => ({
      flagId: flag.id,
      reason: `It overlaps the fix of “${rival.quote}” to “${rival.replacement}”: apply them one at a time.`,
    })),
  };
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

const placeKey = ({ flag: { paragraphId, start, end } }: Fix) => `${paragraphId} ${start} ${end}`;

function isSame(one: Fix, other: Fix): boolean {
  return placeKey(one) === placeKey(other) && one.replacement === other.replacement;
}

/** All in one revision, from the end of the article to its beginning, so that no replacement moves the next. */
async function changeWords(
  tx: Tx,
  actor: Actor,
  article: { id: string; authorIds: readonly string[] },
  fixes: readonly Fix[],
  requestId: string | undefined,
): Promise<TextChangeDto | null> {
  const undone = fixes.filter(({ isDone }) => !isDone);
  if (undone.length === 0) return null;
  const replacements = [...new Map(undone.map((fix) => [placeKey(fix), fix])).values()];
  const { change } = await changeText(tx, article.id, {
    actorId: actor.id,
    requestId,
    steps: (doc) => {
      const placed = placeParagraphs(doc);
      const position = ({ flag }: Fix) => placed.get(flag.paragraphId)!.start + flag.start;
      return replacements
        .sort((one, other) => position(other) - position(one))
        .flatMap(({ flag: { paragraphId, start, end }, replacement }) =>
          replaceTextSteps(doc, { paragraphId, start, end, text: replacement }),
        );
    },
    cause: { type: "typo_fix", flagIds: undone.map(({ flag }) => flag.id), ...asChief(actor, article) },
  });
  return change;
}
