"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ImportDraft } from "./draft";
import { Keeper } from "./draft-keeper";
import { takePlace } from "./draft-place";

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
 * requests and signing out; a second window has a manuscript of its own. `adopt` makes what was kept fit today's desks and members, or what is new.
 */
export function useDraft(key: string, adopt: (kept: ImportDraft | undefined) => ImportDraft): KeptDraft {
  const [draft, setDraft] = useState<ImportDraft | null>(null);
  const [unkept, setUnkept] = useState(false);
  const keeper = useRef<Keeper | null>(null);
  const adoptNow = useRef(adopt);

  useEffect(() => {
    let left = false;
    const taking = takePlace(key);
    void taking.then(async (place) => {
      if (left) return;
      const mine = (keeper.current = new Keeper(place.key, setUnkept));
      const kept = await mine.kept();
      if (!left) setDraft(adoptNow.current(kept));
    });
    const onHide = () => keeper.current?.leave();
    window.addEventListener("pagehide", onHide);
    return () => {
      left = true;
      void taking.then(({ release }) => release());
      window.removeEventListener("pagehide", onHide);
    };
  }, [key]);

  const change = useCallback((update: (draft: ImportDraft) => ImportDraft) => {
    setDraft((current) => {
      if (!current) return current;
      const next = update(current);
      keeper.current?.keep(next);
      return next;
    });
  }, []);

  const discard = useCallback((fresh: ImportDraft | null) => {
    keeper.current?.keep(null);
    if (fresh) setDraft(fresh);
  }, []);

  return { draft, change, discard, unkept };
}
