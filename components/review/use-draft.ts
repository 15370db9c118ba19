"use client";

import { useState, useSyncExternalStore } from "react";
import { keepDraft, readDraft, type DraftStorage } from "./drafts";

/** The browser's storage; where it is forbidden, one that forgets. */
export function draftStorage(): DraftStorage {
  try {
    return window.localStorage;
  } catch {
    return FORGETFUL;
  }
}

const FORGETFUL: DraftStorage = {
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
  key: () => null,
  length: 0,
};

const listeners = new Set<() => void>();
let count = 0;

/** Says that drafts were kept or let go, to those who show them. */
export function draftsChanged(): void {
  count++;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Changes whenever a draft was kept or let go in this window; 0 while hydrating. */
export function useDraftsCount(): number {
  return useSyncExternalStore(
    subscribe,
    () => count + 1,
    () => 0,
  );
}

interface Draft<Value> {
  value: Value;
  setValue: (value: Value) => void;
  /** Sent, or thrown away. */
  clear: () => void;
}

/**
 * What is typed in a form, kept until it is sent. While hydrating it is empty, as on the server; then it is what
 * the browser kept.
 */
export function useDraft<Value>(key: string, empty: Value): Draft<Value> {
  const isHydrated = useDraftsCount() > 0;
  const [typed, setTyped] = useState<{ key: string; value: Value } | null>(null);
  const kept = isHydrated && typed?.key !== key ? readDraft<Value>(draftStorage(), key) : null;
  const keep = (next: Value | null) => {
    // Let go of, it may be given back by what it was sent with (tasks.ts).
    setTyped(next === null ? null : { key, value: next });
    keepDraft(draftStorage(), key, next);
    draftsChanged();
  };
  return {
    value: typed?.key === key ? typed.value : (kept ?? empty),
    setValue: keep,
    clear: () => keep(null),
  };
}
