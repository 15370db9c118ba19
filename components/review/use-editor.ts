"use client";

import { useCallback, useState, type ComponentType } from "react";
import type { ArticleEditorProps, CaretPlace, EditorStatus, LeftText } from "../editor/types";

export const EDIT_STATUS_WORDS: Record<Extract<EditorStatus, "offline" | "conflict">, string> = {
  offline: "No connection: what you write is kept here.",
  conflict: "Some words could not be saved. They are kept here.",
};

type Editor = ComponentType<ArticleEditorProps>;

let loaded: Promise<Editor> | null = null;

/** Fetches the editor's code, once; again after a failure. */
function loadEditor(): Promise<Editor> {
  loaded ??= import("../editor/ArticleEditor").then(
    (module) => module.default,
    (error: unknown) => {
      loaded = null;
      throw error;
    },
  );
  return loaded;
}

export type EditState =
  | { name: "no" }
  | { name: "opening" }
  | { name: "failed" }
  | { name: "yes"; Editor: Editor; caret: CaretPlace | null };

/** Whether somebody writes here. The text stays as it is until the editor is there to take its place. */
export function useEditor(): {
  state: EditState;
  open: (caret: CaretPlace | null) => void;
  close: () => void;
  prefetch: () => void;
  /** What the writer left behind, while nobody writes here. */
  left: LeftText | null;
  onLeft: (left: LeftText | null) => void;
} {
  const [left, onLeft] = useState<LeftText | null>(null);
  const [state, setState] = useState<EditState>({ name: "no" });
  const open = useCallback((caret: CaretPlace | null) => {
    setState({ name: "opening" });
    loadEditor().then(
      (Editor) => setState({ name: "yes", Editor, caret }),
      () => setState({ name: "failed" }),
    );
  }, []);
  const close = useCallback(() => setState({ name: "no" }), []);
  const prefetch = useCallback(() => void loadEditor().catch(() => undefined), []);
  return { state, open, close, prefetch, left: state.name === "yes" ? null : left, onLeft };
}
