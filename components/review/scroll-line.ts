import { holdLine, READING } from "../live/hold-line";
import { TOP } from "./scroll";

/** Where the reader is in the text, by what the window shows of it. */

const paragraphsOf = (root: ParentNode) =>
  root.querySelectorAll<HTMLElement>(".review-text [data-paragraph]");

const isInView = (element: Element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > TOP && top < window.innerHeight;
};

/** The element at a place of the page, if that is in the article. */
function articleAround(node: Node | null | undefined): Element | null {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest(".review-text") ? element : null;
}

/** The words of the flag in focus. */
function wordsInFocus(): Element | null {
  const flagId = document.querySelector<HTMLElement>(".note.is-focused")?.dataset.note;
  return flagId ? document.querySelector(`.review-text [data-flags~="${CSS.escape(flagId)}"]`) : null;
}

/**
 * The paragraph somebody is in: that of their caret or selection; of the flag in focus; else the one they are reading.
 * Only what they can see counts.
 */
export function paragraphInHand(): string | null {
  for (const one of [articleAround(window.getSelection()?.anchorNode), wordsInFocus()]) {
    const paragraph = one?.closest<HTMLElement>("[data-paragraph]");
    if (paragraph && isInView(paragraph)) return paragraph.dataset.paragraph ?? null;
  }
  const line = TOP + (window.innerHeight - TOP) * READING;
  for (const paragraph of paragraphsOf(document))
    if (paragraph.getBoundingClientRect().bottom > line) return paragraph.dataset.paragraph ?? null;
  return null;
}

/** Holds the reader's line of the text: gives what brings it back to its place. */
export function holdTextLine(): () => void {
  return holdLine([...paragraphsOf(document)], { top: TOP, line: lineInHand() });
}

/** The height at which somebody writes, has words selected, or has a flag in focus; null where that is out of view. */
function lineInHand(): number | null {
  const selected = window.getSelection();
  const isAtWork =
    selected?.rangeCount && (!selected.isCollapsed || document.activeElement?.closest(".review-text"));
  const range = isAtWork ? selected.getRangeAt(0) : null;
  const isInText = range && articleAround(range.startContainer) !== null;
  for (const one of [isInText ? range : null, wordsInFocus()]) {
    const box = one?.getClientRects()[0];
    if (box && box.top >= TOP && box.bottom <= window.innerHeight) return box.top + box.height / 2;
  }
  return null;
}
