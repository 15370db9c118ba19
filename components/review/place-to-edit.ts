import type { FlagDto } from "@/domain/contract";
import type { CaretPlace } from "../editor/types";
import { offsetOf, paragraphOf, readSelection } from "./selection";

/** Where somebody who begins to write, or to walk the text, most likely means: selection, flag, first line in view. */
export function placeToEdit(
  root: HTMLElement | null,
  focused: FlagDto | undefined,
): { paragraphId: string; offset: number } | null {
  if (!root) return null;
  const selection = window.getSelection();
  const selected = selection && root.contains(selection.focusNode) ? paragraphOf(selection.focusNode) : null;
  if (selected?.dataset.paragraph && selection?.focusNode)
    return {
      paragraphId: selected.dataset.paragraph,
      offset: offsetOf(selected, selection.focusNode, selection.focusOffset),
    };
  if (focused && focused.anchor.state !== "detached")
    return { paragraphId: focused.paragraphId, offset: focused.anchor.start };
  const inView = [...root.querySelectorAll<HTMLElement>("[data-paragraph]")].find(
    (paragraph) => paragraph.getBoundingClientRect().bottom > IN_VIEW,
  );
  return inView?.dataset.paragraph ? { paragraphId: inView.dataset.paragraph, offset: 0 } : null;
}

/** Below the bar, px. */
const IN_VIEW = 120;

/**
 * What is chosen around a place in the text for reading, else the place: to be asked before the editor has taken the
 * text's.
 */
export function chosenAt(caret: CaretPlace | null): CaretPlace | null {
  const text = document.querySelector("[data-article]");
  const words = text && readSelection(text, window.getSelection());
  const isAround = words?.paragraphId === caret?.paragraphId && caret && words;
  if (!isAround || caret.offset < words.start || caret.offset > words.end) return caret;
  return { paragraphId: words.paragraphId, offset: words.start, end: words.end };
}
