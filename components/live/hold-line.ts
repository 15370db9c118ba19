"use client";

import { useEffect, useLayoutEffect, useRef } from "react";

/**
 * Remembers where these elements stand that are in view, below `top`, and gives what brings the first of them that is
 * still there back to its place: so that no line moves under a reader while others write above it.
 */
export function holdLine(
  elements: readonly HTMLElement[],
  top: number,
  scroller: Element = document.documentElement,
): () => void {
  const isPage = scroller === document.documentElement;
  const view = isPage ? { top: 0, bottom: window.innerHeight } : scroller.getBoundingClientRect();
  const held = elements
    .map((element) => ({ element, ...bounds(element) }))
    .filter((one) => one.bottom > view.top + top && one.top < view.bottom);
  // One that begins above the window may be the one that changes: better hold the next.
  const isBelow = (one: { top: number }) => one.top >= view.top + top;
  const order = [...held.filter(isBelow), ...held.filter((one) => !isBelow(one))];
  const style = (scroller as HTMLElement).style;
  // The browser's own way of doing this, where it has one, would do it a second time.
  style.overflowAnchor = "none";
  return () => {
    const first = order.find(({ element }) => element.isConnected);
    const moved = first ? bounds(first.element).top - first.top : 0;
    if (moved !== 0) scroller.scrollBy({ top: moved, behavior: "instant" });
    requestAnimationFrame(() => requestAnimationFrame(() => (style.overflowAnchor = "")));
  };
}

function bounds(element: HTMLElement): { top: number; bottom: number } {
  const { top, bottom } = element.getBoundingClientRect();
  return { top, bottom };
}

/**
 * Holds a reader's line over every change that is shown. `before` tells just before one, and `shown` is another value
 * after it.
 */
export function useHeldLine(
  before: (listener: () => void) => () => void,
  shown: unknown,
  hold: () => () => void,
): void {
  const release = useRef<(() => void) | null>(null);
  useEffect(
    () =>
      before(() => {
        release.current ??= hold();
      }),
    [before, hold],
  );
  useLayoutEffect(() => {
    release.current?.();
    release.current = null;
  }, [shown]);
}
