"use client";

import { wordDiff } from "@/domain/article/word-diff";

/** Old words struck out, new ones underlined, word by word; citations shown as a mark. */
export function Difference({ before, after }: { before: string; after: string }) {
  return (
    <span className="difference">
      {wordDiff(before, after).map(({ type, text }, index) => {
        const words = text.replace(/\uFFFC/g, "[•]");
        if (type === "old") return <del key={index}>{words}</del>;
        if (type === "new") return <ins key={index}>{words}</ins>;
        return <span key={index}>{words}</span>;
      })}
      {after === "" && <span className="faint"> (taken out)</span>}
    </span>
  );
}
