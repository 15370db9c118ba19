"use client";

import type { RefObject } from "react";
import type { FlagKind } from "@/domain/flag/kinds";
import type { Caret } from "./caret";
import type { Composing, ReviewServices, ThreadHandle } from "./context";
import type { TypedAhead } from "../editor/types";
import { isPlainLetter } from "./keys";
import { Composer, makeCaret } from "./on-demand";
import type { PaletteAction } from "./palette";
import { placeToEdit } from "./place-to-edit";
import { useAskThread } from "./use-ask-thread";
import { useKeys } from "./use-keys";
import type { ShownFlags } from "./use-shown-flags";

interface ActionParts {
  services: ReviewServices;
  articleId: string;
  shown: ShownFlags;
  mayWrite: boolean;
  /** Typo fixes that could be applied now. */
  fixes: number;
  /** Flags of this person's own that are not sent yet. */
  pending: number;
  composing: Composing | null;
  text: RefObject<HTMLElement | null>;
  caret: RefObject<Caret | null>;
  thread: RefObject<ThreadHandle | null>;
  /** Where letters go while the editor is on its way. */
  ahead: TypedAhead | null;
  /** Begins a flag on the selected words. */
  choose: (kind: FlagKind) => void;
  /** Puts the flag that is being placed on the selected words, where that can be done. */
  placeHere: (() => void) | null;
  hideSettled: () => void;
  letGo: () => void;
}

/** With a key, a name in the palette, or both. */
type Action = { run: () => void } & ({ key: string; label?: string } | { key?: undefined; label: string });

const go = (address: string) => () => location.assign(address);

/** All that keys and the palette do: listens to the keys, answers with what the palette offers. */
export function useActions(parts: ActionParts): PaletteAction[] {
  const { services, articleId, shown, mayWrite, text, caret, choose, placeHere } = parts;
  const { walk, edit, nextNew, openDialog, say } = services;
  const ask = useAskThread(parts.thread, shown.focused?.id ?? null);
  const page = (name: string) => `/articles/${articleId}/${name}`;

  const walkText = async () => {
    const root = text.current;
    if (!root) return;
    if (caret.current?.root !== root) caret.current = await makeCaret(root);
    const place = placeToEdit(root, shown.focused ?? undefined);
    const paragraph = place && root.querySelector<HTMLElement>(`[data-paragraph="${place.paragraphId}"]`);
    if (!paragraph) return;
    // On a note the arrows would walk the notes.
    document.getElementById("main")?.focus({ preventScroll: true });
    caret.current.begin(paragraph, place.offset);
    say("A caret is in the text. Arrows move it, Shift and arrows select, Escape ends.");
  };
  const openParagraphHistory = () => {
    const paragraphId = placeToEdit(text.current, shown.focused ?? undefined)?.paragraphId;
    location.assign(page(paragraphId ? `history?paragraph=${paragraphId}` : "history"));
  };
  const settle = () => ask((handle) => handle.settle(shown.focused?.kind === "comment" ? "done" : "applied"));

  const actions: Action[] = [
    { key: "j", label: "The next flag", run: () => walk(1) },
    { key: "k", run: () => walk(-1) },
    { key: "t", run: () => choose("typo") },
    { key: "f", run: () => choose("fact_check") },
    { key: "c", run: () => choose("citation") },
    { key: "m", run: () => choose("comment") },
    { key: "r", run: () => ask((handle) => handle.reply()) },
    { key: "a", run: settle },
    { key: "d", run: () => ask((handle) => handle.settle("declined")) },
    { key: "v", run: () => ask((handle) => handle.verify()) },
    { key: "o", run: () => ask((handle) => handle.reopen()) },
    { key: "n", label: "The next thing that changed since you last looked", run: nextNew },
    { key: "h", label: "Hide settled flags, or show them", run: parts.hideSettled },
    { key: "s", label: "Walk the text with a caret", run: () => void walkText() },
    ...(mayWrite ? [{ key: "e", label: "Edit the text", run: () => edit() }] : []),
    ...(parts.fixes > 0 ? [{ label: "Apply the typo fixes shown", run: () => openDialog("apply") }] : []),
    ...(parts.pending > 0 ? [{ label: "Send my review", run: () => services.commands.sendReview() }] : []),
    { label: "History of the article", run: go(page("history")) },
    { key: "p", label: "History of this paragraph", run: openParagraphHistory },
    { label: "The gate and the clean draft", run: go(page("draft")) },
    ...(mayWrite ? [{ label: "Bring a Word file back", run: go(page("manuscript")) }] : []),
    { key: "b", label: "References", run: () => openDialog("references") },
    { key: "?", label: "All keys", run: () => openDialog("keys") },
    { key: "Escape", run: parts.letGo },
    ...(placeHere ? [{ key: "Enter", run: placeHere }] : []),
  ];

  useKeys({
    actions: Object.fromEntries(actions.flatMap(({ key, run }) => (key ? [[key, run]] : []))),
    openPalette: () => openDialog("palette"),
    // A letter that was meant for a form or an editor which is still on its way is no command.
    first: (event) => {
      const { ahead, composing } = parts;
      if (isPlainLetter(event) && (ahead || (composing && !Composer.isThere()))) {
        if (ahead) ahead.typed += event.key;
        return true;
      }
      return caret.current?.press(event) ?? false;
    },
  });
  return actions.flatMap(({ key, label, run }) => (label ? [{ label, keys: key, run }] : []));
}
