import "server-only";
import type { Node } from "prosemirror-model";
import { Step } from "prosemirror-transform";
import type { MovedAnchorDto, ParagraphDto, StepDto, TextChangeDto } from "@/domain/contract";
import { docFromParagraphs, paragraphDto, paragraphText, placeParagraphs } from "@/domain/article/document";
import { movedIds } from "@/domain/article/order";
import { applyAll, type AppliedSteps } from "@/domain/article/rebase";
import type { RevisionCause } from "@/domain/article/revision";
import { schema } from "@/domain/article/schema";
import { GalleyError } from "@/domain/errors";
import type { Flag } from "@/prisma/generated/client";
import { isParagraphChanged, paragraphDto as rowDto } from "./article-dto";
import type { Tx } from "./db";

/** How many documents a process remembers. One of a real article takes some 100 kB. */
const REMEMBERED = 64;
/** Not on globalThis: pages and routes have a schema each, and a document fits the steps of its own schema only. */
const documents = new Map<string, Node>();

/** Where an article's text stands: the head names exactly one document, whatever was rolled back. */
export interface TextHead {
  version: number;
  headId: string;
}

/**
 * The article's document, put together from its rows once for each state (a keystroke in a long article costs
 * what it touches). The head must have been read in the same transaction.
 */
export async function readDocument(tx: Tx, articleId: string, { headId }: TextHead): Promise<Node> {
  const known = documents.get(headId);
  if (known) {
    documents.delete(headId);
    documents.set(headId, known);
    return known;
  }
  const rows = await tx.paragraph.findMany({ where: { articleId }, orderBy: { position: "asc" } });
  return rememberDocument(headId, docFromParagraphs(rows.map(rowDto)));
}

/** Keeps a document under the head it was stored with, the least recently used making room. */
export function rememberDocument(headId: string, doc: Node): Node {
  documents.set(headId, doc);
  const oldest = documents.keys().next().value;
  if (documents.size > REMEMBERED && oldest !== undefined) documents.delete(oldest);
  return doc;
}

export interface StoredRevision {
  version: number;
  steps: StepDto[];
  inverse: Record<string, unknown>[];
  cause: RevisionCause;
  actorId: string;
  createdAt: Date;
}

/** Revisions after a version, oldest first. */
export async function readRevisions(tx: Tx, articleId: string, since: number): Promise<StoredRevision[]> {
  const rows = await tx.revision.findMany({
    where: { articleId, version: { gt: since } },
    orderBy: { version: "asc" },
    select: { version: true, steps: true, inverse: true, cause: true, actorId: true, createdAt: true },
  });
  return rows.map(({ steps, inverse, cause, ...rest }) => ({
    ...rest,
    cause: cause as unknown as RevisionCause,
    steps: steps as unknown as StepDto[],
    inverse: inverse as unknown as Record<string, unknown>[],
  }));
}

/** The steps of revisions, in order of application. */
export function stepsOf(revisions: readonly StoredRevision[]): Step[] {
  return revisions.flatMap(({ steps }) => steps.map(({ step }) => Step.fromJSON(schema, step)));
}

/** The steps that take a revision back, in order of application. */
export function inverseOf({ inverse }: StoredRevision): Step[] {
  return inverse.map((step) => Step.fromJSON(schema, step)).reverse();
}

/** The document as it was before these revisions, the newest of which led to `doc`. For thousands: way-back.ts. */
export function documentBefore(doc: Node, revisions: readonly StoredRevision[]): Node {
  const before = applyAll(doc, revisions.toReversed().flatMap(inverseOf));
  if (!before) throw new Error("Stored revisions do not lead back from the stored text.");
  return before;
}

/** What revisions did, the newest of which led to `doc`, as one row of steps. */
export function changeBy(revisions: readonly StoredRevision[], doc: Node): AppliedSteps {
  return {
    before: documentBefore(doc, revisions),
    after: doc,
    steps: stepsOf(revisions),
    inverse: revisions.flatMap(({ inverse }) => inverse.map((step) => Step.fromJSON(schema, step))),
  };
}

/** Paragraphs that are new or not as they were, ids of those that are gone, and whether their order changed. */
export interface TouchedParagraphs {
  nodes: Node[];
  removed: string[];
  /** Those that were there before and are, in another order to the others. */
  moved: string[];
  order: string[] | null;
}

export function touchedParagraphs(before: Node, after: Node): TouchedParagraphs {
  const placed = placeParagraphs(before);
  const orderBefore = before.children.map((node) => node.attrs.id as string);
  const order = after.children.map((node) => node.attrs.id as string);
  const now = new Set(order);
  const isSameOrder = order.length === orderBefore.length && order.every((id, i) => id === orderBefore[i]);
  return {
    nodes: after.children.filter((node) => {
      const old = placed.get(node.attrs.id as string)?.node;
      return old !== node && !old?.eq(node);
    }),
    removed: orderBefore.filter((id) => !now.has(id)),
    moved: isSameOrder ? [] : movedIds(orderBefore, order),
    order: isSameOrder ? null : order,
  };
}

/** What the text became between two documents, as the browser folds it in. */
export function textChange(
  facts: { since: number; version: number; steps: StepDto[]; after: Node },
  touched: TouchedParagraphs,
  flags: readonly Flag[],
): TextChangeDto {
  const texts = placeParagraphs(facts.after);
  return {
    since: facts.since,
    version: facts.version,
    steps: facts.steps,
    ...(touched.order ? { order: touched.order } : {}),
    paragraphs: touched.nodes.map((node): ParagraphDto => paragraphDto(node)),
    anchors: flags.map((flag) => {
      const node = texts.get(flag.paragraphId)?.node;
      return movedAnchor(flag, node && paragraphText(node));
    }),
  };
}

function movedAnchor(flag: Flag, text: string | undefined): MovedAnchorDto {
  const { anchorState: state, start, end, quote, prefix, suffix } = flag;
  return {
    flagId: flag.id,
    paragraphId: flag.paragraphId,
    anchor: { state, start, end, quote, prefix, suffix },
    paragraphChanged: isParagraphChanged(flag, text),
  };
}

/**
 * Everything that happened to the text since a version, read in one consistent state: `tx` must hold a lock on
 * the article or see one snapshot. Throws `conflict` for a version that is not there yet.
 */
export async function readTextChange(
  tx: Tx,
  articleId: string,
  since: number,
  head: TextHead,
): Promise<TextChangeDto> {
  if (since > head.version) throw new GalleyError("conflict", "This version of the text is not here yet.");
  const after = await readDocument(tx, articleId, head);
  const revisions = await readRevisions(tx, articleId, since);
  const touched = touchedParagraphs(documentBefore(after, revisions), after);
  const ids = [...touched.nodes.map((node) => node.attrs.id as string), ...touched.removed];
  const flags =
    ids.length === 0 ? [] : await tx.flag.findMany({ where: { articleId, paragraphId: { in: ids } } });
  const steps = revisions.flatMap((revision) => revision.steps);
  return textChange({ since, version: head.version, steps, after }, touched, flags);
}
