"use client";

import type { FlagDto } from "@/domain/contract";
import { Note } from "./note";

interface DetachedProps {
  flags: readonly FlagDto[];
  focusedId: string | null;
  tabStopId: string | null;
}

/** Flags whose words are gone: they stay, count, and can be put back on words or settled. */
export function Detached({ flags, focusedId, tabStopId }: DetachedProps) {
  if (flags.length === 0) return null;
  return (
    <section className="detached" aria-labelledby="detached-title">
      <h2 id="detached-title" className="label">
        Their words are gone ({flags.length})
      </h2>
      <p className="soft">
        Put each back on its words, or settle it. They come back by themselves with their words.
      </p>
      <ol className="detached-list">
        {flags.map((flag, index) => (
          <Note
            key={flag.id}
            flag={flag}
            focused={flag.id === focusedId}
            isTabStop={flag.id === tabStopId}
            initial={undefined}
            position={`${index + 1} of ${flags.length}`}
          />
        ))}
      </ol>
    </section>
  );
}
