"use client";

import { useEffect, useRef } from "react";
import { isTyping, letterOf } from "./keys";

/** Actions by letter; "Escape" and "?" among them. */
export type KeyActions = Record<string, () => void>;

interface Keys {
  actions: KeyActions;
  /** Ctrl or Cmd with K. */
  openPalette: () => void;
  /** Takes a key before anything else: the caret. True when it was its. */
  first: (event: KeyboardEvent) => boolean;
}

/** What Enter presses by itself. */
const isPressedBy = (target: EventTarget | null) =>
  target instanceof Element && target.closest("a, button") !== null;

/** The review's keys. None fires while somebody types in a field, a dialog or a menu. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const letter = letterOf(event);
      const withModifier = event.ctrlKey || event.metaKey;
      if (withModifier && letter === "k" && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        latest.current.openPalette();
        return;
      }
      // Where what had the keyboard in a dialog is gone, the page has it; what is pressed is the dialog's all the same.
      if (isTyping(event.target) || document.querySelector("dialog:modal")) return;
      if (latest.current.first(event)) {
        event.preventDefault();
        return;
      }
      if (withModifier || event.altKey) return;
      const action = latest.current.actions[letter];
      if (!action || (letter === "Enter" && isPressedBy(event.target))) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
