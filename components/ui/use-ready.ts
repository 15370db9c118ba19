"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Whether what the server wrote answers to presses by now: false until our script has taken it over. */
export function useReady(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
