"use client";

import { useEffect, type RefObject } from "react";

/**
 * Keeps the keyboard in the margin when what had it goes away (a form that was sent, a note that was withdrawn):
 * it moves to the note in focus, else to the note that the Tab key comes to.
 */
export function useKeepFocus(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = list.current;
    if (!root) return;
    let wasInside = false;
    const onFocusIn = (event: FocusEvent) => {
      wasInside = root.contains(event.target as Node);
    };
    const onPointerDown = (event: PointerEvent) => {
      if (!root.contains(event.target as Node)) wasInside = false;
    };
    const observer = new MutationObserver(() => {
      if (!wasInside || document.activeElement !== document.body) return;
      const heir =
        root.querySelector<HTMLElement>(".note.is-focused .note-face") ??
        root.querySelector<HTMLElement>('.note-face[tabindex="0"]');
      heir?.focus({ preventScroll: true });
    });
    observer.observe(root, { childList: true, subtree: true });
    document.addEventListener("focusin", onFocusIn);
    document.addEventListener("pointerdown", onPointerDown);
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", onFocusIn);
      document.removeEventListener("pointerdown", onPointerDown);
    };
  }, [list]);
}
