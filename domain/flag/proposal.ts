import search from "approx-string-match";
import { CONTEXT } from "./anchor";

/** What is left of a detached flag: its words as they were, and what stood on both sides. */
export interface LostWords {
  quote: string;
  prefix: string;
  suffix: string;
}

/**
 * Where a detached flag may belong, for a person to confirm.
 *
 * - same: its very words, with the neighbours they had
 * - moved: its very words, and they stand nowhere else, but among others
 * - changed: words much like them, and nothing else is
 */
export interface Proposal {
  paragraphId: string;
  start: number;
  end: number;
  how: "same" | "moved" | "changed";
}

/** Shorter words stand in a text by chance. In letters. */
const TELLING = 8;
/** Longer quotes are not searched for likenesses. */
const LONGEST_LIKENESS = 500;
/** How much of a quote may be otherwise, and how much better than the next best it has to be. */
const MOST_CHANGED = 0.3;
const AHEAD = 0.15;
/** Share of the neighbouring letters that must be the ones it had. */
const SAME_NEIGHBOURS = 0.5;

type Text = { id: string; text: string };
type Place = Omit<Proposal, "how">;

/** The one strong match for the words of a detached flag; null for none, and wherever there could be two. */
export function proposePlace(lost: LostWords, paragraphs: readonly Text[]): Proposal | null {
  const places = paragraphs.flatMap((paragraph) => exactPlaces(lost.quote, paragraph));
  const atHome = places.filter((place) => neighbours(lost, place, paragraphs) >= SAME_NEIGHBOURS);
  if (atHome.length === 1) return { ...atHome[0]!, how: "same" };
  if (places.length === 1 && lost.quote.length >= TELLING) return { ...places[0]!, how: "moved" };
  return places.length === 0 ? likeness(lost.quote, paragraphs) : null;
}

function exactPlaces(quote: string, { id, text }: Text): Place[] {
  const places: Place[] = [];
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    const end = at + quote.length;
    if (isWholeWords(text, at, end)) places.push({ paragraphId: id, start: at, end });
  }
  return places;
}

/** Whether a range cuts no word. */
export function isWholeWords(text: string, start: number, end: number): boolean {
  const isWord = (letters: string) => /[\p{L}\p{N}\p{M}\u200C\u200D]{2}/u.test(letters);
  return !isWord(around(text, start)) && !isWord(around(text, end));
}

/** The characters on both sides of an offset, each of them whole. */
function around(text: string, offset: number): string {
  const before = /[\uDC00-\uDFFF]/.test(text.charAt(offset - 1)) ? 2 : 1;
  const after = /[\uD800-\uDBFF]/.test(text.charAt(offset)) ? 2 : 1;
  return text.slice(Math.max(0, offset - before), offset + after);
}

/** Share of the letters beside the words that are those it had, 0 to 1. */
function neighbours({ prefix, suffix }: LostWords, place: Place, paragraphs: readonly Text[]): number {
  const { text } = paragraphs.find(({ id }) => id === place.paragraphId)!;
  const before = text.slice(Math.max(0, place.start - CONTEXT), place.start);
  const after = text.slice(place.end, place.end + CONTEXT);
  const length = prefix.length + suffix.length;
  if (length === 0) return before === "" && after === "" ? 1 : 0;
  const kept = shared([...prefix].reverse(), [...before].reverse()) + shared([...suffix], [...after]);
  return kept / length;
}

/** How many letters two rows begin with alike. */
function shared(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((letter, place) => letter !== other[place]);
  return differs === -1 ? one.length : differs;
}

function likeness(quote: string, paragraphs: readonly Text[]): Proposal | null {
  if (quote.length < TELLING || quote.length > LONGEST_LIKENESS) return null;
  const found = paragraphs
    .flatMap(({ id, text }) => likePlaces(quote, id, text))
    .sort((one, other) => one.errors - other.errors);
  const [best, next] = found;
  if (!best || best.errors > quote.length * MOST_CHANGED) return null;
  if (next && next.errors - best.errors < quote.length * AHEAD) return null;
  const { errors: _, ...place } = best;
  return { ...place, how: "changed" };
}

/** Places with words like these, those that overlap being one: the best, and of equals the longest. */
function likePlaces(quote: string, paragraphId: string, text: string): (Place & { errors: number })[] {
  const mostErrors = Math.floor(quote.length * (MOST_CHANGED + AHEAD));
  const apart: (Place & { errors: number })[] = [];
  const matches = search(text, quote, mostErrors).sort(
    (one, other) => one.errors - other.errors || other.end - other.start - (one.end - one.start),
  );
  for (const { start, end, errors } of matches) {
    if (apart.some((place) => start < place.end && end > place.start)) continue;
    const place = { paragraphId, ...wholeWords(text, start, end), errors };
    if (place.start < place.end) apart.push(place);
  }
  return apart;
}

/** A range widened to the words it cuts, and without spaces at its ends. */
function wholeWords(text: string, start: number, end: number): { start: number; end: number } {
  const isWord = (letter: string) => /[\p{L}\p{N}\p{M}\u200C\u200D\uD800-\uDFFF]/u.test(letter);
  while (start > 0 && isWord(text.charAt(start - 1)) && isWord(text.charAt(start))) start--;
  while (end < text.length && isWord(text.charAt(end)) && isWord(text.charAt(end - 1))) end++;
  while (start < end && /\s/u.test(text.charAt(start))) start++;
  while (end > start && /\s/u.test(text.charAt(end - 1))) end--;
  return { start, end };
}
