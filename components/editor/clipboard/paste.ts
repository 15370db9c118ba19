import { Fragment, type Node, Slice } from "prosemirror-model";
import { AllSelection, Selection, type EditorState, type Transaction } from "prosemirror-state";
import { schema } from "@/domain/article/schema";
import { kindOf } from "@/domain/article/shape";
import { fitSlice } from "./fit";
import { pasteWhole } from "./whole";

/** What pasting a slice at the selection does; null where it is left to the library. */
export function pasteSlice(state: EditorState, slice: Slice, newId: () => string): Transaction | null {
  const { $from } = state.selection;
  if (state.selection instanceof AllSelection) return pasteOverAll(state, slice, newId);
  if (!$from.parent.isTextblock) return null;
  const isTaken = (id: string) => hasParagraph(state.doc, id);
  const fitted = fitSlice(slice, { into: kindOf($from.parent), isTaken, newId });
  const transaction = pasteWhole(state, fitted.slice) ?? state.tr.replaceSelection(fitted.slice);
  if (fitted.references.length > 0) transaction.insert(transaction.doc.content.size, fitted.references);
  return transaction;
}

/** In place of the whole article: its first line is the title, unless it brings one and so its own shape. */
function pasteOverAll({ doc, tr }: EditorState, slice: Slice, newId: () => string): Transaction | null {
  const [first, ...others] = slice.content.content;
  if (!first?.isTextblock || kindOf(first) === "title") return null;
  const { slice: text, references } = fitSlice(new Slice(Fragment.from(others), 0, 0), {
    into: "body",
    isTaken: () => false,
    newId,
  });
  const title = schema.node("title", { id: newId() }, first.content);
  const body = text.content.size > 0 ? text.content.content : [schema.node("body", { id: newId() })];
  tr.replaceWith(0, doc.content.size, [title, ...body, ...references]);
  const end = [title, ...body].reduce((size, { nodeSize }) => size + nodeSize, 0);
  return tr.setSelection(Selection.near(tr.doc.resolve(end), -1));
}

export function hasParagraph(doc: Node, id: string): boolean {
  return doc.children.some((node) => node.attrs.id === id);
}
