import "server-only";
import { randomUUID } from "node:crypto";
import type { Node } from "prosemirror-model";
import type { Step } from "prosemirror-transform";
import type { StepDto, StepsDto, StepsInput, TextChangeDto, TextConflictDto } from "@/domain/contract";
import { acceptSteps, nothingSince, takeBack, type AcceptedSteps } from "@/domain/article/accept";
import type { CitationStyle } from "@/domain/article/citations";
import { paragraphDto, paragraphsFromDoc, paragraphText, placeParagraphs } from "@/domain/article/document";
import { parseSteps } from "@/domain/article/rebase";
import type { RevisionCause } from "@/domain/article/revision";
import { GalleyError } from "@/domain/errors";
import { anchorAt, type Anchor, type AnchorPlace } from "@/domain/flag/anchor";
import { moveAnchors } from "@/domain/flag/move";
import { followChange, type Earlier } from "@/domain/flag/restore";
import { strandedAnchors } from "@/domain/flag/way-back";
import type { Actor } from "@/domain/policy";
import { loadArticleFor, notFound } from "./access";
import { db, type Tx } from "./db";
import {
  changeBy,
  documentBefore,
  readDocument,
  readRevisions,
  readTextChange,
  rememberDocument,
  stepsOf,
  textChange,
  touchedParagraphs,
  type StoredRevision,
  type TextHead,
} from "./document";
import { appendEvent } from "./events";
import { anchorOf, moveStoredAnchors, writeParagraphs, writeRechecks, type StoredAnchor } from "./text-rows";

/** Who made a step that no writer did: normalisation. */
const SERVER = "server";
const MOST_PARAGRAPHS = 6_000;
const LONGEST_PARAGRAPH = 100_000;

export interface TextEdit {
  actorId: string;
  /** The version that `steps` were made on, and the answer is since; a function is given what stands now. */
  version?: number;
  clientId?: string;
  /** Repeated with the same id, a change is stored once. */
  requestId?: string | undefined;
  steps: Step[] | ((doc: Node) => Step[]);
  /** A restore: what it goes back to, and where anchors stood there. */
  earlier?: Earlier;
  cause: RevisionCause;
}

export interface ChangedText {
  /** The one that this change made, now or when the same request first came; where it changed nothing, the one that stands. */
  version: number;
  /** Since `edit.version`, or, for a function, since the version before. Up to the one that stands. */
  change: TextChangeDto;
  doc: Node;
}

interface LockedText extends TextHead {
  /** BCP 47. */
  language: string;
  citationStyle: CitationStyle;
}

/** Locks the article's text until the transaction ends. Everything that changes text or anchors comes after this. */
export async function lockText(tx: Tx, articleId: string): Promise<LockedText> {
  const [head] = await tx.$queryRaw<LockedText[]>`
    SELECT "version", "headId", "language", "citationStyle" FROM "Article" WHERE "id" = ${articleId}::uuid FOR NO KEY UPDATE`;
  if (!head) throw notFound("article");
  return head;
}

/** The document as it stands, for reading beside a lock. */
export async function readText(tx: Tx, articleId: string): Promise<{ doc: Node; head: LockedText }> {
  const head = await lockText(tx, articleId);
  return { doc: await readDocument(tx, articleId, head), head };
}

/**
 * The one door for every change of the text: rebases the steps over what came since, applies them, normalises,
 * moves every anchor, writes the touched paragraphs, the revision and the event, and bumps the version, all in
 * the caller's transaction. Throws `conflict` (details: TextConflictDto) when words cannot be placed any more.
 */
