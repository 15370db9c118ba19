import "server-only";
import type { Node } from "prosemirror-model";
import type { Step } from "prosemirror-transform";
import { restoreArticleSteps, restoreParagraphSteps } from "@/domain/article/restore";
import type { RestoredDto, RestoreInput } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { isSamePlace } from "@/domain/flag/anchor";
import type { Earlier } from "@/domain/flag/restore";
import { WayBack } from "@/domain/flag/way-back";
import type { Actor } from "@/domain/policy";
import { loadArticleFor, notFound } from "./access";
import { db, inSnapshot, type Tx } from "./db";
import { readDocument } from "./document";
import { asChief, changeText, readText, storedVersion } from "./text";
import type { StoredAnchor } from "./text-rows";
import { readAnchors, readUndone, walkBack, type StoredUndone } from "./way-back";

/**
 * Brings the article, or one of its paragraphs, back to how it read at a version: as a new revision, so that
 * nothing is lost and another restore undoes it. Throws `conflict` when what would be overwritten has changed since
 * `baseVersion`, so that nobody's words go unseen.
 *
 * The way back over thousands of revisions is walked before the text is locked; behind the lock it is only continued
 * over what came since.
 */
export async function restoreText(
  actor: Actor,
  articleId: string,
  input: RestoreInput,
): Promise<RestoredDto> {
  const { id, version, baseVersion, paragraphId } = input;
  const article = await loadArticleFor(actor, articleId, "article.write");
  const prepared = await prepare(articleId, input);
  return db.$transaction(async (tx) => {
    const { doc, head } = await readText(tx, articleId);
    const isRepeat = await isStored(tx, articleId, id);
    if (!isRepeat) await requireUnchanged(tx, articleId, head.version, input);
    const restored = await changeText(tx, articleId, {
      actorId: actor.id,
      version: baseVersion,
      requestId: id,
      ...(isRepeat || !prepared
        ? { steps: [] }
        : {
            steps: () =>
              doc === prepared.doc ? prepared.steps : stepsBack(doc, prepared.way.doc, paragraphId),
            earlier: await continued(tx, articleId, prepared, doc),
          }),
      cause: {
        type: "restore",
        version,
        ...(paragraphId ? { paragraphId } : {}),
        ...asChief(actor, article),
      },
    });
    return { version: restored.change.version, change: restored.change };
  });
}

function stepsBack(doc: Node, then: Node, paragraphId: string | undefined): Step[] {
  return paragraphId ? restoreParagraphSteps(doc, then, paragraphId) : restoreArticleSteps(doc, then);
}

/** The way back from a state of the text, walked to its end. */
interface Prepared {
  version: number;
  doc: Node;
  undone: readonly StoredUndone[];
  /** As they stood where it began. */
  anchors: readonly StoredAnchor[];
  way: WayBack;
  steps: Step[];
}

/** Null for a restore that is stored already. */
async function prepare(articleId: string, input: RestoreInput): Promise<Prepared | null> {
  const read = await inSnapshot(async (tx) => {
    const head = await tx.article.findUnique({
      where: { id: articleId },
      select: { version: true, headId: true },
    });
    if (!head) throw notFound("article");
    if (input.version > head.version) throw notFound("version");
    if (await isStored(tx, articleId, input.id)) return null;
    await requireUnchanged(tx, articleId, head.version, input);
    const undone = await readUndone(tx, articleId, input.version);
    const anchors = await readAnchors(tx, articleId);
    const doc = await readDocument(tx, articleId, head);
    return { version: head.version, doc, undone, anchors };
  });
  if (!read) return null;
  const way = await walkBack(new WayBack(read.doc, read.anchors), read.undone);
  return { ...read, way, steps: stepsBack(read.doc, way.doc, input.paragraphId) };
}

/**
 * The words that anchors had, from the text as it stands behind the lock: for those that come, over what was written
 * since, to where the prepared way began, it is walked already. One that does not (its flag was raised meanwhile, or
 * put elsewhere by hand) walks all of it.
 */
async function continued(tx: Tx, articleId: string, prepared: Prepared, doc: Node): Promise<Earlier> {
  const { way, undone } = prepared;
  const anchors = await readAnchors(tx, articleId);
  const since = await walkBack(new WayBack(doc, anchors), await readUndone(tx, articleId, prepared.version));
  const begun = new Map(prepared.anchors.map((anchor) => [anchor.id, anchor]));
  const others = anchors.flatMap((anchor): StoredAnchor[] => {
    const first = begun.get(anchor.id);
    const place = since.placeOf(anchor.id);
    const isPrepared =
      first?.quote === anchor.quote && (!place || way.wasFound(anchor.id) || isSamePlace(place, first));
    return isPrepared ? [] : [{ ...anchor, ...(place ?? { state: "detached" }) }];
  });
  if (others.length === 0) return way;
  const apart = await walkBack(new WayBack(prepared.doc, others), undone);
  const isOther = new Set(others.map(({ id }) => id));
  return { doc: way.doc, placeOf: (id) => (isOther.has(id) ? apart : way).placeOf(id) };
}

async function isStored(tx: Tx, articleId: string, id: string | undefined): Promise<boolean> {
  return id !== undefined && (await storedVersion(tx, articleId, id)) !== null;
}

async function requireUnchanged(
  tx: Tx,
  articleId: string,
  version: number,
  { baseVersion, paragraphId }: RestoreInput,
): Promise<void> {
  if (baseVersion > version) throw new GalleyError("conflict", "This version of the text is not here yet.");
  const changes = await tx.revision.count({
    where: {
      articleId,
      version: { gt: baseVersion },
      ...(paragraphId ? { paragraphIds: { has: paragraphId } } : {}),
    },
  });
  if (changes > 0)
    throw new GalleyError(
      "conflict",
      paragraphId
        ? "This paragraph has changed since you looked: look at the difference again."
        : "The text has changed since you looked: look at the difference again.",
      { version },
    );
}
