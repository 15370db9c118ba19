"use client";

import { useEffect, useLayoutEffect, useRef } from "react";
import { lineAt, offsetIn, topOfLetter } from "./text-line";

/** The share of the window's height at which people read. */
export const READING = 0.3;

interface HoldOptions {
  /** Height of the window's upper part that something covers, px. */
  top: number;
  scroller?: Element;
  /** The height at which somebody reads, where that is known better than by habit, px. */
  line?: number | null;
}

/**
 * Remembers the line that is read, and gives what brings it back to its place: so that it does not move under a reader
 * while others write above it, be that in the same paragraph or in one that is in view as well. Where the line itself is
 * gone, the first of these elements below it that is still there stays in its place.
 */
export function holdLine(elements: readonly HTMLElement[], options: HoldOptions): () => void {
  const { top, scroller = document.documentElement, line } = options;
  const isPage = scroller === document.documentElement;
  const view = isPage ? { top: 0, bottom: window.innerHeight } : scroller.getBoundingClientRect();
  const first = view.top + top;
  const reading = line ?? first + (view.bottom - first) * READING;
  const held = elements
    .map((element) => ({ element, ...bounds(element) }))
    .filter((one) => one.bottom > first && one.top < view.bottom);
  const order = [
    ...held.filter(({ bottom }) => bottom > reading),
    ...held.filter(({ bottom }) => bottom <= reading).reverse(),
  ];
  const read = order[0] && holdWords(order[0].element, reading);
  const style = (scroller as HTMLElement).style;
  // The browser's own way of doing this, where it has one, would do it a second time.
  style.overflowAnchor = "none";
  return () => {
    const next = order.find(({ element }) => element.isConnected);
    const moved = read?.() ?? (next ? bounds(next.element).top - next.top : 0);
    if (moved !== 0) scroller.scrollBy({ top: moved, behavior: "instant" });
    requestAnimationFrame(() => requestAnimationFrame(() => (style.overflowAnchor = "")));
  };
}

/** Remembers the words at this height; gives how far down they went, or null where they are gone. */
function holdWords(element: HTMLElement, height: number): () => number | null {
  const before = element.textContent;
  const line = lineAt(element, height);
  return () => {
    if (!line || !element.isConnected) return null;
    const top = topOfLetter(element, offsetIn(element.textContent, before, line.offset));
    return top === null ? null : top - line.top;
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
