"use client";

import { useEffect, type RefObject } from "react";

/** Gives the keyboard to the open note; where there is none, to the page, whose keys go on from there. */
export function focusNoteOrPage(): void {
  const heir = document.querySelector<HTMLElement>(".note.is-focused .note-face");
  (heir ?? document.getElementById("main"))?.focus({ preventScroll: true });
}

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
      const next = root.querySelector<HTMLElement>('.note:not(.is-focused) .note-face[tabindex="0"]');
      if (next) next.focus({ preventScroll: true });
      else focusNoteOrPage();
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
