import type { Node } from "prosemirror-model";
import { paragraphText } from "../article/document";
import { placeOf, type AnchorPlace, type RememberedPlace } from "./anchor";
import { readingOf } from "./fingerprint";

/** How many places an anchor remembers, the first among them; and of how many, the newest, the words too. */
const MOST_PLACES = 100;
const MOST_WORDS = 8;

/**
 * The places that an anchor remembers, with one more. It is a stack: where the paragraph reads as it did at one of
 * them, those after it are past (redone, they come about again). What is too much goes from behind the first: where it
 * stood first is never forgotten.
 */
export function remember(
  places: readonly RememberedPlace[],
  place: AnchorPlace,
  paragraph: Node,
): RememberedPlace[] {
  const reads = readingOf(paragraph);
  const past = places.findIndex((one) => one.paragraphId === place.paragraphId && one.reads === reads);
  const words = paragraphText(paragraph).slice(place.start, place.end);
  const all = [...(past === -1 ? places : places.slice(0, past)), { ...placeOf(place), reads, words }];
  const kept = all.length > MOST_PLACES ? [all[0]!, ...all.slice(1 - MOST_PLACES)] : all;
  return kept.map((one, index) => (index < kept.length - MOST_WORDS ? withoutWords(one) : one));
}

function withoutWords({ paragraphId, start, end, reads }: RememberedPlace): RememberedPlace {
  return { paragraphId, start, end, reads };
}

/** What an anchor stood on, as far as it remembers; the oldest first. */
export function wordings(places: readonly RememberedPlace[]): string[] {
  return places.flatMap(({ words }) => (words === undefined ? [] : [words]));
}
