import type { Node } from "prosemirror-model";
import type { Step } from "prosemirror-transform";
import { paragraphText, placeParagraphs, type PlacedParagraph } from "../article/document";
import { placeOf, type Anchor, type AnchorPlace, type Recovery, type RememberedPlace } from "./anchor";
import { alive, comeBack, comeHome, mapWindow, wordsOf } from "./comeback";
import { followDifference, insertion, wasTakenOut, type Change } from "./change";
import { Path } from "./path";

/** How many earlier places an anchor remembers. */
const REMEMBERED = 12;

/**
 * Where anchors stand after a change (`steps` lead from `before` to `after`, ids filled in both).
 *
 * - Whatever happens around a paragraph, and however it moves: with the same words it keeps its anchors.
 * - In a changed paragraph an anchor goes through the step maps, start to the right and end to the left, into
 *   whichever paragraph its words land in; cut in two by a split, it stays with the larger part.
 * - When its words are gone it is detached, and remembers them and the window where they were. It comes home
 *   only when the very words come back into that window (an undo, a restore, a paste to the same place), and
 *   is never put on words that merely look alike elsewhere.
 */
export function moveAnchors<A extends Anchor>(
  before: Node,
  after: Node,
  steps: readonly Step[],
  anchors: readonly A[],
): A[] {
  if (anchors.length === 0) return [];
  const change: Change = {
    before: placeParagraphs(before),
    after: placeParagraphs(after),
    doc: after,
    path: new Path(before, steps),
  };
  return anchors.map((anchor) => ({
    ...anchor,
    ...(anchor.state === "detached" ? comeHome : follow)(anchor, change),
  }));
}

function follow(anchor: Anchor, change: Change): Anchor {
  const old = change.before.get(anchor.paragraphId);
  if (!old) return anchor;
  const oldText = paragraphText(old.node);
  const now = change.after.get(anchor.paragraphId);
  if (now && (now.node === old.node || paragraphText(now.node) === oldText)) return anchor;

  const stood = { ...placeOf(anchor), text: oldText };
  const place = comeBack(anchor, change) ?? followWords(anchor, old, now, change);
  if (place) return settle(anchor, place, stood, change);
  const recovery: Recovery = { places: remember(anchor.recovery, stood), ...(now ? {} : { whole: true }) };
  return { ...anchor, ...(now ? mapWindow(anchor, recovery, change) : { recovery }), state: "detached" };
}

function followWords(
  anchor: Anchor,
  old: PlacedParagraph,
  now: PlacedParagraph | undefined,
  change: Change,
): AnchorPlace | null {
  const from = change.path.map(old.start + anchor.start, 1);
  const to = change.path.map(old.start + anchor.end, -1);
  if (from < to && change.doc.resolve(from).sameParent(change.doc.resolve(to)))
    return placeRange(from, to, change.doc);
  const scattered = followLetters(anchor, old, change);
  if (scattered) return scattered;
  if (!now || !wasTakenOut(old, change)) return null;
  const place = followDifference(anchor, paragraphText(old.node), paragraphText(now.node), 1);
  return place.start < place.end ? place : null;
}

/**
 * Letter by letter, for words that were torn apart: where most of those that were flagged are, the first of equals
 * (what was written in between since then counts less).
 */
function followLetters(anchor: Anchor, old: PlacedParagraph, { path, doc }: Change): AnchorPlace | null {
  const text = paragraphText(old.node);
  const runs = new Map<number, { start: number; end: number; weight: number }>();
  for (let at = anchor.start; at < anchor.end; at++) {
    const position = path.map(old.start + at, 1);
    if (path.map(old.start + at + 1, -1) !== position + 1) continue;
    const weight = anchor.quote.includes(text.charAt(at)) ? 1 : 0.001;
    const origin = doc.resolve(position).start();
    const run = runs.get(origin) ?? { start: position, end: position, weight: 0 };
    run.start = Math.min(run.start, position);
    run.end = Math.max(run.end, position + 1);
    run.weight += weight;
    runs.set(origin, run);
  }
  const [most] = [...runs.values()].sort((one, other) => other.weight - one.weight);
  return most ? placeRange(most.start, most.end, doc) : null;
}

/** The words found, exactly as raised, as they were before some were lost, or otherwise changed. */
function settle(anchor: Anchor, place: AnchorPlace, stood: RememberedPlace, change: Change): Anchor {
  const text = paragraphText(change.after.get(place.paragraphId)!.node);
  if (text.slice(place.start, place.end) === anchor.quote) return alive(anchor, place, text);

  // Words that merely had others written between them go back by the step maps alone.
  const hasAll =
    place.paragraphId === stood.paragraphId && isWithin(wordsOf(stood), text.slice(place.start, place.end));
  const places = hasAll ? (anchor.recovery?.places ?? []) : remember(anchor.recovery, stood);
  const came = [anchor.paragraphId, place.paragraphId].map((id) => {
    const old = change.before.get(id);
    return old ? insertion(paragraphText(old.node), text) : { start: 0, end: text.length };
  });
  const regrown = regrow(anchor, place, text, places.map(wordsOf), came);
  return alive({ ...anchor, recovery: { places } }, regrown ?? place, text);
}

/**
 * What stands around the words that were left: the quote again, or an earlier wording whose missing words have
 * come back, into this paragraph or this anchor to theirs.
 */
function regrow(
  anchor: Anchor,
  place: AnchorPlace,
  text: string,
  texts: readonly string[],
  came: readonly { start: number; end: number }[],
): AnchorPlace | null {
  for (const known of [anchor.quote, ...texts]) {
    const length = place.end - place.start;
    if (known.length <= length) continue;
    const first = Math.max(0, place.end - known.length);
    const starts: number[] = [];
    for (
      let at = text.indexOf(known, first);
      at !== -1 && at <= place.start;
      at = text.indexOf(known, at + 1)
    ) {
      const missing = [
        { start: at, end: place.start },
        { start: place.end, end: at + known.length },
      ].filter(({ start, end }) => start < end);
      if (
        known === anchor.quote ||
        missing.every((part) => came.some(({ start, end }) => part.start >= start && part.end <= end))
      )
        starts.push(at);
    }
    if (starts.length === 1) return { ...place, start: starts[0]!, end: starts[0]! + known.length };
  }
  return null;
}

/** A document range within one paragraph. */
function placeRange(from: number, to: number, doc: Node): AnchorPlace {
  const $from = doc.resolve(from);
  return { paragraphId: $from.parent.attrs.id as string, start: $from.parentOffset, end: to - $from.start() };
}

/** Whether all letters of one text are in the other, in their order. */
function isWithin(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function remember(recovery: Recovery | null, place: RememberedPlace): RememberedPlace[] {
  return [...(recovery?.places ?? []), place].slice(-REMEMBERED);
}
