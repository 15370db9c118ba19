"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { whenIdle } from "./use-soon";
import { layoutMargin, type Measures, type NoteBox, type Place, type Stack } from "./margin-layout";

/** Sizes of the margin at the usual root size of 16 px; they follow the reader's own (review.css has the same in rem). */
const BASE = { gap: 4, lineHeight: 28, markWidth: 30, countWidth: 26, reach: 150 };
/** Milliseconds after which notes follow what is typed, even where the browser has no moment to spare. */
const TYPING_PATIENCE = 150;
/** How far out of the window a note may be that still glides to its place, px. */
const NEAR = 200;
/** From a note's top to the middle of its first line. */
const TO_MIDDLE = 14;

export function measuresFor(width: number, scale: number): Measures {
  const { gap, lineHeight, markWidth, countWidth, reach } = BASE;
  return {
    width,
    gap: gap * scale,
    lineHeight: lineHeight * scale,
    markWidth: markWidth * scale,
    countWidth: countWidth * scale,
    reach: reach * scale,
  };
}

export interface PlacedNote {
  id: string;
  /** Where to stand when its words are not drawn. */
  paragraphId: string;
  cardHeight: number;
  quiet: boolean;
}

interface Placement {
  /** The article's column: holds marks with `data-flags`, whoever drew them. */
  column: RefObject<HTMLElement | null>;
  list: RefObject<HTMLElement | null>;
  notes: readonly PlacedNote[];
  /** Whether all of them are in the list by now. */
  isComplete: boolean;
  focusedId: string | null;
  /** Before anything was measured. */
  firstStacks: readonly Stack[];
}

/** Tops of all flagged words from `origin`, px. Only reads. */
function readLevels(column: HTMLElement, origin: number, scale: number): (note: PlacedNote) => number {
  const levels = new Map<string, number>();
  for (const mark of column.querySelectorAll<HTMLElement>("[data-flags]")) {
    const ids = (mark.dataset.flags ?? "").split(" ").filter((id) => !levels.has(id));
    if (ids.length === 0) continue;
    const box = mark.getClientRects()[0];
    if (!box) continue;
    const level = box.top + box.height / 2 - TO_MIDDLE * scale - origin;
    for (const id of ids) levels.set(id, level);
  }
  return ({ id, paragraphId }) => {
    const level = levels.get(id);
    if (level !== undefined) return level;
    const paragraph = column.querySelector(`[data-paragraph="${CSS.escape(paragraphId)}"]`);
    return paragraph ? paragraph.getBoundingClientRect().top - origin : 0;
  };
}

/** A note that comes open has to be on the page to be measured; it stands where it belongs without a move. */
function beginOpen(note: HTMLElement) {
  note.dataset.density = "full";
  note.style.transition = "none";
  requestAnimationFrame(() => requestAnimationFrame(() => (note.style.transition = "")));
}

/**
 * Stands the notes of the margin beside their words, in one pass: everything is read, then everything is written.
 * Places are written straight to the elements; React draws a note again only when the note itself changed.
 */
export function usePlacement({ column, list, notes, isComplete, focusedId, firstStacks }: Placement): {
  stacks: readonly Stack[];
  replace: () => void;
  /** The same, but never before what was just typed is painted. */
  replaceSoon: () => void;
} {
  const [stacks, setStacks] = useState(firstStacks);
  const latest = useRef({ notes, focusedId });
  const written = useRef(new Map<string, Place>());

  const placeNow = useCallback(() => {
    const columnElement = column.current;
    const listElement = list.current;
    if (!columnElement || !listElement || listElement.offsetWidth === 0) return;
    const { notes: boxes, focusedId: focused } = latest.current;

    // Read.
    const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const { top: origin, width } = listElement.getBoundingClientRect();
    const levelOf = readLevels(columnElement, origin, scale);
    const inText: NoteBox[] = boxes.map((note) => ({
      id: note.id,
      level: levelOf(note),
      cardHeight: note.cardHeight * scale,
      quiet: note.quiet,
    }));
    const elements = new Map<string, HTMLElement>();
    for (const element of listElement.querySelectorAll<HTMLElement>("[data-note]"))
      elements.set(element.dataset.note!, element);
    const open = focused ? elements.get(focused) : undefined;
    const begins = open && !open.dataset.density ? open : null;
    if (begins) beginOpen(begins);
    const layout = layoutMargin(
      inText,
      measuresFor(width, scale),
      focused && open ? { id: focused, height: open.offsetHeight } : null,
    );

    // Write.
    for (const [id, place] of layout.places) {
      const before = written.current.get(id);
      const element = elements.get(id);
      if (!element) continue;
      const isNew = !element.style.transform;
      const moved = isNew || before?.top !== place.top || before.left !== place.left;
      // Hundreds that nobody sees need not glide.
      const isSeen = [place.top, before?.top ?? place.top].some(
        (top) => origin + top > -NEAR && origin + top < window.innerHeight + NEAR,
      );
      if (moved && element !== begins) element.style.transition = isSeen ? "" : "none";
      if (moved) element.style.transform = `translate(${place.left.toFixed(1)}px, ${place.top.toFixed(1)}px)`;
      if (element.dataset.density !== place.density) element.dataset.density = place.density;
    }
    written.current = layout.places;
    listElement.style.minHeight = `${Math.ceil(layout.height)}px`;
    setStacks((before) =>
      JSON.stringify(before) === JSON.stringify(layout.stacks) ? before : layout.stacks,
    );
    // What comes first comes without a move.
    if (!listElement.dataset.settled)
      requestAnimationFrame(() => requestAnimationFrame(() => (listElement.dataset.settled = "true")));
  }, [column, list]);

  const frame = useRef(0);
  const replace = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(placeNow);
  }, [placeNow]);

  const soon = useRef<(() => void) | null>(null);
  const replaceSoon = useCallback(() => {
    soon.current ??= whenIdle(() => {
      soon.current = null;
      placeNow();
    }, TYPING_PATIENCE);
  }, [placeNow]);
  useEffect(() => () => soon.current?.(), []);

  useLayoutEffect(() => {
    latest.current = { notes, focusedId };
    placeNow();
  }, [notes, isComplete, focusedId, placeNow]);

  useEffect(() => {
    // It also tells of every element it begins to watch: that is no news.
    const known = new Map<Element, string>();
    const observer = new ResizeObserver((entries) => {
      let isNews = false;
      for (const { target, contentRect } of entries) {
        const size = `${contentRect.width} ${contentRect.height}`;
        isNews ||= known.has(target) && known.get(target) !== size;
        known.set(target, size);
      }
      if (isNews) replace();
    });
    if (column.current) observer.observe(column.current);
    const watchOpen = () => {
      const open = focusedId && list.current?.querySelector(`[data-note="${CSS.escape(focusedId)}"]`);
      if (open) observer.observe(open);
      return Boolean(open);
    };
    // The code of the one that is being written may still be on its way.
    const arrivals = new MutationObserver(() => {
      if (!watchOpen()) return;
      arrivals.disconnect();
      placeNow();
    });
    if (!watchOpen() && focusedId && list.current) arrivals.observe(list.current, { childList: true });
    return () => {
      observer.disconnect();
      arrivals.disconnect();
    };
  }, [column, list, focusedId, placeNow, replace]);

  useEffect(() => {
    let gone = false;
    void document.fonts.ready.then(() => {
      if (!gone) replace();
    });
    return () => {
      gone = true;
    };
  }, [replace]);

  return { stacks, replace, replaceSoon };
}
