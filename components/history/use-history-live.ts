"use client";

import { useEffect, useState } from "react";
import { follow } from "../live/follow";
import { holdLine, useHeldLine } from "../live/hold-line";
import type { LiveState } from "../live/shared-stream";
import type { HistoryStore } from "./history-store";

interface LiveOptions {
  articleId: string;
  actorId: string;
  horizon: string;
}

/** Follows what is written while the page is open, by the stream that all pages of the article share. */
export function useHistoryLive(store: HistoryStore, { articleId, actorId, horizon }: LiveOptions): LiveState {
  const [live, setLive] = useState<LiveState>("live");
  useEffect(
    () =>
      follow(store, {
        articleId,
        actorId,
        horizon,
        onState: (state) => {
          setLive(state);
          if (state === "live") void store.tell();
        },
      }),
    [store, articleId, actorId, horizon],
  );
  return live;
}

/** Keeps what is read in its place when something comes above it, in the page and in the time line. */
export function useHeldHistory(store: HistoryStore, shown: unknown): void {
  useHeldLine(store.beforeChange, shown, holdHistory);
}

function holdHistory(): () => void {
  const times = document.querySelector<HTMLElement>(".history-times")!;
  const inTimes = [...times.querySelectorAll<HTMLElement>("[data-held]")];
  const inText = [...document.querySelectorAll<HTMLElement>(".history .compared")];
  const scrollsByItself = getComputedStyle(times).overflowY === "auto";
  if (!scrollsByItself) return holdLine([...inTimes, ...inText], { top: 0 });
  // At its top, with nobody's pointer on it, something new may show itself.
  const isAtTop = times.scrollTop === 0 && !times.matches(":hover, :focus-within");
  const releases = [
    holdLine(inText, { top: 0 }),
    ...(isAtTop ? [] : [holdLine(inTimes, { top: 0, scroller: times })]),
  ];
  return () => {
    for (const release of releases) release();
  };
}