export async function changeText(tx: Tx, articleId: string, edit: TextEdit): Promise<ChangedText> {
  const head = await lockText(tx, articleId);
  const before = await readDocument(tx, articleId, head);
  const stored = edit.requestId === undefined ? null : await storedVersion(tx, articleId, edit.requestId);
  const since = edit.version ?? (stored === null ? head.version : stored - 1);
  if (since > head.version) throw new GalleyError("conflict", "This version of the text is not here yet.");
  if (stored !== null)
    return { version: stored, change: await readTextChange(tx, articleId, since, head), doc: before };

  const missed = since < head.version ? await readRevisions(tx, articleId, since) : [];
  const accepted = accept(before, missed, edit, head);
  if (accepted.steps.length === 0)
    return { version: head.version, change: await readTextChange(tx, articleId, since, head), doc: before };
  const doc = accepted.after;
  checkSize(before, doc);

  const version = head.version + 1;
  const headId = randomUUID();
  const clientId = edit.clientId ?? SERVER;
  const steps = accepted.steps.map((step, index): StepDto => ({
    clientId: index < accepted.written ? clientId : SERVER,
    step: step.toJSON() as StepDto["step"],
  }));
  const touched = touchedParagraphs(before, doc);
  await writeParagraphs(tx, articleId, before, doc, touched);

  const ids = [...touched.nodes.map((node) => node.attrs.id as string), ...touched.removed];
  // A detached one may be waiting for words in another paragraph than the one it was lost in.
  const where = { articleId, OR: [{ paragraphId: { in: ids } }, { anchorState: "detached" as const }] };
  const { earlier } = edit;
  // A restore may know of any that it stood elsewhere in a paragraph that reads the same.
  const concerned = earlier ? { articleId } : where;
  const move = (anchors: readonly StoredAnchor[]) => followChange(accepted, anchors, earlier);
  const flags = await tx.flag.findMany({ where: concerned });
  const stood = flags.map(anchorOf);
  const anchors = await moveStoredAnchors(tx, "Flag", stood, move);
  const pendingStood = (await tx.pendingFlag.findMany({ where: concerned })).map(anchorOf);
  const pending = await moveStoredAnchors(tx, "PendingFlag", pendingStood, move);

  const stranded = strandedAnchors(
    before,
    doc,
    takeBack(accepted),
    [...stood, ...pendingStood],
    [...anchors, ...pending],
  );
  const inverse = accepted.inverse.map((step) => step.toJSON() as StepDto["step"]);
  await tx.$executeRaw`
    INSERT INTO "Revision"
      ("articleId", "version", "requestId", "steps", "inverse", "cause", "paragraphIds", "stood", "actorId")
    VALUES (${articleId}::uuid, ${version}, ${edit.requestId ?? null}::uuid, ${JSON.stringify(steps)}::jsonb,
      ${JSON.stringify(inverse)}::jsonb, ${JSON.stringify(edit.cause)}::jsonb,
      ${[...ids, ...touched.moved]}::uuid[], ${JSON.stringify(stranded)}::jsonb, ${edit.actorId}::uuid)`;
  await tx.$executeRaw`
    UPDATE "Article" SET "version" = ${version}, "headId" = ${headId}::uuid, "title" = ${titleOf(doc)}, "updatedAt" = now()
    WHERE "id" = ${articleId}::uuid`;
  await appendEvent(tx, {
    articleId,
    actorId: edit.actorId,
    type: "text.changed",
    payload: { version, cause: edit.cause },
  });
  const now = withAnchors(flags, anchors);
  await writeRechecks(tx, { articleId, actorId: edit.actorId, language: head.language, doc }, now);
  rememberDocument(headId, doc);

  const change =
    since === head.version
      ? textChange({ since, version, steps, after: doc }, touched, now)
      : await readTextChange(tx, articleId, since, { version, headId });
  return { version, change, doc };
}

/** A writer's save. Answers with all that happened since their version, their own steps among it. */
export async function saveSteps(actor: Actor, articleId: string, input: StepsInput): Promise<StepsDto> {
  const article = await loadArticleFor(actor, articleId, "article.write");
  if (input.clientId === SERVER) throw new GalleyError("invalid", "This client id is taken.");
  const steps = parseSteps(input.steps);
  const { change } = await db.$transaction((tx) =>
    changeText(tx, articleId, {
      actorId: actor.id,
      version: input.version,
      clientId: input.clientId,
      requestId: input.id,
      steps,
      cause: { type: "typed", ...asChief(actor, article) },
    }),
  );
  return { version: change.version, steps: change.steps, change };
}

/** A revision by somebody who is not among the article's authors says so. */
export function asChief(actor: Actor, article: { authorIds: readonly string[] }): { asChief?: true } {
  return article.authorIds.includes(actor.id) ? {} : { asChief: true };
}

/** Where a range stands, as a flag on it is stored. */
export interface PlacedRange extends AnchorPlace, Pick<Anchor, "quote" | "prefix" | "suffix" | "recovery"> {
  anchorState: "exact" | "changed";
  /** How the paragraph read for whoever selected it. */
  raisedText: string;
  /** How the paragraph reads now, at this version. */
  text: string;
  version: number;
}

/**
 * A range that was selected on an older version, where it stands now. Where its words read otherwise by now it is
 * `changed` and keeps those that were selected. Throws `conflict` when its words are gone, with the paragraph as it
 * stands in `details`.
 */
