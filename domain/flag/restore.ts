import type { Node } from "prosemirror-model";
import type { Step } from "prosemirror-transform";
import { paragraphText, placeParagraphs } from "../article/document";
import { applySteps } from "../article/rebase";
import type { Anchor } from "./anchor";
import { moveAnchors } from "./move";

/**
 * Where anchors stand after a restore. `steps` lead from `before` to `after` the short way: they touch only what
 * differs, and so leave alone every anchor beside it. But a short way does not know that words which went to
 * another paragraph are the same words; so an anchor that it touches also goes the way the text came, undone
 * change by change (`undone`, the newest first), and is exact again where it stood exactly then.
 */
export function restoreAnchors<A extends Anchor>(
  before: Node,
  after: Node,
  steps: readonly Step[],
  undone: readonly (readonly Step[])[],
  anchors: readonly A[],
): A[] {
  const moved = moveAnchors(before, after, steps, anchors);
  const [stood, is] = [placeParagraphs(before), placeParagraphs(after)];
  const textIn = (placed: typeof is, { paragraphId }: Anchor) => {
    const paragraph = placed.get(paragraphId);
    return paragraph && paragraphText(paragraph.node);
  };
  const lost = [...anchors.keys()].filter(
    (index) =>
      moved[index]!.state !== "exact" || textIn(stood, anchors[index]!) !== textIn(is, anchors[index]!),
  );
  if (lost.length === 0) return moved;
  let doc = before;
  let back = lost.map((index) => anchors[index]!);
  for (const change of undone) {
    const applied = applySteps(doc, change);
    if (!applied) return moved;
    back = moveAnchors(doc, applied.after, change, back);
    doc = applied.after;
  }
  const was = placeParagraphs(doc);
  lost.forEach((index, i) => {
    const anchor = back[i]!;
    if (anchor.state === "exact" && textIn(was, anchor) === textIn(is, anchor)) moved[index] = anchor;
  });
  return moved;
}
