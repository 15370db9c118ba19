/** Room above that the bar covers, and the share of the window in which words are seen well. */
export const TOP = 96;
const COMFORTABLE = 0.7;
/** On a phone the bar scrolls away, and the open note's sheet (note.css) may take all but this share. */
const TOP_ON_PHONE = 16;
const ABOVE_SHEET = 0.36;

/** Brings an open note into view below as far as its own top stays in view. The phone's sheet is always there. */
export function revealNote(note: Element): void {
  requestAnimationFrame(() => {
    if (isPhone()) return;
    const { top, bottom } = note.getBoundingClientRect();
    const below = bottom - window.innerHeight + 16;
    if (below > 0) scrollPage(Math.min(below, top - TOP), "smooth");
  });
}

/**
 * Brings a flag's words into view, if they are not: to a third of the window's height. Where it has none, its note; on
 * a phone that is a sheet, in view wherever the page is.
 */
export function scrollToFlag(flagId: string, behavior: ScrollBehavior): void {
  const target = wordsOfFlag(flagId) ?? (isPhone() ? null : document.getElementById(`note-${flagId}`));
  if (target) scrollToElement(target, behavior);
}

export function wordsOfFlag(flagId: string): Element | null {
  return document.querySelector(`[data-flags~="${CSS.escape(flagId)}"]`);
}

export function scrollToElement(target: Element, behavior: ScrollBehavior): void {
  const { top, bottom } = target.getBoundingClientRect();
  const { innerHeight } = window;
  if (!isPhone()) {
    if (top >= TOP && top <= innerHeight * COMFORTABLE) return;
    scrollPage(top - Math.max(TOP, innerHeight * 0.3), behavior);
    return;
  }
  const lowest = innerHeight * ABOVE_SHEET;
  if (top >= TOP_ON_PHONE && bottom <= lowest) return;
  const wanted = Math.min(innerHeight * 0.2, lowest - (bottom - top));
  scrollPage(top - Math.max(TOP_ON_PHONE, wanted), behavior);
}

/** On a phone the keyboard takes room from the window: words that stood above the sheet are brought there again. */
export function keepAboveSheet(findWords: () => Element | null): () => void {
  const onResize = () => {
    const words = isPhone() ? findWords() : null;
    if (words) scrollToElement(words, "instant");
  };
  window.addEventListener("resize", onResize);
  return () => window.removeEventListener("resize", onResize);
}

export const isPhone = () => window.matchMedia("(width < 50rem)").matches;

function scrollPage(top: number, behavior: ScrollBehavior): void {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  window.scrollBy({ top, behavior: still ? "instant" : behavior });
}
