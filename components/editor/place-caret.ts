import { TextSelection, type Command, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { paragraphStart } from "@/domain/article/document";
import type { CaretPlace } from "./types";

/**
 * Puts the caret where somebody pressed, or at the first words of the text, and gives the editor the keyboard. What
 * they chose before the editor was there stays chosen.
 */
export function placeCaret(view: EditorView, caret: CaretPlace | null): void {
  const { state } = view;
  const start = caret && paragraphStart(state.doc, caret.paragraphId);
  const from = caret && start !== null ? start + caret.offset : firstWords(state);
  const resolve = (position: number) => state.doc.resolve(Math.min(position, state.doc.content.size));
  const to = caret?.end && start !== null ? start + caret.end : null;
  const selection = to
    ? TextSelection.between(resolve(from), resolve(to))
    : TextSelection.near(resolve(from));
  view.dispatch(state.tr.setSelection(selection).setMeta("addToHistory", false));
  view.focus();
}

/** Writes words where the caret is. */
export function typeWords(words: string): Command {
  return (state, dispatch) => {
    if (words) dispatch?.(state.tr.insertText(words));
    return words !== "";
  };
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
