import type { Node, ResolvedPos } from "prosemirror-model";
import type { Command, EditorState } from "prosemirror-state";
import type { CitedReference } from "@/domain/article/edits";
import { schema } from "@/domain/article/schema";
import { kindOf } from "@/domain/article/shape";

/** Citations stand in text, not in the bibliography. */
export function mayCite({ selection }: EditorState): boolean {
  return mayCiteAt(selection.$to);
}

function mayCiteAt($to: ResolvedPos): boolean {
  return $to.parent.isTextblock && kindOf($to.parent) !== "reference";
}

/**
 * A bracket typed right behind a word means a citation; after a space it is somebody's own bracket. `from` and `to`
 * are where it was typed: the state's selection may not have caught up with the caret yet.
 */
export function isCitationPlace({ doc }: EditorState, from: number, to: number): boolean {
  const $from = doc.resolve(from);
  if (from !== to || !mayCiteAt($from)) return false;
  const before = $from.parent.textBetween(
    Math.max(0, $from.parentOffset - 1),
    $from.parentOffset,
    "",
    "\uFFFC",
  );
  return /[^\s([{]/u.test(before);
}

/** Puts a citation behind the selection; a new reference is entered at the end of the list, which orders itself. */
export function insertCitation(reference: CitedReference, locator: string | null = null): Command {
  return (state, dispatch) => {
    if (!mayCite(state)) return false;
    if (dispatch) {
      const referenceId = "id" in reference ? reference.id : reference.newId;
      const transaction = state.tr;
      if ("newId" in reference) transaction.insert(state.doc.content.size, newReference(reference));
      transaction.insert(state.selection.to, schema.node("citation", { referenceId, locator }));
      dispatch(transaction.scrollIntoView());
    }
    return true;
  };
}

function newReference({ newId, text }: { newId: string; text: string }): Node {
  return schema.node("reference", { id: newId }, schema.text(text.replace(/\s+/g, " ").trim()));
}
