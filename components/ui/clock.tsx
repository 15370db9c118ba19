"use client";

import { createContext, useContext, useMemo, useSyncExternalStore, type ReactNode } from "react";

interface Clock {
  /** When the server wrote the page: epoch milliseconds. */
  now: number;
  /** IANA name. The desk's clock, the same for everybody: a deadline is one moment. */
  timeZone: string;
}

const ClockContext = createContext<Clock>({ now: 0, timeZone: "UTC" });

/** Gives every date under it the server's moment and zone, so that both sides write the same words. */
export function ClockProvider({ now, timeZone, children }: Clock & { children: ReactNode }) {
  const clock = useMemo(() => ({ now, timeZone }), [now, timeZone]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** The moment the server wrote the page, which stays: for what there are hundreds of, and is true for a day. */
export function usePageClock(): Clock {
  return useContext(ClockContext);
}

const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;
let minute = 0;

function tick() {
  minute = Math.floor(Date.now() / 15_000) * 15_000;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  ticking ??= setInterval(tick, 15_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** The moment in steps of fifteen seconds: one timer for all the dates on a page. */
function browserNow() {
  if (minute === 0) minute = Math.floor(Date.now() / 15_000) * 15_000;
  return minute;
}

/** Now (epoch milliseconds) and the zone to write dates in. While hydrating, the server's moment. */
export function useClock(): Clock {
  const { now: serverNow, timeZone } = useContext(ClockContext);
  const now = useSyncExternalStore(subscribe, browserNow, () => serverNow);
  return { now, timeZone };
}
