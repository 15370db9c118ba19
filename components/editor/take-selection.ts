import { TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

/**
 * The browser says a moment later that its selection has changed. Until then a command would go by the one before, and
 * drawing anything, as a flag in focus, would put the caret back to where it was.
 */
export function takeSelection(view: EditorView): void {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = view.dom.ownerDocument.getSelection() ?? {};
  if (!anchorNode || !focusNode || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return;
  const placeOf = (node: Node, offset = 0) => view.state.doc.resolve(view.posAtDOM(node, offset));
  const selection = TextSelection.between(placeOf(anchorNode, anchorOffset), placeOf(focusNode, focusOffset));
  view.dispatch(view.state.tr.setSelection(selection).setMeta("pointer", true));
}
