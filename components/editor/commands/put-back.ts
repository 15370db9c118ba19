import { Fragment, type Node } from "prosemirror-model";
import type { Command } from "prosemirror-state";
import type { InlineJson } from "@/domain/article/kinds";
import { stepsBetween } from "@/domain/article/steps-between";
import type { KeptParagraph } from "../collaboration/conflict";
import { schema } from "@/domain/article/schema";
import { makesArticle, nearestPlace } from "@/domain/article/shape";

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
    else {
      const wanted = order.findIndex((node) => node.attrs.id === kept.afterId) + 1;
      order.splice(nearestPlace(order, wanted, mine) ?? order.length, 0, mine);
    }
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

/** How many citations are not put back with the words: their references are gone. */
export function leftOut(kept: KeptParagraph, doc: Node): number {
  return kept.content.length - contentOf(kept, doc).length;
}

function nodeOf(kept: KeptParagraph, doc: Node): Node {
  const content = contentOf(kept, doc);
  return schema.nodeFromJSON({ type: kept.kind, attrs: { ...kept.attrs, id: kept.id }, content });
}

/** As it was kept, without citations of references that are gone. */
function contentOf({ content }: KeptParagraph, doc: Node): InlineJson[] {
  const references = new Set(doc.children.map((node) => node.attrs.id as string));
  return content.filter((node) => node.type !== "citation" || references.has(node.attrs.referenceId));
}
