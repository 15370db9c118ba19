"use client";

import { wordDiff } from "@/domain/article/word-diff";

interface DifferenceProps {
  before: string;
  after: string;
  /** Only this wording, with its own words marked: for two side by side. */
  side?: "old" | "new";
}

/** Old words struck out, new ones underlined, word by word; citations shown as a mark. */
export function Difference({ before, after, side }: DifferenceProps) {
  const parts = wordDiff(before, after).filter(({ type }) => !side || type === "same" || type === side);
  return (
    <span className="difference">
      {parts.map(({ type, text }, index) => {
        const words = text.replace(/\uFFFC/g, "[•]");
        if (type === "old") return <del key={index}>{words}</del>;
        if (type === "new") return <ins key={index}>{words}</ins>;
        return <span key={index}>{words}</span>;
      })}
      {after === "" && !side && <span className="faint"> (taken out)</span>}
    </span>
  );
}
