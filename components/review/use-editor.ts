"use client";

import { useCallback, useState, type ComponentType } from "react";
import type { ArticleEditorProps, CaretPlace, LeftText, TypedAhead } from "../editor/types";
import { untilLoaded } from "../ui/later";
import { isTyping } from "./keys";
import { chosenAt } from "./place-to-edit";

type Editor = ComponentType<ArticleEditorProps>;

const loadEditor = () => import("../editor/ArticleEditor");

export type EditState =
  | { name: "no" }
  | ({ name: "opening" } & TypedAhead)
  | { name: "yes"; Editor: Editor; caret: CaretPlace | null; ahead: TypedAhead };

const NO: EditState = { name: "no" };

/**
 * Whether somebody writes here. The text stays as it is until the editor is there to take its place; it does not, where
 * they turned to something else meanwhile.
 */
export function useEditor(): {
  state: EditState;
  open: (caret: CaretPlace | null) => void;
  close: () => void;
  /** Who was about to write does something else. */
  letGo: () => void;
  prefetch: () => void;
  /** What the writer left behind, while nobody writes here. */
  left: LeftText | null;
  onLeft: (left: LeftText | null) => void;
} {
  const [left, onLeft] = useState<LeftText | null>(null);
  const [state, setState] = useState(NO);
  const open = useCallback((caret: CaretPlace | null) => {
    const opening: EditState = { name: "opening", typed: "" };
    const goOn = (next: EditState) => setState((now) => (now === opening ? next : now));
    setState((now) => (now.name === "yes" ? now : opening));
    untilLoaded(loadEditor).then(
      ({ default: Editor }) =>
        goOn(
          isTyping(document.activeElement)
            ? NO
            : { name: "yes", Editor, caret: chosenAt(caret), ahead: opening },
        ),
      () => goOn(NO),
    );
  }, []);
  const close = useCallback(() => setState(NO), []);
  const letGo = useCallback(() => setState((now) => ("typed" in now ? NO : now)), []);
  const prefetch = useCallback(() => void loadEditor().catch(() => undefined), []);
  return { state, open, close, letGo, prefetch, left: state.name === "yes" ? null : left, onLeft };
}
