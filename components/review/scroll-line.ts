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

/**
 * Remembers where the paragraphs in view stand, and gives what brings the first of them that is still there back to
 * its place: so that no line moves under a reader while others write above it.
 */
export function holdLine(): () => void {
  const held = [...paragraphsOf(document)]
    .filter(isInView)
    .map((paragraph) => ({ paragraph, top: paragraph.getBoundingClientRect().top }));
  // One that begins above the window may be the one that changes: better hold the next.
  const order = [...held.filter(({ top }) => top >= TOP), ...held.filter(({ top }) => top < TOP)];
  const page = document.documentElement;
  // The browser's own way of doing this, where it has one, would do it a second time.
  page.style.overflowAnchor = "none";
  return () => {
    const first = order.find(({ paragraph }) => paragraph.isConnected);
    const moved = first ? first.paragraph.getBoundingClientRect().top - first.top : 0;
    if (moved !== 0) window.scrollBy({ top: moved, behavior: "instant" });
    requestAnimationFrame(() => requestAnimationFrame(() => (page.style.overflowAnchor = "")));
  };
}
