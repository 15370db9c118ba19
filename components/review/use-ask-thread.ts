"use client";

import { useCallback, useEffect, useRef, type RefObject } from "react";
import type { ThreadHandle } from "./context";

/** How long a thread may take to open, in frames: its code may have to be fetched first. */
const PATIENCE = 120;

/**
 * Asks something of the thread in focus. One that is just opening is waited for, so that a quick `j` `a` does what
 * it says; once another flag is in focus, the question is dropped.
 */
export function useAskThread(
  thread: RefObject<ThreadHandle | null>,
  focusedId: string | null,
): (what: (handle: ThreadHandle) => void) => void {
  const focused = useRef(focusedId);
  useEffect(() => {
    focused.current = focusedId;
  });
  return useCallback(
    (what) => {
      const flagId = focused.current;
      const attempt = (frames: number) => {
        if (flagId === null || focused.current !== flagId) return;
        if (thread.current) what(thread.current);
        else if (frames > 0) requestAnimationFrame(() => attempt(frames - 1));
      };
      attempt(PATIENCE);
    },
    [thread],
  );
}
