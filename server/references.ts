import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Node } from "prosemirror-model";
import type { Step } from "prosemirror-transform";
import type {
  CitationStyleInput,
  DeleteQuery,
  MergeInput,
  ReferenceChangeDto,
  ReferenceEditInput,
  ReferencesDto,
  ReferencesInput,
  StillCitedDto,
} from "@/domain/contract";
import { citationPlaces, type CitationStyle } from "@/domain/article/citations";
import { paragraphDto, paragraphsFromDoc } from "@/domain/article/document";
import { replaceTextSteps } from "@/domain/article/edits";
import { orderSteps } from "@/domain/article/normalise";
import type { ReferencesChange } from "@/domain/article/revision";
import {
  addReferenceSteps,
  deleteReferenceSteps,
  fieldsSteps,
  mergeReferenceSteps,
  referenceAt,
  rewriteReferenceSteps,
} from "@/domain/article/reference-edits";
import { GalleyError } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import { oneLine } from "@/domain/reference/csl";
import { loadArticleFor } from "./access";
import { entryContent, readEntries } from "./citation-formats";
import { db, type Tx } from "./db";
import { documentBefore, readRevisions } from "./document";
import { appendEvent } from "./events";
import { requested } from "./flag-change";
import { listedReference } from "./merged-references";
import { asChief, changeText, readText, storedVersion } from "./text";

/**
 * The list of references. Every change of it is a change of the text, and goes through its one door; repeated with the
 * same id, it is made once.
 */

/** Adds what was pasted: uncited, until somebody cites it. */
export async function addReferences(
  actor: Actor,
  articleId: string,
  { id = randomUUID(), source }: ReferencesInput,
): Promise<ReferencesDto> {
  await loadArticleFor(actor, articleId, "article.write");
  const entries = readEntries(source).map((entry, index) => ({ ...entry, id: entryId(id, index) }));
  const changed = await changeList(actor, articleId, { did: "added", id }, (doc) =>
    addReferenceSteps(doc, entries),
  );
  return { ...changed, added: entries.map((entry) => entry.id) };
}

/** Changes an entry's words, its fields, or its words from its fields. */
export async function editReference(
  actor: Actor,
  articleId: string,
  referenceId: string,
  { id, version, text, csl, write }: ReferenceEditInput,
): Promise<ReferenceChangeDto> {
  return changeList(actor, articleId, { did: "edited", id }, async (doc, tx, now) => {
    const touches = { words: text !== undefined || write === true, fields: csl !== undefined };
    await refuseStale(tx, articleId, { doc, now, version, referenceId, touches });
    const words = text === undefined ? [] : textSteps(doc, referenceId, oneLine(text));
    const written = write && csl ? rewriteReferenceSteps(doc, referenceId, entryContent(csl)) : [];
    // Before the words: fields leave every position as it is.
    return [...(csl === undefined ? [] : fieldsSteps(doc, referenceId, csl)), ...words, ...written];
  });
}

/** Two entries of one work become one: everything that cited the first cites the second. Done by two people, it is done. */
export async function mergeReference(
  actor: Actor,
  articleId: string,
  referenceId: string,
  { id, into }: MergeInput,
): Promise<ReferenceChangeDto> {
  if (into === referenceId) throw new GalleyError("invalid", "Choose another entry to merge this one with.");
  return changeList(actor, articleId, { did: "merged", id }, async (doc, tx) => {
    const isDone = (await listedReference(tx, articleId, referenceId)) === into;
    return isDone ? [] : mergeReferenceSteps(doc, referenceId, into);
  });
}

/** Refused while it is cited: a conflict that says where. */
export async function deleteReference(
  actor: Actor,
  articleId: string,
  referenceId: string,
  { id }: DeleteQuery = {},
): Promise<ReferenceChangeDto> {
  return changeList(actor, articleId, { did: "deleted", id }, (doc) => {
    const places = citationPlaces(paragraphsFromDoc(doc)).get(referenceId);
    if (places) {
      const citedIn = places.map(({ paragraphId, words }) => ({ paragraphId, words }));
      const details: StillCitedDto = { citedIn };
      throw new GalleyError(
        "conflict",
        "A reference that is still cited cannot be deleted: take out its citations first.",
        details,
      );
    }
    return deleteReferenceSteps(doc, referenceId);
  });
}

