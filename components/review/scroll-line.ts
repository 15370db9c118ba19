import { holdLine } from "../live/hold-line";
import { TOP } from "./scroll";

/** Where the reader is in the text, by what the window shows of it. */

const paragraphsOf = (root: ParentNode) =>
  root.querySelectorAll<HTMLElement>(".review-text [data-paragraph]");

const isInView = (element: Element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > TOP && top < window.innerHeight;
};

/** The share of the window's height at which people read. */
const READING = 0.3;

/**
 * The paragraph somebody is in: that of their caret or selection; of the flag in focus; else the one they are reading.
 * Only what they can see counts.
 */
export function paragraphInHand(): string | null {
  const selected = window.getSelection()?.anchorNode;
  const element = selected instanceof Element ? selected : selected?.parentElement;
  const flagId = document.querySelector<HTMLElement>(".note.is-focused")?.dataset.note;
  const marked = flagId && document.querySelector(`.review-text [data-flags~="${CSS.escape(flagId)}"]`);
  for (const one of [element?.closest(".review-text") && element, marked]) {
    const paragraph = one && one.closest<HTMLElement>("[data-paragraph]");
    if (paragraph && isInView(paragraph)) return paragraph.dataset.paragraph ?? null;
  }
  const line = TOP + (window.innerHeight - TOP) * READING;
  for (const paragraph of paragraphsOf(document))
    if (paragraph.getBoundingClientRect().bottom > line) return paragraph.dataset.paragraph ?? null;
  return null;
}

/** Holds the reader's line of the text: gives what brings it back to its place. */
export function holdTextLine(): () => void {
  return holdLine([...paragraphsOf(document)], TOP);
}
