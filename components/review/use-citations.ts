"use client";

import { use, useEffect, useMemo, useState } from "react";
import type * as CitationLabels from "@/domain/article/citation-labels";
import { numberedCitations, type Citations, type CitationStyle } from "@/domain/article/citations";
import type { ParagraphDto } from "@/domain/contract";

type Labels = typeof CitationLabels;

let loading: Promise<Labels> | null = null;

function loadLabels(): Promise<Labels> {
  loading ??= import("@/domain/article/citation-labels").catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/**
 * How the citations read. The code that reads authors and dates off entries is fetched for articles that cite by
 * them: with the page where the style was so from the start; numbers stand until it has come where somebody changes
 * the style under way.
 */
export function useCitations({
  paragraphs,
  citationStyle,
}: {
  paragraphs: readonly ParagraphDto[];
  citationStyle: CitationStyle;
}): Citations {
  const [first] = useState(citationStyle);
  const there = first === "author_date" ? use(loadLabels()) : null;
  const [fetched, setFetched] = useState<Labels | null>(null);
  useEffect(() => {
    if (citationStyle !== "author_date" || there) return;
    loadLabels().then((labels) => setFetched(() => labels), reportError);
  }, [citationStyle, there]);
  const labels = there ?? fetched;
  return useMemo(
    () => labels?.citationsOf(paragraphs, citationStyle) ?? numberedCitations(paragraphs),
    [labels, paragraphs, citationStyle],
  );
}
