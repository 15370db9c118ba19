"use client";

import { useEffect, useEffectEvent } from "react";

/**
 * Opens the editor by itself where this person left words on this device that the server does not have: they
 * are shown, and sent.
 */
export function useUnsavedText(
  mayWrite: boolean,
  actorId: string,
  articleId: string,
  openEditor: (caret: null) => void,
): void {
  const open = useEffectEvent(openEditor);
  useEffect(() => {
    if (!mayWrite) return;
    let isGone = false;
    void import("../editor/drafts")
      .then(({ hasUnsaved }) => hasUnsaved(actorId, articleId))
      .then((left) => {
        if (left && !isGone) open(null);
      })
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [mayWrite, actorId, articleId]);
}
