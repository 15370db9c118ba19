import type { Node } from "prosemirror-model";
import {
  Selection,
  TextSelection,
  type Command,
  type EditorState,
  type Transaction,
} from "prosemirror-state";
import { canJoin } from "prosemirror-transform";
import { schema } from "@/domain/article/schema";
import { kindOf } from "@/domain/article/shape";

/**
 * Backspace at the beginning of a paragraph: joins it to the one before. An item or a quote becomes plain text
 * first, and an empty paragraph before it simply goes.
 */
export const joinBackward: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock || $from.parentOffset > 0) return false;
  const index = $from.index(0);
  if (index === 0) return true;
  const kind = kindOf($from.parent);
  if (kind === "list_item" || kind === "quote") {
    dispatch?.(state.tr.setNodeMarkup($from.before(), schema.nodes.body, { id: $from.parent.attrs.id }));
    return true;
  }
  const transaction = joinAt(state, $from.before(), state.doc.child(index - 1), $from.parent);
  // Nothing can be joined here: the key is still ours, or the browser would try in its own way.
  if (transaction) dispatch?.(transaction.scrollIntoView());
  return true;
};

/** Delete at the end of a paragraph: joins the one after to it. */
export const joinForward: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock || $from.parentOffset < $from.parent.content.size) return false;
  const index = $from.index(0);
  if (index === state.doc.childCount - 1) return true;
  const transaction = joinAt(state, $from.after(), $from.parent, state.doc.child(index + 1));
  if (transaction) dispatch?.(transaction.scrollIntoView());
  return true;
};

/** Joins the paragraphs on both sides of a border; null where the article would lose its shape. */
function joinAt(state: EditorState, border: number, before: Node, after: Node): Transaction | null {
  const { doc } = state;
  const index = doc.resolve(border).index(0);
  if (before.content.size === 0 && after.content.size > 0 && doc.canReplace(index - 1, index)) {
    // Nothing to join to: the paragraph keeps its kind and its id.
    const transaction = state.tr.delete(border - before.nodeSize, border);
    return transaction.setSelection(TextSelection.create(transaction.doc, border - before.nodeSize + 1));
  }
  if (after.content.size === 0) {
    if (!doc.canReplace(index, index + 1)) return null;
    const transaction = state.tr.delete(border, border + after.nodeSize);
    return transaction.setSelection(Selection.near(transaction.doc.resolve(border), -1));
  }
  // An entry of the bibliography does not become text, nor text an entry.
  if ((kindOf(before) === "reference") !== (kindOf(after) === "reference")) return null;
  return canJoin(doc, border) ? state.tr.join(border) : null;
}
