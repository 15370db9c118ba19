import type { FlagDto, ManuscriptGalley, ManuscriptParagraph } from "../contract";
import { inlineText } from "../article/kinds";

/** What was done elsewhere with a typo fix. */
export interface FixDone {
  flagId: string;
  outcome: "applied" | "declined";
}

interface FixesGiven {
  flags: readonly FlagDto[];
  /** Those that a reviewed file shows as tracked changes. */
  shownAsChanges: ReadonlySet<string>;
  /** Those that are still tracked changes. */
  tracked: ReadonlySet<string>;
  galley: ManuscriptGalley;
  paragraphs: readonly ManuscriptParagraph[];
}

/**
 * Typo fixes that were accepted or rejected where the file was: their tracked change is gone, and the words that their
 * bookmark is left around are the new ones, or the old ones. Words that were put there otherwise settle nothing; the
 * new ones do also where they were typed.
 */
export function fixesDone({ flags, shownAsChanges, tracked, galley, paragraphs }: FixesGiven): FixDone[] {
  const texts = new Map(paragraphs.map(({ key, content }) => [key, inlineText(content)]));
  const marks = new Map(galley.flags.map((mark) => [mark.id, mark]));
  return flags.flatMap((flag): FixDone[] => {
    const mark = marks.get(flag.id);
    const { replacement, anchor } = flag;
    if (!mark || replacement === null || flag.status !== "open" || anchor.state === "detached") return [];
    if (tracked.has(flag.id)) return [];
    const words = (texts.get(mark.paragraphKey) ?? "").slice(mark.start, mark.end);
    if (words === replacement && words !== anchor.quote) return [{ flagId: flag.id, outcome: "applied" }];
    if (words === anchor.quote && shownAsChanges.has(flag.id))
      return [{ flagId: flag.id, outcome: "declined" }];
    return [];
  });
}
