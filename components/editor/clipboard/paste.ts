import type { Node, Slice } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import { kindOf } from "@/domain/article/shape";
import { fitSlice } from "./fit";
import { pasteWhole } from "./whole";

/** What pasting a slice at the selection does; null where it is left to the library. */
export function pasteSlice(state: EditorState, slice: Slice, newId: () => string): Transaction | null {
  const { $from } = state.selection;
  // All of the article is selected: what replaces it brings its own shape.
  if (!$from.parent.isTextblock) return null;
  const isTaken = (id: string) => hasParagraph(state.doc, id);
  const fitted = fitSlice(slice, { into: kindOf($from.parent), isTaken, newId });
  const transaction = pasteWhole(state, fitted.slice) ?? state.tr.replaceSelection(fitted.slice);
  if (fitted.references.length > 0) transaction.insert(transaction.doc.content.size, fitted.references);
  return transaction;
}

export function hasParagraph(doc: Node, id: string): boolean {
  return doc.children.some((node) => node.attrs.id === id);
}
