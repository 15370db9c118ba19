"use client";

import { useState } from "react";
import { inlineText, PARAGRAPH_KINDS, type ParagraphKind } from "@/domain/article/kinds";
import type { ManuscriptParagraph } from "@/domain/contract";
import { PARAGRAPH_WORDS } from "./kind-words";

interface KindChoiceProps {
  paragraph: ManuscriptParagraph;
  onKind: (key: string, kind: ParagraphKind) => void;
}

const LOOK =
  "min-h-6 max-w-full cursor-pointer appearance-none rounded-sm bg-transparent px-1 py-0.5 text-end text-xs text-ink-faint hover:text-ink hover:underline pointer-coarse:min-h-9";

/**
 * The kind of a paragraph, and the choice of another. A list of options is costly and a manuscript has thousands of
 * paragraphs, so until somebody comes near it is a button that says the same.
 */
export function KindChoice({ paragraph: { key, kind, content }, onKind }: KindChoiceProps) {
  const [near, setNear] = useState<"pointer" | "focus" | "press" | null>(null);
  const label = `Kind of “${inlineText(content).slice(0, 40)}”`;
  if (!near)
    return (
      <button
        type="button"
        aria-haspopup="listbox"
        aria-label={`${label}: ${PARAGRAPH_WORDS[kind]}`}
        onPointerEnter={({ pointerType }) => pointerType === "mouse" && setNear("pointer")}
        onFocus={({ currentTarget }) => currentTarget.matches(":focus-visible") && setNear("focus")}
        onClick={() => setNear("press")}
        className={LOOK}
      >
        {PARAGRAPH_WORDS[kind]}
      </button>
    );
  return (
    <select
      ref={(select) => {
        if (near === "pointer" || !select) return;
        select.focus();
        if (near === "press" && "showPicker" in select) select.showPicker();
        setNear("pointer");
      }}
      aria-label={label}
      value={kind}
      onChange={(event) => onKind(key, event.target.value as ParagraphKind)}
      className={LOOK}
    >
      {PARAGRAPH_KINDS.map((choice) => (
        <option key={choice} value={choice} className="bg-paper-raised text-ink">
          {PARAGRAPH_WORDS[choice]}
        </option>
      ))}
    </select>
  );
}
