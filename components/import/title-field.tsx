"use client";

import { useState } from "react";

/** The title, corrected in its place and in its type. An empty one goes back to the manuscript's. */
export function TitleField({ text, onTitle }: { text: string; onTitle: (title: string) => void }) {
  // What is being typed stays as it is typed, though the preview answers late and in its own spacing.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <textarea
      data-kind="title"
      aria-label="Title"
      dir="auto"
      rows={1}
      maxLength={500}
      placeholder="Title"
      value={typed ?? text}
      onChange={(event) => {
        const title = event.target.value.replace(/\s*\n\s*/g, " ");
        setTyped(title);
        onTitle(title.trim() === "" ? "" : title);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
      }}
      onBlur={() => setTyped(null)}
      className="field-sizing-content block w-full resize-none rounded-sm bg-transparent hover:bg-paper-sunk focus-visible:bg-paper-raised"
    />
  );
}
