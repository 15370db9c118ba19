"use client";

import { useEffect, useMemo, useState } from "react";
import type { PresentDto } from "@/domain/contract";
import { follow } from "../live/follow";
import type { LiveState } from "../live/shared-stream";
import { Heartbeat } from "./presence";
import { paragraphInHand } from "./scroll-line";
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
    const { id: articleId } = store.getSnapshot();
    const heartbeat = new Heartbeat(articleId, paragraphInHand);
    heartbeat.start();
    const stop = follow(store, {
      articleId,
      actorId,
      horizon,
      onState: (state) => {
        setLive(state);
        heartbeat.setLive(state === "live");
        if (state === "live") store.resume();
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
