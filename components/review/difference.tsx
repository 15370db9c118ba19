"use client";

import { wordDiff } from "@/domain/article/word-diff";

/** Words of the text as a note shows them: a citation is a mark. */
export const shownWords = (text: string) => text.replace(/\uFFFC/g, "[•]");

interface DifferenceProps {
  before: string;
  after: string;
}

/** Old words struck out, new ones underlined, word by word. */
export function Difference({ before, after }: DifferenceProps) {
  return (
    <span className="difference">
      {wordDiff(before, after).map(({ type, text }, index) => {
        const words = shownWords(text);
        if (type === "old") return <del key={index}>{words}</del>;
        if (type === "new") return <ins key={index}>{words}</ins>;
        return <span key={index}>{words}</span>;
      })}
      {after === "" && <span className="faint"> (taken out)</span>}
    </span>
  );
}
