/** A box in the window's coordinates, px. */
interface Box {
  top: number;
  left: number;
  width: number;
  height: number;
}

const GAP = 4;
const EDGE = 8;

/**
 * Where something that floats goes, px from the window's corner: under its anchor, above it when there is no
 * room, and always inside the window.
 */
export function place(
  anchor: Box,
  floating: { width: number; height: number },
  viewport: { width: number; height: number },
  { align, side }: { align: "start" | "end" | "centre"; side: "below" | "above" },
): { top: number; left: number } {
  const below = anchor.top + anchor.height + GAP;
  const above = anchor.top - GAP - floating.height;
  const fitsBelow = below + floating.height <= viewport.height - EDGE;
  const fitsAbove = above >= EDGE;
  const top = side === "below" ? (fitsBelow || !fitsAbove ? below : above) : fitsAbove ? above : below;
  const left = {
    start: anchor.left,
    end: anchor.left + anchor.width - floating.width,
    centre: anchor.left + (anchor.width - floating.width) / 2,
  }[align];
  return { top, left: Math.max(EDGE, Math.min(left, viewport.width - floating.width - EDGE)) };
}

/** Puts an element that is on screen beside its anchor (`position: fixed`). Browser only. */
export function placeElement(
  anchor: Element,
  floating: HTMLElement,
  options: Parameters<typeof place>[3],
): void {
  const { top, left } = place(
    anchor.getBoundingClientRect(),
    { width: floating.offsetWidth, height: floating.offsetHeight },
    { width: document.documentElement.clientWidth, height: window.innerHeight },
    options,
  );
  floating.style.top = `${Math.round(top)}px`;
  floating.style.left = `${Math.round(left)}px`;
}
