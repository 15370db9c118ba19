import { Fragment, type Node } from "prosemirror-model";
import type { Command } from "prosemirror-state";
import { stepsBetween } from "../collaboration/difference";
import type { KeptParagraph } from "../collaboration/conflict";
import { schema } from "@/domain/article/schema";
import { makesArticle } from "./paragraphs";

/**
 * Puts words back that could not be saved: over what their paragraph says now, or, where it is gone, as a
 * paragraph behind the one they stood after. An ordinary change: it can be undone.
 */
export function putBack(kept: KeptParagraph): Command {
  return (state, dispatch) => {
    const { doc } = state;
    const mine = nodeOf(kept, doc);
    const index = doc.children.findIndex((node) => node.attrs.id === kept.id);
    const order = [...doc.children];
    if (index !== -1) order[index] = order[index]!.type.create(order[index]!.attrs, mine.content);
    else order.splice(placeFor(kept, order, mine), 0, mine);
    if (!makesArticle(order)) return false;
    const steps = stepsBetween(doc, doc.copy(Fragment.from(order)));
    if (dispatch) {
      const transaction = state.tr;
      for (const step of steps) transaction.step(step);
      dispatch(transaction.scrollIntoView());
    }
    return true;
  };
}

/** Behind the paragraph it stood after, or at the nearest place below or above where its kind may stand. */
function placeFor(kept: KeptParagraph, order: readonly Node[], mine: Node): number {
  const after = order.findIndex((node) => node.attrs.id === kept.afterId) + 1;
  const places = order
    .map((_node, index) => index + 1)
    .sort((a, b) => Math.abs(a - after) - Math.abs(b - after) || b - a);
  return places.find((place) => makesArticle(order.toSpliced(place, 0, mine))) ?? order.length;
}

/** As it was kept, without citations of references that are gone. */
function nodeOf(kept: KeptParagraph, doc: Node): Node {
  const references = new Set(doc.children.map((node) => node.attrs.id as string));
  const content = kept.content.filter(
    (node) => node.type !== "citation" || references.has(node.attrs.referenceId),
  );
  return schema.nodeFromJSON({ type: kept.kind, attrs: { ...kept.attrs, id: kept.id }, content });
}
