import "server-only";
import type { AnchorInput, AssignInput, FlagDto, NoteInput } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { anchorAt } from "@/domain/flag/anchor";
import { statusAfter, stepRefusal, type FlagStep } from "@/domain/flag/lifecycle";
import { recheckStep, sentencesAt } from "@/domain/flag/recheck";
import type { Actor } from "@/domain/policy";
import { Prisma } from "@/prisma/generated/client";
import type { FlagAccess } from "./access";
import type { Tx } from "./db";
import { appendEvent, appendEvents } from "./events";
import { changeFlag, flagConflict, readParagraph, reopenFlags, requested } from "./flag-change";
import { placeSameWords } from "./text";

/** The steps of a flag's life but raising (server/flags.ts) and settling (server/settlements.ts). */

/** An editor confirms how it was settled. */
export function verifyFlag(actor: Actor, flagId: string, input: NoteInput): Promise<FlagDto> {
  return takeStep(actor, flagId, "verify", input);
}

/** Back to open; what it was before stays in its thread. */
export function reopenFlag(actor: Actor, flagId: string, input: NoteInput): Promise<FlagDto> {
  return takeStep(actor, flagId, "reopen", input);
}

/** Whoever raised it takes it back. */
export function withdrawFlag(actor: Actor, flagId: string, input: NoteInput): Promise<FlagDto> {
  return takeStep(actor, flagId, "withdraw", input);
}

const EVENT_OF = { verify: "flag.verified", withdraw: "flag.withdrawn" } as const;

async function takeStep(
  actor: Actor,
  flagId: string,
  step: Exclude<FlagStep, "resolve">,
  { id: requestId, note }: NoteInput,
): Promise<FlagDto> {
  const access = { action: `flag.${step}`, ...requested(requestId) } as const;
  const { flag } = await changeFlag(actor, flagId, access, async (tx, seen) => {
    const status = statusAfter(seen.status, step);
    if (status === null) throw await flagConflict(tx, seen, stepRefusal(seen.status, step)!);
    if (step === "reopen") return reopenFlags(tx, actor, [seen], { requestId, note });
    const checked = step === "verify" && seen.kind === "fact_check";
    await writeFlag(tx, seen, {
      status,
      ...(checked ? { verifiedText: await readSentences(tx, seen) } : {}),
    });
    await appendEvent(tx, {
      articleId: seen.articleId,
      actorId: actor.id,
      flagId,
      type: EVENT_OF[step],
      payload: { ...requested(requestId), ...(note === undefined ? {} : { note }) },
    });
  });
  return flag;
}

/** The sentences its words stand in, as they read now. */
async function readSentences(tx: Tx, flag: FlagAccess): Promise<string> {
  const paragraph = await readParagraph(tx, flag);
  const { language } = await tx.article.findUniqueOrThrow({
    where: { id: flag.articleId },
    select: { language: true },
  });
  return sentencesAt(paragraph?.text, { ...flag, state: flag.anchorState }, language);
}

/** Compare-and-set on what the rules looked at. */
async function writeFlag(tx: Tx, seen: FlagAccess, data: Prisma.FlagUpdateManyMutationInput): Promise<void> {
  const { id, articleId, status, resolvedById } = seen;
  const { count } = await tx.flag.updateMany({ where: { id, articleId, status, resolvedById }, data });
  if (count === 0) throw await flagConflict(tx, seen, "Somebody else has just changed this flag.");
}

/** Asks one of the article's authors to settle it; null asks nobody in particular. */
export async function assignFlag(
  actor: Actor,
  flagId: string,
  { id: requestId, assigneeId }: AssignInput,
): Promise<FlagDto> {
  const access = { action: "flag.assign", ...requested(requestId) } as const;
  const { flag } = await changeFlag(actor, flagId, access, async (tx, seen) => {
    if (assigneeId !== null && !seen.authorIds.includes(assigneeId))
      throw new GalleyError("invalid", "A flag can be assigned to an author of the article only.");
    if (assigneeId === seen.assigneeId) return;
    await writeFlag(tx, seen, { assigneeId });
    await appendEvent(tx, {
      articleId: seen.articleId,
      actorId: actor.id,
      flagId,
      type: "flag.assigned",
      payload: { ...requested(requestId), assignee: assigneeId },
    });
  });
  return flag;
}

/**
 * Puts a detached flag back, on words that a person chose on the text as it was at `version`, if they still read so. One
 * that still has its words stays on them: otherwise a claim could be settled on another.
 */
export async function anchorFlag(
  actor: Actor,
  flagId: string,
  { id: requestId, version, ...chosen }: AnchorInput,
): Promise<FlagDto> {
  const access = { action: "flag.anchor", locksText: true, ...requested(requestId) } as const;
  const { flag } = await changeFlag(actor, flagId, access, async (tx, seen) => {
    if (seen.anchorState !== "detached")
      throw await flagConflict(tx, seen, "This flag is still on its words: it cannot be put elsewhere.");
    const { text, paragraphId, start, end } = await placeSameWords(tx, seen.articleId, version, chosen);
    const anchor = anchorAt(text, start, end);
    const stands = { paragraphId, start, end, ...anchor, anchorState: "exact" } as const;
    const now = await readSentences(tx, { ...seen, ...stands });
    const step = recheckStep(seen.status, seen.verifiedText, now);
    const status = step === "recheck" ? "resolved" : step === "unchanged" ? "verified" : seen.status;
    await writeFlag(tx, seen, { ...stands, recovery: Prisma.DbNull, raisedText: text, status });
    const of = { articleId: seen.articleId, actorId: actor.id, flagId };
    await appendEvents(tx, [
      {
        ...of,
        type: "flag.reanchored",
        payload: { ...requested(requestId), quote: anchor.quote, was: seen.quote },
      },
      ...(step ? [{ ...of, type: `flag.${step}`, payload: {} } as const] : []),
    ]);
  });
  return flag;
}
