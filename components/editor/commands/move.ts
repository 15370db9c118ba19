import { Fragment } from "prosemirror-model";
import { TextSelection, type Command } from "prosemirror-state";
import { runOf, selectedRun } from "./paragraphs";
import { makesArticle } from "@/domain/article/shape";

/**
 * Alt-Up and Alt-Down: the selected paragraphs change places with the one before or after. That neighbour is
 * what is taken out and put in, so the caret never leaves its words.
 */
export function moveParagraphs(direction: "up" | "down"): Command {
  return (state, dispatch) => {
    const { doc } = state;
    const { first, last, from, to } = selectedRun(state);
    const neighbourIndex = direction === "up" ? first - 1 : last + 1;
    const neighbour = doc.maybeChild(neighbourIndex);
    if (!neighbour) return false;
    const order = [...doc.children];
    order.splice(neighbourIndex, 1);
    order.splice(direction === "up" ? last : first, 0, neighbour);
    if (!makesArticle(order)) return false;
    if (dispatch) {
      const transaction = state.tr;
      if (direction === "up") {
        transaction.delete(from - neighbour.nodeSize, from);
        transaction.insert(to - neighbour.nodeSize, Fragment.from(neighbour));
      } else {
        transaction.delete(to, to + neighbour.nodeSize);
        transaction.insert(from, Fragment.from(neighbour));
      }
      dispatch(transaction.scrollIntoView());
    }
    return true;
  };
}

/**
 * A paragraph goes to another place: before the one that stands at index `to` now (the number of paragraphs: to the
 * end). Nothing happens where the article would not be one any more.
 */
export function moveParagraphTo(index: number, to: number): Command {
  return (state, dispatch) => {
    const { doc } = state;
    const node = doc.maybeChild(index);
    if (!node || to === index || to === index + 1) return false;
    const target = to > index ? to - 1 : to;
    if (!makesArticle(doc.children.toSpliced(index, 1).toSpliced(target, 0, node))) return false;
    if (dispatch) {
      const { from } = runOf(doc, index, index);
      const transaction = state.tr.delete(from, from + node.nodeSize);
      const place = runOf(transaction.doc, target, target).from;
      transaction.insert(place, Fragment.from(node));
      transaction.setSelection(TextSelection.near(transaction.doc.resolve(place + 1)));
      dispatch(transaction);
    }
    return true;
  };
}
