"use client";

import { useMemo, useRef } from "react";
import { NO_CITATIONS, sameCitations, type Citations } from "@/domain/article/citations";
import type { ArticleDto, FlagDto } from "@/domain/contract";
import { isAtRest } from "@/domain/flag/at-rest";
import { isShown, type Filters } from "./filters";
import { byParagraph, inTextOrder } from "./flag-order";
import { useCitations } from "./use-citations";

export interface ShownFlags {
  /** On words that are there, in text order. */
  anchored: readonly FlagDto[];
  /** Their words are gone; open ones first. */
  detached: readonly FlagDto[];
  /** All that j and k walk. */
  walkable: readonly FlagDto[];
  flagsOf: ReadonlyMap<string, readonly FlagDto[]>;
  citations: Citations;
  focused: FlagDto | null;
  /** The note that the Tab key comes to. */
  tabStop: FlagDto | null;
}

const isDetached = ({ anchor }: FlagDto) => anchor.state === "detached";

/** The flags under these filters; the one in focus stays whatever they say, so that it never goes from under a person. */
export function useShownFlags(
  article: ArticleDto,
  filters: Filters,
  actorId: string,
  focusedId: string | null,
): ShownFlags {
  const { paragraphs, flags } = article;
  const read = useCitations(article);
  const ordered = useMemo(() => inTextOrder({ paragraphs, flags }), [paragraphs, flags]);
  const known = useRef<Pick<ShownFlags, "flagsOf" | "citations">>({
    flagsOf: new Map(),
    citations: NO_CITATIONS,
  });
  return useMemo(() => {
    const shown = ordered.filter((flag) => flag.id === focusedId || isShown(flag, filters, actorId));
    const anchored = shown.filter((flag) => !isDetached(flag));
    const detached = shown.filter(isDetached).sort((a, b) => Number(isAtRest(a)) - Number(isAtRest(b)));
    const walkable = [...anchored, ...detached];
    const focused = walkable.find(({ id }) => id === focusedId) ?? null;
    const flagsOf = byParagraph(anchored, known.current.flagsOf);
    const citations = sameCitations(read, known.current.citations);
    known.current = { flagsOf, citations };
    return {
      anchored,
      detached,
      walkable,
      flagsOf,
      citations,
      focused,
      tabStop: focused ?? walkable[0] ?? null,
    };
  }, [ordered, filters, actorId, focusedId, read]);
}
