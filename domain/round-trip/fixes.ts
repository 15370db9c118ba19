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
    const words = standing(texts.get(mark.paragraphKey) ?? "", mark, [replacement, anchor.quote]);
    if (words === replacement && words !== anchor.quote) return [{ flagId: flag.id, outcome: "applied" }];
    if (words === anchor.quote && shownAsChanges.has(flag.id))
      return [{ flagId: flag.id, outcome: "declined" }];
    return [];
  });
}

/**
 * Which of these wordings stands at a bookmark; null when none does. LibreOffice leaves a bookmark a letter short when
 * it accepts a change, so of two that fit the longer one stands there.
 */
function standing(
  text: string,
  { start, end }: { start: number; end: number },
  wordings: readonly string[],
): string | null {
  const fitting = wordings.filter(
    (words) => text.startsWith(words, start) && Math.abs(words.length - (end - start)) <= 1,
  );
  return fitting.sort((one, other) => other.length - one.length)[0] ?? null;
}
