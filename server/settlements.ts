import "server-only";
import { randomUUID } from "node:crypto";
import type { ResolvedDto, ResolveInput, TextChangeDto } from "@/domain/contract";
import { insertCitationSteps, replaceTextSteps, type CitedReference } from "@/domain/article/edits";
import { GalleyError } from "@/domain/errors";
import { entryRefusal, outcomesFor, settlementRefusal, stepRefusal } from "@/domain/flag/lifecycle";
import type { Actor } from "@/domain/policy";
import type { FlagAccess } from "./access";
import { isParagraphChanged } from "./article-dto";
import type { Tx } from "./db";
import { appendEvents } from "./events";
import { changeFlag, flagConflict, readParagraph, requested } from "./flag-change";
import { listedReference } from "./merged-references";
import { asChief, changeText } from "./text";

/**
 * Settles a flag: one outcome of its kind, or a chief's waiver. `applied` and `cited` change the text in the same
 * transaction. Of two people who settle it at once one wins; the other gets a conflict with the flag as it stands.
 * What is missing in the entry is invalid; what stands in the way of it, in the flag or the text, is a conflict.
 */
export async function resolveFlag(actor: Actor, flagId: string, input: ResolveInput): Promise<ResolvedDto> {
  const access = {
    action: input.outcome === "waived" ? "flag.waive" : "flag.resolve",
    locksText: input.outcome === "applied" || input.outcome === "cited",
    ...requested(input.id),
  } as const;
  const { flag, result, version } = await changeFlag(actor, flagId, access, async (tx, seen) => {
    const paragraph = await readParagraph(tx, seen);
    await refuse(tx, seen, paragraph?.text, input);
    const change = await changeWords(tx, actor, seen, paragraph, input);
    await settleFlags(tx, actor, [seen], input);
    return { change, version: change?.version ?? seen.version };
  });
  return { flag, ...(result ?? { change: null, version }) };
}

async function refuse(
  tx: Tx,
  seen: FlagAccess,
  text: string | undefined,
  input: ResolveInput,
): Promise<void> {
  const paragraphChanged = isParagraphChanged(seen, text);
  const refusal = settlementRefusal({ ...seen, paragraphChanged }, input);
  if (refusal === null) return;
  const isEntry =
    stepRefusal(seen.status, "resolve") === null &&
    (!outcomesFor(seen.kind).includes(input.outcome) || entryRefusal(input) !== null);
  throw isEntry ? new GalleyError("invalid", refusal) : await flagConflict(tx, seen, refusal);
}

/** What the outcome does to the text; null when nothing. */
async function changeWords(
  tx: Tx,
  actor: Actor,
  seen: FlagAccess,
  paragraph: { text: string; kind: string } | null,
  input: ResolveInput,
): Promise<TextChangeDto | null> {
  if (!paragraph) return null;
  if (input.outcome === "applied") return applyTypo(tx, actor, seen, paragraph.text);
  if (input.outcome === "cited") return putCitation(tx, actor, seen, paragraph.kind, input);
  return null;
}

async function applyTypo(
  tx: Tx,
  actor: Actor,
  seen: FlagAccess,
  text: string,
): Promise<TextChangeDto | null> {
  const { id, articleId, paragraphId, start, end, quote } = seen;
  const replacement = seen.replacement ?? "";
  const current = text.slice(start, end);
  // Somebody typed the very correction: it is settled as it stands.
  if (current === replacement) return null;
  if (current !== quote)
    throw await flagConflict(tx, seen, "The words have changed since this fix was proposed.", {
      quote,
      current,
      replacement,
    });
  const { change } = await changeText(tx, articleId, {
    actorId: actor.id,
    steps: (doc) => replaceTextSteps(doc, { paragraphId, start, end, text: replacement }),
    cause: { type: "typo_fix", flagIds: [id], ...asChief(actor, seen) },
  });
  return change;
}

async function putCitation(
  tx: Tx,
  actor: Actor,
  seen: FlagAccess,
  paragraphKind: string,
  input: ResolveInput,
): Promise<TextChangeDto> {
  const { id, articleId, paragraphId, end } = seen;
  if (paragraphKind === "reference")
    throw await flagConflict(tx, seen, "A reference cannot itself carry a reference: settle it another way.");
  const reference = await chosenReference(tx, articleId, input);
  const { change } = await changeText(tx, articleId, {
    actorId: actor.id,
    steps: (doc) => insertCitationSteps(doc, { paragraphId, offset: end, reference }),
    cause: { type: "citation", flagId: id, ...asChief(actor, seen) },
  });
  return change;
}

async function chosenReference(
  tx: Tx,
  articleId: string,
  { referenceId, reference }: ResolveInput,
): Promise<CitedReference> {
  // One line: a reference is one paragraph.
  if (referenceId === undefined)
    return { newId: randomUUID(), text: (reference ?? "").trim().replace(/\s+/g, " ") };
  const id = await listedReference(tx, articleId, referenceId);
  if (id === null) throw new GalleyError("invalid", "This reference is not in the article's list.");
  return { id };
}

/**
 * Writes the settlement of open flags of one article, and its events, with their article held or locked.
 * Throws conflict when one of them is open no longer.
 */
export async function settleFlags(
  tx: Tx,
  actor: Actor,
  flags: readonly Pick<FlagAccess, "id" | "articleId">[],
  { id: requestId, outcome, note, sources = [] }: Pick<ResolveInput, "id" | "outcome" | "note" | "sources">,
): Promise<void> {
  const first = flags[0];
  if (!first) return;
  const given = outcome === "sourced" ? sources.map((source) => source.trim()).filter(Boolean) : [];
  const settled = await tx.$executeRaw`
    UPDATE "Flag" SET "status" = 'resolved', "outcome" = ${outcome}, "sources" = ${given}::text[],
      "resolvedById" = ${actor.id}::uuid, "resolvedAt" = now()
    WHERE "id" = ANY(${flags.map(({ id }) => id)}::uuid[]) AND "articleId" = ${first.articleId}::uuid
      AND "status" = 'open'`;
  if (settled < flags.length)
    throw await flagConflict(tx, first, "Somebody else has just settled this flag.");
  await appendEvents(
    tx,
    flags.map(({ id, articleId }) => ({
      articleId,
      actorId: actor.id,
      flagId: id,
      type: "flag.resolved",
      payload: {
        ...requested(requestId),
        outcome,
        ...(note === undefined ? {} : { note }),
        ...(given.length > 0 ? { sources: given } : {}),
      },
    })),
  );
}