export async function placeRange(
  tx: Tx,
  articleId: string,
  since: number,
  range: AnchorPlace,
): Promise<PlacedRange> {
  const { doc, head } = await readText(tx, articleId);
  if (since > head.version) throw new GalleyError("conflict", "This version of the text is not here yet.");
  const revisions = await readRevisions(tx, articleId, since);
  const before = documentBefore(doc, revisions);
  const node = placeParagraphs(before).get(range.paragraphId)?.node;
  if (!node) throw new GalleyError("invalid", "This paragraph is not in the article.");
  const seen = paragraphText(node);
  const quoted = anchorAt(seen, range.start, range.end);
  const anchor: Anchor = { ...range, ...quoted, state: "exact", recovery: null };
  const [moved] = moveAnchors(before, doc, stepsOf(revisions), [anchor]);
  const now = placeParagraphs(doc).get(range.paragraphId)?.node;
  if (!moved || moved.state === "detached")
    throw new GalleyError("conflict", "These words were changed or deleted in the meantime.", {
      quote: quoted.quote,
      paragraph: now ? paragraphDto(now) : null,
    });
  const text = paragraphText(placeParagraphs(doc).get(moved.paragraphId)!.node);
  const { paragraphId, start, end, recovery } = moved;
  const place = { paragraphId, start, end, text, version: head.version };
  return text.slice(start, end) === quoted.quote
    ? { ...place, ...anchorAt(text, start, end), anchorState: "exact", recovery: null, raisedText: text }
    : { ...place, ...quoted, anchorState: "changed", recovery, raisedText: seen };
}

/** The same, for what may be said of those very words only: throws `conflict`, with both, where they read otherwise now. */
export async function placeSameWords(...request: Parameters<typeof placeRange>): Promise<PlacedRange> {
  const place = await placeRange(...request);
  if (place.anchorState === "changed")
    throw new GalleyError("conflict", "These words have been changed in the meantime.", {
      quote: place.quote,
      current: place.text.slice(place.start, place.end),
    });
  return place;
}

function accept(
  before: Node,
  missed: readonly StoredRevision[],
  edit: TextEdit,
  { version, citationStyle }: LockedText,
): AcceptedSteps {
  const given = edit.steps;
  const isOurs = typeof given === "function";
  const steps = isOurs ? given(before) : given;
  const over = isOurs || missed.length === 0 ? nothingSince(before) : changeBy(missed, before);
  const accepted = acceptSteps(steps, over, randomUUID, citationStyle);
  if (accepted) return accepted;
  if (isOurs) throw new Error(`A change of ours does not fit the text: ${edit.cause.type}.`);
  if (missed.length === 0)
    throw new GalleyError("invalid", "This change does not fit the text it was made on.");
  const details: TextConflictDto = {
    version,
    paragraphs: paragraphsFromDoc(before),
    steps: missed.flatMap(({ steps }) => steps),
  };
  throw new GalleyError("conflict", "Somebody else changed this passage in the meantime.", details);
}

/** The version that this request made when it came before: its answer was lost. Null: it is new, or changed nothing. */
export async function storedVersion(tx: Tx, articleId: string, requestId: string): Promise<number | null> {
  const revision = await tx.revision.findUnique({
    where: { articleId_requestId: { articleId, requestId } },
    select: { version: true },
  });
  return revision?.version ?? null;
}

function checkSize(before: Node, doc: Node): void {
  if (doc.childCount > MOST_PARAGRAPHS && doc.childCount > before.childCount)
    throw new GalleyError(
      "too_large",
      `An article holds at most ${MOST_PARAGRAPHS.toLocaleString("en")} paragraphs.`,
    );
  const known = new Set(before.children);
  if (doc.children.some((node) => node.content.size > LONGEST_PARAGRAPH && !known.has(node)))
    throw new GalleyError(
      "too_large",
      `A paragraph holds at most ${LONGEST_PARAGRAPH.toLocaleString("en")} characters.`,
    );
}

function titleOf(doc: Node): string {
  return paragraphText(doc.child(0)).replaceAll("\uFFFC", "").replaceAll("\n", " ").trim();
}

function withAnchors<F extends { id: string }>(flags: readonly F[], moved: readonly Anchor[]): F[] {
  return flags.map((flag, i) => {
    const { state, paragraphId, start, end } = moved[i]!;
    return { ...flag, anchorState: state, paragraphId, start, end };
  });
}
