import { Fragment, Slice, type Node } from "prosemirror-model";
import { Selection, TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import { runOf, selectedRun, type ParagraphRun } from "../commands/paragraphs";
import { makesArticle } from "@/domain/article/shape";

/** The run of paragraphs that the selection covers from the first letter to the last; null when it does not. */
export function wholeParagraphs(state: EditorState): ParagraphRun | null {
  const { $from, $to, empty } = state.selection;
  if (empty || !$from.parent.isTextblock || !$to.parent.isTextblock) return null;
  if ($from.parentOffset > 0) return null;
  const run = selectedRun(state);
  // To the start of the next paragraph: that one is not meant (a triple click in some browsers).
  if ($to.parentOffset === 0 && run.last > run.first) return runOf(state.doc, run.first, run.last - 1);
  return $to.parentOffset === $to.parent.content.size ? run : null;
}

/** What cutting whole paragraphs takes out: themselves, with their ids. Null where the article needs them. */
export function cutWhole(state: EditorState): { slice: Slice; transaction: Transaction } | null {
  const run = wholeParagraphs(state);
  if (!run) return null;
  const { first, last, from, to } = run;
  const rest = [...state.doc.children.slice(0, first), ...state.doc.children.slice(last + 1)];
  if (!makesArticle(rest)) return null;
  const transaction = state.tr.delete(from, to);
  transaction.setSelection(
    Selection.near(transaction.doc.resolve(Math.min(from, transaction.doc.content.size)), 1),
  );
  const paragraphs = state.doc.children.slice(first, last + 1);
  return { slice: new Slice(Fragment.from(paragraphs), 0, 0), transaction };
}

/**
 * Pastes whole paragraphs as such: in place of an empty one, before the one at whose beginning the caret is, or
 * behind the one at whose end it is. Null elsewhere: in the middle of a sentence they are words.
 */
export function pasteWhole(state: EditorState, slice: Slice): Transaction | null {
  if (slice.openStart !== 0 || slice.openEnd !== 0) return null;
  const paragraphs = slice.content.content;
  const { $from, empty } = state.selection;
  if (!empty || paragraphs.length === 0 || !paragraphs.every((node) => node.isTextblock)) return null;
  const here = $from.parent;
  const index = $from.index(0);
  const isEmpty = here.content.size === 0;
  const atStart = $from.parentOffset === 0;
  const atEnd = $from.parentOffset === here.content.size;
  if (!here.isTextblock || (!atStart && !atEnd)) return null;

  const position = atStart ? $from.before() : $from.after();
  const order: Node[] = [...state.doc.children];
  order.splice(atStart ? index : index + 1, isEmpty ? 1 : 0, ...paragraphs);
  if (!makesArticle(order)) return null;
  const transaction = state.tr.replaceWith(position, isEmpty ? $from.after() : position, slice.content);
  const end = position + slice.content.size - 1;
  return transaction.setSelection(TextSelection.create(transaction.doc, end)).scrollIntoView();
}
