import type { Node } from "prosemirror-model";
import { TextSelection, type Command } from "prosemirror-state";
import { canSplit } from "prosemirror-transform";
import type { ParagraphKind } from "@/domain/article/kinds";
import { schema } from "@/domain/article/schema";
import { kindOf } from "@/domain/article/shape";
import { typeOf } from "./paragraphs";

/** What a paragraph is followed by when Enter is pressed in it: the first that may stand there. */
const FOLLOWED_BY: Record<ParagraphKind, readonly ParagraphKind[]> = {
  title: ["body", "byline"],
  byline: ["byline", "body"],
  standfirst: ["body"],
  heading: ["body"],
  body: ["body"],
  quote: ["quote"],
  list_item: ["list_item"],
  reference: ["reference"],
};

/**
 * Enter. The words before the caret stay in their paragraph, with its id; those after it begin a new one. At
 * the very beginning of a paragraph an empty one comes before it instead, and an empty item or quote becomes
 * plain text. `newId` makes the new paragraph's id.
 */
export function splitParagraph(newId: () => string): Command {
  return (state, dispatch) => {
    const transaction = state.tr;
    if (!state.selection.empty) transaction.deleteSelection();
    const { $from } = transaction.selection;
    const paragraph = $from.parent;
    if (!paragraph.isTextblock) return false;
    const kind = kindOf(paragraph);

    if (paragraph.content.size === 0 && (kind === "list_item" || kind === "quote")) {
      const plain = schema.node("body", { id: paragraph.attrs.id });
      dispatch?.(transaction.setNodeMarkup($from.before(), plain.type, plain.attrs).scrollIntoView());
      return true;
    }
    if ($from.parentOffset === 0 && paragraph.content.size > 0) {
      const above = paragraphAbove(kind, newId());
      if (above && $from.node(0).canReplaceWith($from.index(0), $from.index(0), above.type)) {
        dispatch?.(transaction.insert($from.before(), above).scrollIntoView());
        return true;
      }
    }
    const next = FOLLOWED_BY[kind].find((candidate) =>
      canSplit(transaction.doc, $from.pos, 1, [{ type: typeOf(candidate) }]),
    );
    if (!next) return false;
    if (dispatch) {
      const attrs = { ...(next === kind ? paragraph.attrs : {}), id: newId() };
      transaction.split($from.pos, 1, [{ type: typeOf(next), attrs }]);
      transaction.setSelection(TextSelection.create(transaction.doc, transaction.mapping.map($from.pos)));
      dispatch(transaction.setStoredMarks(state.storedMarks).scrollIntoView());
    }
    return true;
  };
}

/** There is one title, and nothing stands above it. */
function paragraphAbove(kind: ParagraphKind, id: string): Node | null {
  if (kind === "title" || kind === "standfirst") return null;
  return schema.node(kind === "heading" ? "body" : kind, { id });
}

/** Shift-Enter: a new line in the same paragraph. */
export const breakLine: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(schema.node("hard_break"), true).scrollIntoView());
  return true;
};