/** How citations and list read: numbered, or by author and date. The list is put in the style's order. */
export async function setCitationStyle(
  actor: Actor,
  articleId: string,
  { id, style }: CitationStyleInput,
): Promise<ReferenceChangeDto> {
  return changeList(actor, articleId, { did: "style", id }, async (doc, tx) => {
    // The list may have been in order already: then no revision tells that this was done.
    if (id !== undefined && (await wasSet(tx, actor, articleId, id))) return [];
    await tx.article.update({ where: { id: articleId }, data: { citationStyle: style } });
    await appendEvent(tx, {
      articleId,
      actorId: actor.id,
      type: "article.settings",
      payload: { ...requested(id), citationStyle: style },
    });
    return orderSteps(doc, style);
  });
}

type MakeSteps = (doc: Node, tx: Tx, version: number) => Step[] | Promise<Step[]>;

async function changeList(
  actor: Actor,
  articleId: string,
  { did, id: requestId }: { did: ReferencesChange; id: string | undefined },
  make: MakeSteps,
): Promise<ReferenceChangeDto> {
  return db.$transaction(async (tx) => {
    const article = await loadArticleFor(actor, articleId, "article.write", tx);
    const { doc, head } = await readText(tx, articleId);
    const isRepeat = requestId !== undefined && (await storedVersion(tx, articleId, requestId)) !== null;
    const steps = isRepeat ? [] : await make(doc, tx, head.version);
    const { version, change } = await changeText(tx, articleId, {
      actorId: actor.id,
      requestId,
      steps: () => steps,
      cause: { type: "references", did, ...asChief(actor, article) },
    });
    const { citationStyle } = await tx.article.findUniqueOrThrow({
      where: { id: articleId },
      select: { citationStyle: true },
    });
    return { version, change, citationStyle: citationStyle as CitationStyle };
  });
}

async function wasSet(tx: Tx, actor: Actor, articleId: string, requestId: string): Promise<boolean> {
  const done = await tx.articleEvent.count({
    where: {
      articleId,
      actorId: actor.id,
      type: "article.settings",
      payload: { path: ["requestId"], equals: requestId },
    },
  });
  return done > 0;
}

/** Words or fields that were edited on a version in which they were others are not put over what stands now. */
async function refuseStale(
  tx: Tx,
  articleId: string,
  facts: {
    doc: Node;
    now: number;
    version: number;
    referenceId: string;
    touches: { words: boolean; fields: boolean };
  },
): Promise<void> {
  const { doc, now, version, referenceId, touches } = facts;
  if (version > now) throw new GalleyError("conflict", "This version of the text is not here yet.");
  const { node } = referenceAt(doc, referenceId);
  const before = documentBefore(doc, await readRevisions(tx, articleId, version));
  const seen = before.children.find((paragraph) => paragraph.attrs.id === referenceId);
  const isSame = (what: (node: Node) => unknown) => seen && isDeepStrictEqual(what(seen), what(node));
  if (
    (!touches.words || isSame(({ content }) => content.toJSON())) &&
    (!touches.fields || isSame(({ attrs }) => attrs.csl))
  )
    return;
  throw new GalleyError("conflict", "Somebody else changed this reference in the meantime.", {
    paragraph: paragraphDto(node),
  });
}

/** Only what differs is replaced: marks and flags around it stay. */
function textSteps(doc: Node, paragraphId: string, text: string): Step[] {
  const { text: now } = paragraphDto(referenceAt(doc, paragraphId).node);
  if (now === text) return [];
  const before = [...now];
  const after = [...text];
  let first = 0;
  while (first < before.length && before[first] === after[first]) first += 1;
  let last = 0;
  const most = Math.min(before.length, after.length) - first;
  while (last < most && before.at(-1 - last) === after.at(-1 - last)) last += 1;
  const start = before.slice(0, first).join("").length;
  const end = before.slice(before.length - last).join("").length;
  const replacement = text.slice(start, text.length - end);
  return replaceTextSteps(doc, { paragraphId, start, end: now.length - end, text: replacement });
}

/** The ids of one request's entries: the same when it comes again. */
function entryId(requestId: string, index: number): string {
  const hex = createHash("sha256").update(`${requestId}/${index}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
