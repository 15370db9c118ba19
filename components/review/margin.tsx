"use client";

import { useEffect, useMemo, useRef, useState, type RefObject } from "react";
import type { FlagDto, ParagraphDto } from "@/domain/contract";
import { isAtRest } from "@/domain/flag/at-rest";
import type { Composing } from "./context";
import { estimateLevels, layoutMargin, type NoteBox } from "./margin-layout";
import { Composer } from "./on-demand";
import { Note } from "./note";
import { cardHeight } from "./note-words";
import { PENDING } from "./paragraph";
import { useKeepFocus } from "./use-keep-focus";
import { useSoon } from "./use-soon";
import { measuresFor, usePlacement, type PlacedNote } from "./use-placement";

interface MarginProps {
  column: RefObject<HTMLElement | null>;
  paragraphs: readonly ParagraphDto[];
  /** Those to be shown, in text order; detached ones are not among them. */
  flags: readonly FlagDto[];
  focusedId: string | null;
  tabStopId: string | null;
  composing: Composing | null;
  /** Is given what measures again: for the editor. */
  replaceRef: RefObject<() => void>;
}

/** The width of the margin before it was measured. */
const FIRST_WIDTH = 340;
/**
 * How far from where the reader begins the server writes notes, px: a screen and the next. Those beyond join them as
 * soon as the page has a moment to spare, and stay: so every note can be found, walked to and read aloud.
 */
const FIRST_REACH = 2_000;
/** Fewer notes than this are all written at once. */
const FEW = 100;

export function Margin(props: MarginProps) {
  const { column, paragraphs, flags, focusedId, tabStopId, composing, replaceRef } = props;
  const list = useRef<HTMLOListElement>(null);
  // The server does not know the lines yet: it stands the notes by a guess, so that they are there at once.
  const [initial] = useState(() => {
    const { top } = estimateLevels(paragraphs);
    const boxes: NoteBox[] = flags.map((flag) => ({
      id: flag.id,
      level: top(flag.paragraphId, flag.anchor.start),
      cardHeight: cardHeight(flag),
      quiet: isAtRest(flag),
    }));
    const focused = focusedId ? { id: focusedId, height: 320 } : null;
    const { places, stacks } = layoutMargin(boxes, measuresFor(FIRST_WIDTH, 1), focused);
    const begin = (focused && places.get(focused.id)?.top) ?? 0;
    const isNear = (top: number) => places.size <= FEW || Math.abs(top - begin) < FIRST_REACH;
    const later = [...places].filter(([, { top }]) => !isNear(top)).map(([id]) => id);
    return { places, stacks: stacks.filter(({ top }) => isNear(top)), later: new Set(later) };
  });
  const isComplete = useSoon();

  const order = useMemo(() => paragraphs.map(({ id }) => id), [paragraphs]);
  /** How many notes stand before the one being written. */
  const before = useMemo(() => {
    if (!composing) return flags.length;
    const at = order.indexOf(composing.paragraphId);
    const isBefore = ({ paragraphId, anchor }: FlagDto) => {
      const place = order.indexOf(paragraphId);
      return place < at || (place === at && anchor.start <= composing.start);
    };
    return flags.filter(isBefore).length;
  }, [composing, flags, order]);

  const notes = useMemo(() => {
    const placed: PlacedNote[] = flags.map((flag) => ({
      id: flag.id,
      paragraphId: flag.paragraphId,
      cardHeight: cardHeight(flag),
      quiet: isAtRest(flag),
    }));
    if (composing)
      placed.splice(before, 0, {
        id: PENDING,
        paragraphId: composing.paragraphId,
        cardHeight: 0,
        quiet: false,
      });
    return placed;
  }, [flags, composing, before]);

  const openId = composing ? PENDING : focusedId;
  const { stacks, replaceSoon } = usePlacement({
    column,
    list,
    notes,
    isComplete,
    focusedId: openId,
    firstStacks: initial.stacks,
  });
  useEffect(() => {
    replaceRef.current = replaceSoon;
  }, [replaceRef, replaceSoon]);
  useKeepFocus(list);

  const isDrawn = ({ id }: FlagDto) => isComplete || id === focusedId || !initial.later.has(id);
  const drawn = flags.map((flag, index) =>
    isDrawn(flag) ? (
      <Note
        key={flag.id}
        flag={flag}
        focused={flag.id === focusedId && !composing}
        isTabStop={flag.id === tabStopId}
        initial={initial.later.has(flag.id) ? undefined : initial.places.get(flag.id)}
        position={flag.id === focusedId ? `${index + 1} of ${flags.length}` : null}
      />
    ) : null,
  );
  if (composing) drawn.splice(before, 0, <Composer key={PENDING} composing={composing} />);

  return (
    <ol ref={list} className="notes" aria-label="Flags, in the order of the text">
      {drawn}
      {stacks.map(({ id, top, count }) => (
        <li
          key={`stack-${id}`}
          aria-hidden="true"
          className="note-count"
          style={{ transform: `translateY(${top}px)` }}
        >
          {count}
        </li>
      ))}
    </ol>
  );
}
