"use client";

import { del, get, set } from "idb-keyval";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ImportDraft } from "./draft";

const PAUSE = 200;

interface KeptDraft {
  /** Null while it is being fetched from the device. */
  draft: ImportDraft | null;
  change: (update: (draft: ImportDraft) => ImportDraft) => void;
  /** Forgets what is kept, and starts afresh or (null) leaves the screen as it is: it was stored. */
  discard: (fresh: ImportDraft | null) => void;
  /** The device keeps nothing (no room, or forbidden): closing the page loses the text. */
  unkept: boolean;
}

/**
 * What is typed, pasted or chosen on the import screen, kept on this device under `key` through reloads, failed
 * requests and signing out. `adopt` makes what was kept fit today's desks and members, or what is new.
 */
export function useDraft(key: string, adopt: (kept: ImportDraft | undefined) => ImportDraft): KeptDraft {
  const [draft, setDraft] = useState<ImportDraft | null>(null);
  const [unkept, setUnkept] = useState(false);
  const unsaved = useRef<ImportDraft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const adoptNow = useRef(adopt);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    if (!unsaved.current) return;
    const value = unsaved.current;
    unsaved.current = null;
    set(key, value).then(
      () => setUnkept(false),
      () => setUnkept(true),
    );
  }, [key]);

  useEffect(() => {
    let left = false;
    get<ImportDraft>(key).then(
      (kept) => !left && setDraft(adoptNow.current(kept)),
      () => {
        if (left) return;
        setUnkept(true);
        setDraft(adoptNow.current(undefined));
      },
    );
    const onHide = () => {
      if (document.visibilityState === "hidden") save();
    };
    window.addEventListener("pagehide", save);
    document.addEventListener("visibilitychange", onHide);
    return () => {
      left = true;
      save();
      window.removeEventListener("pagehide", save);
      document.removeEventListener("visibilitychange", onHide);
    };
  }, [key, save]);

  const change = useCallback(
    (update: (draft: ImportDraft) => ImportDraft) => {
      setDraft((current) => {
        if (!current) return current;
        const next = update(current);
        unsaved.current = next;
        return next;
      });
      clearTimeout(timer.current);
      timer.current = setTimeout(save, PAUSE);
    },
    [save],
  );

  const discard = useCallback(
    (fresh: ImportDraft | null) => {
      clearTimeout(timer.current);
      unsaved.current = null;
      del(key).catch(() => setUnkept(true));
      if (fresh) setDraft(fresh);
    },
    [key],
  );

  return { draft, change, discard, unkept };
}
