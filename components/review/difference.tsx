"use client";

import { wordDiff } from "@/domain/article/word-diff";

/** Words of the text as a note shows them: a citation is a mark. */
export const shownWords = (text: string) => text.replace(/\uFFFC/g, "[•]");

interface DifferenceProps {
  before: string;
  after: string;
  /** Only this wording, with its own words marked: for two side by side. */
  side?: "old" | "new";
}

/** Old words struck out, new ones underlined, word by word. */
export function Difference({ before, after, side }: DifferenceProps) {
  const parts = wordDiff(before, after).filter(({ type }) => !side || type === "same" || type === side);
  return (
    <span className="difference">
      {parts.map(({ type, text }, index) => {
        const words = shownWords(text);
        if (type === "old") return <del key={index}>{words}</del>;
        if (type === "new") return <ins key={index}>{words}</ins>;
        return <span key={index}>{words}</span>;
      })}
      {after === "" && !side && <span className="faint"> (taken out)</span>}
    </span>
  );
}
