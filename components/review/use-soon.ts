"use client";

import { startTransition, useEffect, useState } from "react";

/** Milliseconds after which the browser makes time for it, idle or not. */
const PATIENCE = 1_000;
/** Where a browser does not tell when it is idle. */
const A_WHILE = 200;

/** Calls back when the browser has a moment, after what has to be painted; the answer takes it back. */
export function whenIdle(callback: () => void, patience = PATIENCE): () => void {
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(callback, Math.min(A_WHILE, patience));
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(callback, { timeout: patience });
  return () => cancelIdleCallback(handle);
}

/** False for the first drawing, true once the browser has a moment to spare: for what need not be there at once. */
export function useSoon(): boolean {
  const [isTime, setTime] = useState(false);
  useEffect(() => whenIdle(() => startTransition(() => setTime(true))), []);
  return isTime;
}
