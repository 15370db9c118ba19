import type { Node } from "prosemirror-model";
import { paragraphText, placeParagraphs } from "../article/document";
import type { AppliedSteps } from "../article/rebase";
import { isSamePlace, placeOf, type AnchorPlace } from "./anchor";
import { alive } from "./comeback";
import { remember } from "./memory";
import { moveAnchors } from "./move";
import type { FlagAnchor } from "./way-back";

/** An earlier state of the text. */
export interface Earlier {
  doc: Node;
  /** Where an anchor's words stood in it; undefined where it had none. */
  placeOf: (id: string) => AnchorPlace | undefined;
}

type Applied = Pick<AppliedSteps, "before" | "after" | "steps">;

/** Where anchors stand after a change of the text; a restore knows the state it goes back to. */
export function followChange<A extends FlagAnchor>(
  change: Applied,
  anchors: readonly A[],
  earlier?: Earlier,
): A[] {
  return earlier
    ? restoreAnchors(change, earlier, anchors)
    : moveAnchors(change.before, change.after, change.steps, anchors);
}

/**
 * Where anchors stand after a restore. Its steps lead the short way: they touch only what differs, and so leave alone
 * every anchor beside it. But a short way does not know that words which went to another paragraph are the same
 * words; so an anchor that it touches (all of them, if all of the article is back) is also looked for where it stood
 * in the earlier state (WayBack), and stands there again if that paragraph reads as it did.
 */
function restoreAnchors<A extends FlagAnchor>(
  { before, after, steps }: Applied,
  earlier: Earlier,
  anchors: readonly A[],
): A[] {
  const moved = moveAnchors(before, after, steps, anchors, { rewords: false });
  const [stood, is, was] = [before, after, earlier.doc].map(placeParagraphs) as [Placed, Placed, Placed];
  const isAll = after.eq(earlier.doc);
  return moved.map((anchor, index) => {
    const old = anchors[index]!;
    if (!isAll && anchor.state === "exact" && textIn(stood, old) === textIn(is, old)) return anchor;
    const home = earlier.placeOf(anchor.id);
    const text = home && textIn(is, home);
    if (!home || text === undefined || text !== textIn(was, home)) return anchor;
    return { ...old, ...alive(withMemory(old, home, stood), placeOf(home), is.get(home.paragraphId)!.node) };
  });
}

/** Restored elsewhere, it remembers where it stood: the restore may be undone. */
function withMemory<A extends FlagAnchor>(old: A, home: AnchorPlace, stood: Placed): A {
  const node = stood.get(old.paragraphId)?.node;
  if (old.state === "detached" || isSamePlace(old, home) || !node) return old;
  return { ...old, recovery: { places: remember(old.recovery?.places ?? [], old, node) } };
}

type Placed = ReturnType<typeof placeParagraphs>;

function textIn(placed: Placed, { paragraphId }: AnchorPlace): string | undefined {
  const paragraph = placed.get(paragraphId);
  return paragraph && paragraphText(paragraph.node);
}
