"use client";

import { startTransition, useEffect, useState } from "react";

/** Milliseconds after which the browser makes time for it, idle or not. */
const PATIENCE = 1_000;
/** Where a browser does not tell when it is idle. */
const A_WHILE = 200;

/** False for the first drawing, true once the browser has a moment to spare: for what need not be there at once. */
export function useSoon(): boolean {
  const [isTime, setTime] = useState(false);
  useEffect(() => {
    const tell = () => startTransition(() => setTime(true));
    if (typeof requestIdleCallback !== "function") {
      const timer = setTimeout(tell, A_WHILE);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(tell, { timeout: PATIENCE });
    return () => cancelIdleCallback(handle);
  }, []);
  return isTime;
}
