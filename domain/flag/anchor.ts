import { GalleyError } from "../errors";
import type { AnchorState } from "./kinds";

/** UTF-16 units of context kept on each side of a quote. */
export const CONTEXT = 32;

/** Where a flag sits: offsets are UTF-16 code units in the paragraph's plain text. */
export interface AnchorPlace {
  paragraphId: string;
  start: number;
  end: number;
}

/** A place where an anchor stood. */
export interface RememberedPlace extends AnchorPlace {
  /** How its paragraph read: see fingerprint.ts. */
  reads: string;
  /** What it stood on; kept of the newest places only. */
  words?: string;
}

/**
 * How an anchor that was moved or changed comes home. At most 100 places of some 100 bytes, the words of eight of
 * them, and one wording of a paragraph: see memory.ts.
 */
export interface Recovery {
  /** Where it stood before each change that took words from it, or it to another paragraph; the oldest first. */
  places: RememberedPlace[];
  /** Of a detached one: what stood beside its words when they were lost. */
  beside?: { prefix: string; suffix: string };
  /** It was alive when its whole paragraph went, which read so: start and end are its place in that. */
  whole?: string;
  /** The window reaches over several paragraphs, up to this offset of this one. */
  until?: { paragraphId: string; end: number };
}

/**
 * An anchor as it is stored. A detached one's start and end are the window in which its words were, and into
 * which they would come back.
 */
export interface Anchor extends AnchorPlace {
  state: AnchorState;
  /** The words as they were when the flag was raised (or put back by hand). */
  quote: string;
  prefix: string;
  suffix: string;
  recovery: Recovery | null;
}

/**
 * Quote and context of a range. Throws `invalid` where the range is not in the text, is empty, or cuts a
 * character in half.
 */
export function anchorAt(
  text: string,
  start: number,
  end: number,
): { quote: string; prefix: string; suffix: string } {
  if (!(start >= 0 && start < end && end <= text.length))
    throw new GalleyError("invalid", "This range is not in the paragraph.");
  if (splitsCharacter(text, start) || splitsCharacter(text, end))
    throw new GalleyError("invalid", "This range begins or ends inside a character.");
  return { quote: text.slice(start, end), ...contextOf(text, start, end) };
}

/** The text on each side of a range, never beginning or ending with half a character. */
export function contextOf(text: string, start: number, end: number): { prefix: string; suffix: string } {
  let from = Math.max(0, start - CONTEXT);
  let to = Math.min(text.length, end + CONTEXT);
  if (splitsCharacter(text, from)) from++;
  if (splitsCharacter(text, to)) to--;
  return { prefix: text.slice(from, start), suffix: text.slice(end, to) };
}

function splitsCharacter(text: string, offset: number): boolean {
  return /[\uD800-\uDBFF]/.test(text.charAt(offset - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(offset));
}

/** Only where it is: of an anchor, or of anything that holds one. */
export function placeOf({ paragraphId, start, end }: AnchorPlace): AnchorPlace {
  return { paragraphId, start, end };
}

/** Whether both are the same words, or both none. */
export function isSamePlace(one: AnchorPlace | null, other: AnchorPlace | null): boolean {
  return one?.paragraphId === other?.paragraphId && one?.start === other?.start && one?.end === other?.end;
}
