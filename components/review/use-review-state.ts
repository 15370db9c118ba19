"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { FocusOptions } from "./context";
import { parseFilters, writeFilters, type Filters } from "./filters";
import { isPhone, keepAboveSheet, revealNote, scrollToFlag, wordsOfFlag } from "./scroll";

/** Changes the address without asking the server for anything. */
function rewriteAddress(change: (parameters: URLSearchParams) => URLSearchParams) {
  const parameters = change(new URLSearchParams(location.search));
  const query = parameters.size > 0 ? `?${parameters.toString()}` : "";
  window.history.replaceState(null, "", `${location.pathname}${query}${location.hash}`);
}

/** The filters, kept in the address. */
export function useFilters(first: Filters): [Filters, (filters: Filters) => void] {
  const [filters, setFilters] = useState(first);
  const change = useCallback((next: Filters) => {
    setFilters(next);
    rewriteAddress((parameters) => writeFilters(parameters, next));
  }, []);
  useEffect(() => {
    const onPopState = () => {
      const parameters = new URLSearchParams(location.search);
      setFilters(parseFilters((name) => parameters.get(name)));
    };
    window.addEventListener("popstate", onPopState);
    return () => window.removeEventListener("popstate", onPopState);
  }, []);
  return [filters, change];
}

/** The flag in focus, kept in the address as `?flag=`. What was asked for besides happens once all stands in place. */
export function useFocusedFlag(
  first: string | null,
): [string | null, (flagId: string | null, options?: FocusOptions) => void] {
  const [focused, setFocused] = useState({ id: first, turn: 0 });
  const wanted = useRef<FocusOptions & { jump?: boolean }>(first ? { scroll: true, jump: true } : {});

  const focus = useCallback((id: string | null, options: FocusOptions = {}) => {
    wanted.current = options;
    setFocused(({ turn }) => ({ id, turn: turn + 1 }));
    rewriteAddress((parameters) => {
      if (id) parameters.set("flag", id);
      else parameters.delete("flag");
      return parameters;
    });
  }, []);

  // After the margin's own layout effect: the notes stand where they belong by now.
  useLayoutEffect(() => {
    const { scroll, keyboard, jump } = wanted.current;
    wanted.current = {};
    if (!focused.id) return;
    const note = document.querySelector<HTMLElement>(`#note-${CSS.escape(focused.id)}`);
    if (keyboard) note?.querySelector<HTMLElement>(".note-face")?.focus({ preventScroll: true });
    // On a phone the sheet would cover them.
    if (scroll || isPhone()) scrollToFlag(focused.id, jump ? "instant" : "smooth");
    else if (note) revealNote(note);
  }, [focused]);

  useEffect(() => {
    const { id } = focused;
    return id ? keepAboveSheet(() => wordsOfFlag(id)) : undefined;
  }, [focused]);

  return [focused.id, focus];
}
