import { TextSelection, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { paragraphStart } from "@/domain/article/document";
import type { CaretPlace } from "./types";

/** Puts the caret where somebody pressed, or at the first words of the text, and gives the editor the keyboard. */
export function placeCaret(view: EditorView, caret: CaretPlace | null): void {
  const { state } = view;
  const start = caret && paragraphStart(state.doc, caret.paragraphId);
  const position = caret && start !== null ? start + caret.offset : firstWords(state);
  const $position = state.doc.resolve(Math.min(position, state.doc.content.size));
  view.dispatch(state.tr.setSelection(TextSelection.near($position)).setMeta("addToHistory", false));
  view.focus();
}

/** The first paragraph below the head. */
function firstWords({ doc }: EditorState): number {
  let position = 1;
  for (const node of doc.children) {
    if (!["title", "byline", "standfirst"].includes(node.type.name)) return position;
    position += node.nodeSize;
  }
  return 1;
}
