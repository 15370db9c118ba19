"use client";

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ArticleDto, PresentDto } from "@/domain/contract";
import { follow } from "./live";
import { Heartbeat } from "./presence";
import { holdLine, paragraphInHand } from "./scroll-line";
import type { LiveState } from "./shared-stream";
import type { ArticleStore } from "./store";

/** Follows what happens to the article, says that this person is at it, and tells who else is. */
export function useLive(
  store: ArticleStore,
  horizon: string,
  actorId: string,
): { live: LiveState; others: readonly PresentDto[] } {
  const [live, setLive] = useState<LiveState>("live");
  const [people, setPeople] = useState<readonly PresentDto[]>([]);
  useEffect(() => {
    const heartbeat = new Heartbeat(store.getSnapshot().id, paragraphInHand);
    heartbeat.start();
    const stop = follow({
      store,
      actorId,
      horizon,
      onState: (state) => {
        setLive(state);
        heartbeat.setLive(state === "live");
      },
      onPeople: setPeople,
    });
    return () => {
      stop();
      heartbeat.stop();
    };
  }, [store, horizon, actorId]);
  const others = useMemo(
    // While the connection is gone nobody knows who is there.
    () => (live === "live" ? people.filter(({ id }) => id !== actorId) : []),
    [people, live, actorId],
  );
  return { live, others };
}

/** Keeps the reader's line where it is when the text above it changes. */
export function useHeldLine(store: ArticleStore, paragraphs: ArticleDto["paragraphs"]): void {
  const release = useRef<(() => void) | null>(null);
  useEffect(
    () =>
      store.beforeTextChange(() => {
        release.current ??= holdLine();
      }),
    [store],
  );
  useLayoutEffect(() => {
    release.current?.();
    release.current = null;
  }, [paragraphs]);
}
