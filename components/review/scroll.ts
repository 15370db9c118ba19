/** Room above that the bar covers, and the share of the window in which words are seen well. */
export const TOP = 96;
const COMFORTABLE = 0.7;
const ABOVE_SHEET = 0.32;

/** Brings an open note into view below as far as its own top stays in view. The phone's sheet is always there. */
export function revealNote(note: Element): void {
  requestAnimationFrame(() => {
    if (isPhone()) return;
    const { top, bottom } = note.getBoundingClientRect();
    const below = bottom - window.innerHeight + 16;
    if (below > 0) scrollPage(Math.min(below, top - TOP), "smooth");
  });
}

/** Brings a flag's words into view, if they are not: to a third of the window's height. */
export function scrollToFlag(flagId: string, behavior: ScrollBehavior): void {
  const id = CSS.escape(flagId);
  const target = document.querySelector(`[data-flags~="${id}"]`) ?? document.querySelector(`#note-${id}`);
  if (target) scrollToElement(target, behavior);
}

export function scrollToElement(target: Element, behavior: ScrollBehavior): void {
  const { top } = target.getBoundingClientRect();
  const lowest = window.innerHeight * (isPhone() ? ABOVE_SHEET : COMFORTABLE);
  if (top >= TOP && top <= lowest) return;
  scrollPage(top - Math.max(TOP, window.innerHeight * (isPhone() ? 0.2 : 0.3)), behavior);
}

const isPhone = () => window.matchMedia("(width < 50rem)").matches;

function scrollPage(top: number, behavior: ScrollBehavior): void {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  window.scrollBy({ top, behavior: still ? "instant" : behavior });
}
