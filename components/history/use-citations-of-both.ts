"use client";

import type { Citations, CitationStyle } from "@/domain/article/citations";
import type { ParagraphDto } from "@/domain/contract";
import { useCitations } from "../review/use-citations";

/** How citations read in each of two states of an article. */
export interface CitationsOfBoth {
  before: Citations;
  after: Citations;
}

const NONE: readonly ParagraphDto[] = [];

/** `undefined` for a state that is still on its way. */
export function useCitationsOfBoth(
  before: readonly ParagraphDto[] | undefined,
  after: readonly ParagraphDto[] | undefined,
  citationStyle: CitationStyle,
): CitationsOfBoth {
  return {
    before: useCitations({ paragraphs: before ?? NONE, citationStyle }),
    after: useCitations({ paragraphs: after ?? NONE, citationStyle }),
  };
}
