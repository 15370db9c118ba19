import type { Node } from "prosemirror-model";
import type { Step } from "prosemirror-transform";
import { difference } from "../article/difference";
import { paragraphText, placeParagraphs, type PlacedParagraph } from "../article/document";
import { inPlace } from "../article/in-place";
import { contextOf, isSamePlace, placeOf, type Anchor, type AnchorPlace, type Recovery } from "./anchor";
import { alive, comeBack, comeHome, mapWindow } from "./comeback";
import { followDifference, insertion, wasTakenOut, type Change } from "./change";
import { remember, wordings } from "./memory";
import { Path } from "./path";
import { findPieces } from "./pieces";

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
  { rewords = true }: { rewords?: boolean } = {},
): A[] {
  if (anchors.length === 0) return [];
  const change: Change = {
    before: placeParagraphs(before),
    after: placeParagraphs(after),
    doc: after,
    path: new Path(before, inPlace(before, steps), rewords ? findPieces : undefined),
    rewords,
  };
  return anchors.map((anchor) => ({
    ...anchor,
    ...(anchor.state === "detached" ? comeHome : follow)(anchor, change),
  }));
}

function follow(anchor: Anchor, change: Change): Anchor {
  const old = change.before.get(anchor.paragraphId);
  const now = change.after.get(anchor.paragraphId);
  // Of most flags: the change is elsewhere.
  if (!old || now?.node === old.node) return anchor;
  const oldText = paragraphText(old.node);
  const home = comeBack(anchor, change);
  if (now && isSameText(now.node, oldText))
    return home && wentBack(anchor, old, home, change) ? home : anchor;
  const found = followWords(anchor, old, now, change);
  const place = found && settle(anchor, found, old.node, change);
  // A paragraph that reads as it once did may be a second one with the same words: these are where they went. Or it stood
  // there on other words, while its own were gone.
  if (place?.state === "exact" && (anchor.state === "exact" || home?.state !== "exact"))
    return home && isSamePlace(place, home) ? home : place;
  if (home) return home;
  if (place) return place;
  const recovery: Recovery = {
    places: remember(anchor.recovery?.places ?? [], anchor, old.node),
    beside: contextOf(oldText, anchor.start, anchor.end),
  };
  if (!now) return { ...anchor, recovery: { ...recovery, whole: oldText }, state: "detached" };
  return { ...anchor, ...mapWindow(anchor, recovery, change), state: "detached" };
}

/** Its words go where it came from, though the same words come in for them. */
function wentBack(anchor: Anchor, old: PlacedParagraph, home: Anchor, { path, doc }: Change): boolean {
  const words = path.words(old.start + anchor.start, old.start + anchor.end);
  return words !== null && isSamePlace(home, placeRange(words.from, words.to, doc));
}

/** `isTorn`: in several pieces on the way. */
type FoundPlace = AnchorPlace & { isTorn?: boolean };

function followWords(
  anchor: Anchor,
  old: PlacedParagraph,
  now: PlacedParagraph | undefined,
  change: Change,
): FoundPlace | null {
  const words = change.path.words(old.start + anchor.start, old.start + anchor.end);
  const isOne = words && change.doc.resolve(words.from).sameParent(change.doc.resolve(words.to));
  const place = isOne ? placeRange(words.from, words.to, change.doc) : null;
  if (place && change.rewords && !change.path.hasMoves) return place;
  const letters = followLetters(anchor, old, change);
  if (place && letters && change.rewords && isAround(place, letters)) return place;
  if (place && !letters && change.rewords && !change.path.movedInto(words!)) return place;
  if (letters) return { ...gather(anchor, letters, change), isTorn: true };
  if (!now || !wasTakenOut(old, change)) return null;
  // Put in again otherwise than it was: some of the words must be among what is the same.
  const [oldText, text] = [paragraphText(old.node), paragraphText(now.node)];
  const { start, end, oldEnd } = difference(oldText, text);
  const [isBefore, isBehind] = [anchor.start < start, anchor.end > oldEnd];
  if (!isBefore && !isBehind) return null;
  if (change.rewords || (isBefore && isBehind)) return followDifference(anchor, oldText, text, 1);
  return isBefore
    ? { ...placeOf(anchor), end: Math.min(anchor.end, start) }
    : {
        ...placeOf(anchor),
        start: Math.max(anchor.start, oldEnd) + end - oldEnd,
        end: anchor.end + end - oldEnd,
      };
}

