import type { Node } from "prosemirror-model";
import { paragraphText } from "../article/document";

const known = new WeakMap<Node, string>();

/** What tells a paragraph's wording from every other it had, in a dozen characters. */
export function readingOf(paragraph: Node): string {
  const reading = known.get(paragraph) ?? fingerprint(paragraphText(paragraph));
  known.set(paragraph, reading);
  return reading;
}

/**
 * Length and a hash of 53 bits (cyrb53: two multiplicative hashes side by side). Not against anybody who seeks two texts
 * with one hash: it only has to tell the few wordings of one paragraph from each other.
 */
function fingerprint(text: string): string {
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 2654435761);
    two = Math.imul(two ^ unit, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  const hash = 4294967296 * (2097151 & two) + (one >>> 0);
  return `${text.length.toString(36)}.${hash.toString(36)}`;
}
