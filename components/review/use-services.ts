"use client";

import { useEffect, useRef, useState, type RefObject } from "react";
import type { FlagDto } from "@/domain/contract";
import type { FlagKind } from "@/domain/flag/kinds";
import type { Caret } from "./caret";
import type { Composing, DialogName, FocusOptions, ReviewServices } from "./context";
import { neighbour } from "./flag-order";
import { shortQuote } from "./note-words";
import { placeToEdit } from "./place-to-edit";
import { trimRange } from "./selection";
import { newThings } from "./seen";
import { scrollToNew } from "./seen-line";

interface ServiceParts extends Pick<
  ReviewServices,
  "actor" | "members" | "store" | "seen" | "commands" | "say" | "thread"
> {
  text: RefObject<HTMLElement | null>;
  caret: RefObject<Caret | null>;
  focusFlag: (flagId: string | null, options?: FocusOptions) => void;
  setComposing: (composing: Composing | null) => void;
  setPlacingId: (flagId: string | null) => void;
  openDialog: (name: DialogName) => void;
  openEditor: (place: { paragraphId: string; offset: number } | null) => void;
}

/** What the services go by at the moment they are asked. */
interface Moment {
  walkable: readonly FlagDto[];
  focusedId: string | null;
  kinds: readonly FlagKind[];
  mayWrite: boolean;
}

/** The services every part of the review uses: made once, so that nothing is drawn again on their account. */
export function useServices(parts: ServiceParts, now: Moment): ReviewServices {
  const moment = useRef(now);
  useEffect(() => {
    moment.current = now;
  });
  const [services] = useState(() => makeServices(parts, moment));
  return services;
}

function makeServices(parts: ServiceParts, moment: RefObject<Moment>): ReviewServices {
  const { actor, members, store, seen, commands, say, thread, text, caret } = parts;
  const { focusFlag, setComposing, setPlacingId, openDialog, openEditor } = parts;
  const focus: ReviewServices["focus"] = (id, options) => {
    setComposing(null);
    focusFlag(id, options);
  };
  return {
    actor,
    members,
    store,
    seen,
    commands,
    say,
    thread,
    focus,
    openDialog,
    walk: (direction) => {
      const { walkable, focusedId } = moment.current;
      const next = neighbour(walkable, focusedId, direction);
      if (next) focus(next, { scroll: true, keyboard: true });
      else say("No flags are shown.");
    },
    nextNew: () => {
      const article = store.getSnapshot();
      const [next] = newThings(seen.getSnapshot(), article);
      if (!next) return say("Nothing is new.");
      seen.see([next]);
      if (next.type === "flag") return focus(next.id, { scroll: true, keyboard: true });
      scrollToNew(next);
      const words = article.paragraphs.find(({ id }) => id === next.id)?.text ?? "";
      say(`Changed: ${shortQuote(words)}`);
    },
    compose: (kind, { paragraphId, clipped, quote: seen, note, ...range }) => {
      const { version, paragraphs } = store.getSnapshot();
      const paragraph = paragraphs.find(({ id }) => id === paragraphId);
      if (!paragraph || !moment.current.kinds.includes(kind)) return;
      caret.current?.end();
      const { text } = paragraph;
      const { start, end } = trimRange(text, range.start, range.end);
      const quote = text.slice(start, end);
      if (seen !== undefined && seen !== text.slice(range.start, range.end))
        return say("The text changed just now. Select the words again.");
      setComposing({ kind, paragraphId, start, end, quote, text, version, clipped, note });
      window.getSelection()?.removeAllRanges();
    },
    closeComposer: () => setComposing(null),
    startPlacing: (id) => {
      setPlacingId(id);
      if (id) say("Select the words it belongs to, then choose Put it here.");
    },
    edit: (place) => {
      const { walkable, focusedId, mayWrite } = moment.current;
      if (!mayWrite) return;
      setComposing(null);
      caret.current?.end();
      const focused = walkable.find(({ id }) => id === focusedId);
      openEditor(place ?? placeToEdit(text.current, focused));
    },
  };
}
