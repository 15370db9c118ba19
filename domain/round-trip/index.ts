import type { Node } from "prosemirror-model";
import type { Step } from "prosemirror-transform";
import type { CitationStyle } from "../article/citations";
import { paragraphText, placeParagraphs } from "../article/document";
import { replaceTextSteps } from "../article/edits";
import { applyAll } from "../article/rebase";
import { reviseSteps } from "../article/revise";
import type { FlagDto, ManuscriptFlag, ParagraphDto, ParsedManuscript } from "../contract";
import { isSettled, placedFlags } from "../draft/reviewed/placed-flags";
import { GalleyError } from "../errors";
import type { AnchorPlace } from "../flag/anchor";
import { fixesDone, type FixDone } from "./fixes";
import { incomingDocument } from "./incoming";
import type { NewReply } from "./replies";
import { matchThreads } from "./threads";

export { type FixDone } from "./fixes";
export { type NewReply } from "./replies";

/** The article that a manuscript comes in to. */
export interface Receiving {
  articleId: string;
  citationStyle: CitationStyle;
  /** As it stands. */
  paragraphs: readonly ParagraphDto[];
  flags: readonly FlagDto[];
  /** The text that the manuscript is compared with. */
  base: Node;
  /** Where flags stood in that text; those that had their words there. */
  places: ReadonlyMap<string, AnchorPlace>;
  /** Flags that were settled, verified or reopened here since the file was made: the file does not know. */
  decidedSince: ReadonlySet<string>;
}

/** What a manuscript does to the article that it comes in to. */
export interface Taken {
  /** From the base to the text of the file: what was accepted there first. */
  steps: Step[];
  /** The text of the file. */
  doc: Node;
  fixes: FixDone[];
  /** Their comment was marked as resolved. */
  marked: string[];
  /** Their comment was resolved, and is not any more. */
  reopened: string[];
  replies: NewReply[];
  /** Comments and changes that are nobody's yet; `paragraphKey` is the id of a paragraph of `doc`. */
  fresh: ManuscriptFlag[];
  /** Flags of the file whose comment or change was deleted there. */
  withoutComment: string[];
}

/**
 * A reviewed file that was worked on elsewhere, as what a writer and a reviewer would have done here: the text changed
 * the way a person would have changed it, fixes accepted or rejected, comments resolved and answered. Of a file that
 * is not one of this article's all comments are new. Throws invalid for a file from which that cannot be told.
 */
export function takeIn(parsed: ParsedManuscript, article: Receiving, newId: () => string): Taken {
  const { base, flags, citationStyle } = article;
  const galley = parsed.galley?.articleId === article.articleId ? parsed.galley : undefined;
  const { known, fresh, replies, tracked } = galley
    ? matchThreads(flags, parsed.flags, galley.flags)
    : {
        known: new Map<string, ManuscriptFlag>(),
        fresh: parsed.flags,
        replies: [],
        tracked: new Set<string>(),
      };
  if (galley?.view === "changes" && fresh.some(({ tracked }) => tracked))
    throw new GalleyError(
      "invalid",
      "This copy shows what changed since the import as tracked changes, and some of them are neither accepted nor rejected. Accept or reject them all, and bring it in again; or work on the reviewed copy.",
    );
  const { doc, ids } = incomingDocument(
    base,
    { manuscript: parsed.manuscript, ...(galley && { galley }) },
    citationStyle,
    newId,
  );
  const shown = placedFlags(article.paragraphs, flags, { settled: true });
  const shownAsChanges = new Set(shown.flatMap(({ flag, isChange }) => (isChange ? [flag.id] : [])));
  const fixes = galley
    ? fixesDone({ flags, shownAsChanges, tracked, galley, paragraphs: parsed.manuscript.paragraphs })
    : [];
  const first = acceptSteps(base, fixes, article);
  const fixed = new Set(fixes.map(({ flagId }) => flagId));
  const isOpen = ({ id }: FlagDto) => !fixed.has(id) && !article.decidedSince.has(id);
  const inFile = new Set(galley?.flags.map(({ id }) => id));
  return {
    steps: [...first, ...reviseSteps(applyAll(base, first)!, doc)],
    doc,
    fixes,
    marked: flags
      .filter((flag) => isOpen(flag) && flag.status === "open" && known.get(flag.id)?.resolved)
      .map(({ id }) => id),
    reopened:
      galley?.eventId == null
        ? []
        : flags
            .filter((flag) => isOpen(flag) && isSettled(flag) && flag.status !== "withdrawn")
            .filter(({ id }) => known.get(id)?.resolved === false)
            .map(({ id }) => id),
    replies,
    fresh: fresh.map((flag) => ({ ...flag, paragraphKey: ids.get(flag.paragraphKey)! })),
    withoutComment: flags
      .filter(({ id, status }) => status === "open" && inFile.has(id) && !known.has(id) && !fixed.has(id))
      .map(({ id }) => id),
  };
}

/** What was accepted, put in at the places of the flags, from the end of each paragraph. */
function acceptSteps(base: Node, fixes: readonly FixDone[], { flags, places }: Receiving): Step[] {
  const replacements = new Map(flags.map(({ id, replacement }) => [id, replacement ?? ""]));
  const placed = placeParagraphs(base);
  const accepted = fixes
    .flatMap(({ flagId, outcome }) => {
      const place = outcome === "applied" ? places.get(flagId) : undefined;
      const paragraph = place && placed.get(place.paragraphId);
      return paragraph
        ? [{ ...place, position: paragraph.start + place.start, text: replacements.get(flagId)! }]
        : [];
    })
    .sort((one, other) => other.position - one.position);
  const steps: Step[] = [];
  let free = Number.POSITIVE_INFINITY;
  for (const { position, paragraphId, start, end, text } of accepted) {
    // Of two that overlap one was accepted, whatever the other's words are now.
    if (position + end - start > free) continue;
    free = position;
    if (paragraphText(placed.get(paragraphId)!.node).slice(start, end) !== text)
      steps.push(...replaceTextSteps(base, { paragraphId, start, end, text }));
  }
  return steps;
}
