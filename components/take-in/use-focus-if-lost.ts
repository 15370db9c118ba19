"use client";

import { useEffect, useRef, type RefObject } from "react";

/** Where the keyboard goes on when `shown` comes and what had it is gone from the page. */
export function useFocusIfLost<Type extends HTMLElement>(shown: unknown): RefObject<Type | null> {
  const place = useRef<Type>(null);
  useEffect(() => {
    if (shown && document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, [shown]);
  return place;
}
