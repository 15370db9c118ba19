import type { Node } from "prosemirror-model";
import { StepMap } from "prosemirror-transform";
import { difference } from "../article/difference";
import type { PlacedParagraph } from "../article/document";
import type { AnchorPlace } from "./anchor";
import type { Path } from "./path";

/** A change of the text as anchors see it. */
export interface Change {
  before: Map<string, PlacedParagraph>;
  after: Map<string, PlacedParagraph>;
  /** The document after it. */
  doc: Node;
  path: Path;
  /** False in a restore: what comes in where words go is no new wording of them, but older words. */
  rewords: boolean;
}

/** The paragraph began to be no more on the way, though it may be back (moved and edited in one save). */
export function wasTakenOut(old: PlacedParagraph, { path }: Change): boolean {
  return path.deletesAfter(old.start - 1);
}

/** Through the one range in which two wordings differ, as through a step that replaced it. */
export function followDifference(
  anchor: AnchorPlace,
  oldText: string,
  text: string,
  assoc: 1 | -1,
): AnchorPlace {
  const { start, end, oldEnd } = difference(oldText, text);
  const map = new StepMap([start, oldEnd - start, end - start]);
  return {
    paragraphId: anchor.paragraphId,
    start: map.map(anchor.start, assoc),
    end: map.map(anchor.end, assoc === 1 ? -1 : 1),
  };
}

/**
 * The range of the new wording that may have come in. Where letters repeat, the same insertion can be told in
 * several places (which "a" of "aa"): the range covers them all.
 */
export function insertion(oldText: string, text: string): { start: number; end: number } {
  const { start, end } = difference(oldText, text);
  let slide = 0;
  if (end > start) while (start > slide && text[start - slide - 1] === text[end - slide - 1]) slide++;
  return { start: start - slide, end };
}
