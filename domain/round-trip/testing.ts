import { docFromParagraphs } from "../article/document";
import type { ReviewedSource } from "../draft/reviewed/reviewed";
import type { Receiving } from ".";

/** For tests: an article as a manuscript comes in to it that was made from it as it stands. */
export const receiving = (source: ReviewedSource): Receiving => ({
  articleId: source.id,
  citationStyle: source.citationStyle,
  paragraphs: source.paragraphs,
  flags: source.flags,
  base: docFromParagraphs(source.paragraphs),
  places: new Map(
    source.flags.flatMap(({ id, paragraphId, anchor: { state, start, end } }) =>
      state === "detached" ? [] : [[id, { paragraphId, start, end }]],
    ),
  ),
  decidedSince: new Set(),
});
