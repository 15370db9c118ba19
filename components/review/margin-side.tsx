"use client";

import type { ComponentProps } from "react";
import type { FlagKind } from "@/domain/flag/kinds";
import { Detached } from "./detached";
import { Margin } from "./margin";
import type { ShownFlags } from "./use-shown-flags";

interface MarginSideProps extends Omit<ComponentProps<typeof Margin>, "flags" | "tabStopId"> {
  shown: ShownFlags;
  /** Flags there are, shown or not. */
  count: number;
  /** What this person may raise. */
  kinds: readonly FlagKind[];
  /** Lets the filters go; null where none is set. */
  onShowAll: (() => void) | null;
}

/** Everything beside the text: the notes, the flags whose words are gone, and what to do where there is nothing yet. */
export function MarginSide({ shown, count, kinds, onShowAll, ...margin }: MarginSideProps) {
  const { anchored, detached, tabStop } = shown;
  const tabStopId = tabStop?.id ?? null;
  return (
    <aside className="review-margin" aria-label="Margin">
      <Margin {...margin} flags={anchored} tabStopId={tabStopId} />
      <Detached flags={detached} focusedId={margin.focusedId} tabStopId={tabStopId} />
      {count === 0 && !margin.composing && (
        <p className="margin-empty">
          {kinds.length > 1
            ? "Nothing is marked yet. Select words, then choose what they need, or press t for a typo, f for a fact-check, c for a citation, m for a comment."
            : "Nothing is marked yet. What the desk marks stands here, beside its words."}
        </p>
      )}
      {count > 0 && anchored.length + detached.length === 0 && (
        <p className="margin-empty">
          No flag is of this kind and state. Others are hidden.{" "}
          {onShowAll && (
            <button type="button" className="link-button" onClick={onShowAll}>
              Show all
            </button>
          )}
        </p>
      )}
    </aside>
  );
}