/**
 * Letter by letter, for words that were torn apart: where most of those that were flagged are, the first of equals
 * (what was written in between since then counts less, and takes no anchor to another paragraph from words that were
 * flagged).
 */
function followLetters(anchor: Anchor, old: PlacedParagraph, change: Change): AnchorPlace | null {
  const { path, doc, rewords } = change;
  const text = paragraphText(old.node);
  const isFlagged = (letter: string) => anchor.quote.includes(letter);
  const runs = new Map<number, { start: number; end: number; weight: number }>();
  for (let at = anchor.start; at < anchor.end; at++) {
    const letter = path.words(old.start + at, old.start + at + 1);
    if (!letter || letter.to !== letter.from + 1) continue;
    if (!rewords && path.deletesAfter(old.start + at)) continue;
    const position = letter.from;
    const weight = isFlagged(text.charAt(at)) ? 1 : 0.001;
    const origin = doc.resolve(position).start();
    const run = runs.get(origin) ?? { start: position, end: position, weight: 0 };
    run.start = Math.min(run.start, position);
    run.end = Math.max(run.end, position + 1);
    run.weight += weight;
    runs.set(origin, run);
  }
  const [most] = [...runs.values()].sort((one, other) => other.weight - one.weight);
  const place = most ? placeRange(most.start, most.end, doc) : null;
  const isOther = most && most.weight < 1 && [...text.slice(anchor.start, anchor.end)].some(isFlagged);
  return isOther && place?.paragraphId !== anchor.paragraphId ? null : place;
}

function isAround(place: AnchorPlace, inner: AnchorPlace): boolean {
  return place.paragraphId === inner.paragraphId && place.start <= inner.start && place.end >= inner.end;
}

/** Pieces that are together again, without what only stands around them. */
function gather({ quote }: Anchor, place: AnchorPlace, { after }: Change): AnchorPlace {
  const words = paragraphText(after.get(place.paragraphId)!.node).slice(place.start, place.end);
  const at = words.indexOf(quote);
  if (at === -1 || words.includes(quote, at + 1)) return place;
  return { ...place, start: place.start + at, end: place.start + at + quote.length };
}

/** The words found, exactly as raised, as they were before some were lost, or otherwise changed. */
function settle(anchor: Anchor, place: FoundPlace, stood: Node, change: Change): Anchor {
  const { node, start } = change.after.get(place.paragraphId)!;
  const text = paragraphText(node);
  if (text.slice(place.start, place.end) === anchor.quote) {
    // Together again, but perhaps by the same words that came in between; or in a paragraph that reads as before, and so
    // would keep it when the steps are taken back.
    const isSeeming = place.isTorn || isSameText(change.before.get(place.paragraphId)?.node, text);
    const places = isSeeming && remember(anchor.recovery?.places ?? [], anchor, stood);
    return alive(places ? { ...anchor, recovery: { places } } : anchor, place, node);
  }

  // Words that merely have others written between them go back by the step maps alone; what has moved in between moves
  // out again, and is no part of them.
  const hasAll =
    anchor.state === "changed" &&
    !place.isTorn &&
    !change.path.movedInto({ from: start + place.start, to: start + place.end }) &&
    place.paragraphId === anchor.paragraphId &&
    isWithin(paragraphText(stood).slice(anchor.start, anchor.end), text.slice(place.start, place.end));
  const known = anchor.recovery?.places ?? [];
  const places = hasAll ? known : remember(known, anchor, stood);
  const came = [anchor.paragraphId, place.paragraphId].map((id) => {
    const old = change.before.get(id);
    return old ? insertion(paragraphText(old.node), text) : { start: 0, end: text.length };
  });
  const regrown = regrow(anchor, place, text, wordings(places), came);
  return alive({ ...anchor, recovery: { places } }, regrown ?? place, node);
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

function isSameText(paragraph: Node | undefined, text: string): boolean {
  return paragraph !== undefined && paragraphText(paragraph) === text;
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
