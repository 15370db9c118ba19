import type { Node } from "prosemirror-model";
import { paragraphText, type PlacedParagraph } from "../article/document";
import { isSamePlace, placeOf, type Anchor, type AnchorPlace, type Recovery } from "./anchor";
import { followDifference, insertion, wasTakenOut, type Change } from "./change";
import { readingOf } from "./fingerprint";
import { remember, wordings } from "./memory";

/** A detached anchor after a change: its window has moved, or its very words are back in it. */
export function comeHome(anchor: Anchor, change: Change): Anchor {
  const { recovery } = anchor;
  if (!recovery) return anchor;
  const back = comeBack(anchor, change);
  if (back) return back;
  const old = change.before.get(anchor.paragraphId);
  if (!old) {
    const now = change.after.get(anchor.paragraphId);
    return now ? reappear(anchor, recovery, now) : anchor;
  }
  const moved = { ...anchor, ...mapWindow(anchor, recovery, change) };
  const home = findHome(moved, moved.recovery, change);
  return home ? alive(anchor, home, change.after.get(home.paragraphId)!.node) : moved;
}

/** A paragraph reads again as when the anchor stood in it: there it stands, and what came after is past. */
export function comeBack(anchor: Anchor, { before, after }: Change): Anchor | null {
  const places = anchor.recovery?.places ?? [];
  const index = places.findLastIndex(({ paragraphId, reads }) => {
    const now = after.get(paragraphId)?.node;
    return now !== undefined && now !== before.get(paragraphId)?.node && readingOf(now) === reads;
  });
  if (index === -1) return null;
  const place = places[index]!;
  const left = places.slice(0, Math.max(index, 1));
  const old = before.get(anchor.paragraphId)?.node;
  const isElsewhere = anchor.state !== "detached" && old && !isSamePlace(anchor, place);
  return alive(
    { ...anchor, recovery: { places: isElsewhere ? remember(left, anchor, old) : left } },
    place,
    after.get(place.paragraphId)!.node,
  );
}

/**
 * Its paragraph is back: there the words are, where its one difference to what it was leads, or where they have the
 * neighbours they had; or all of it is the window in which they may come back.
 */
function reappear(anchor: Anchor, recovery: Recovery, { node }: PlacedParagraph): Anchor {
  const { whole, places, beside } = recovery;
  const text = paragraphText(node);
  if (whole === undefined) {
    const [start, end] = [anchor.start, anchor.end].map((at) => Math.min(at, text.length));
    return { ...anchor, start: start!, end: end! };
  }
  const words = whole.slice(anchor.start, anchor.end);
  const place = followDifference(anchor, whole, text, 1);
  if (text.slice(place.start, place.end) === words) return alive(anchor, place, node);
  const window = { start: 0, end: text.length };
  const found = findReturned([words], beside!, text, window, window);
  if (found) return alive(anchor, { ...place, ...found }, node);
  return { ...anchor, ...window, recovery: { places, beside: beside! } };
}

/**
 * Where the window of lost words is after a change. What comes in at its borders belongs to it; torn apart by a
 * split, it reaches over several paragraphs (`recovery.until`); with its paragraph gone it waits for that.
 */
export function mapWindow(
  anchor: AnchorPlace,
  recovery: Recovery,
  change: Change,
): AnchorPlace & { recovery: Recovery } {
  const { path, doc, before, after } = change;
  const old = before.get(anchor.paragraphId)!;
  const now = after.get(anchor.paragraphId);
  const stay = { ...placeOf(anchor), recovery };
  const last = recovery.until && before.get(recovery.until.paragraphId);
  if (now && !last && paragraphText(now.node) === paragraphText(old.node)) return stay;
  if (now && wasTakenOut(old, change))
    return { ...followDifference(anchor, paragraphText(old.node), paragraphText(now.node), -1), recovery };

  const start = old.start + anchor.start;
  if (!now && path.deletesAcross(start)) return stay;
  const window = path.window(start, last ? last.start + recovery.until!.end : old.start + anchor.end);
  const rest = { ...recovery };
  delete rest.until;
  const $from = doc.resolve(window.from);
  if ($from.depth === 0) {
    if (!now) return stay;
    // What stood around them went to another paragraph, and is gone there: the end of their own that is nearest.
    const at = window.from < now.start ? 0 : now.node.content.size;
    return { ...stay, start: at, end: at, recovery: rest };
  }
  const $to = doc.resolve(Math.max(window.from, window.to));
  const place = { paragraphId: $from.parent.attrs.id as string, start: $from.parentOffset };
  if ($to.depth === 0 || $to.parent === $from.parent)
    return { ...place, end: $to.depth === 0 ? $from.parent.content.size : $to.parentOffset, recovery: rest };
  const until = { paragraphId: $to.parent.attrs.id as string, end: $to.parentOffset };
  return { ...place, end: $from.parent.content.size, recovery: { ...rest, until } };
}

/** The one place in the window where the words have come back; null for none, and for two. */
function findHome(
  window: AnchorPlace & { quote: string },
  recovery: Recovery,
  change: Change,
): AnchorPlace | null {
  const first = change.after.get(window.paragraphId);
  if (!first) return null;
  const last = (recovery.until && change.after.get(recovery.until.paragraphId)) || first;
  const texts = [window.quote, ...wordings(recovery.places).reverse()];
  const homes: AnchorPlace[] = [];
  for (let index = first.index; index <= last.index; index++) {
    const node = change.doc.child(index);
    const paragraphId = node.attrs.id as string;
    const text = paragraphText(node);
    const old = change.before.get(paragraphId);
    const came = old ? insertion(paragraphText(old.node), text) : { start: 0, end: text.length };
    const part = {
      start: index === first.index ? window.start : 0,
      end: index === first.index ? window.end : index === last.index ? recovery.until!.end : text.length,
    };
    const found = findReturned(texts, recovery.beside!, text, part, came);
    if (found) homes.push({ paragraphId, ...found });
  }
  return homes.length === 1 ? homes[0]! : null;
}

/**
 * The lost words, newly come into the window: they are all there is in it, or they came within a longer
 * passage in which they have the neighbours they had. Two such places are no answer.
 */
function findReturned(
  texts: readonly string[],
  context: { prefix: string; suffix: string },
  text: string,
  window: { start: number; end: number },
  inserted: { start: number; end: number },
): { start: number; end: number } | null {
  const from = Math.max(window.start, inserted.start);
  const to = Math.min(window.end, inserted.end);
  for (const words of texts) {
    if (text.slice(window.start, window.end) === words) return window;
    // What a difference calls inserted may be shifted by letters that repeat at its edges.
    const found: number[] = [];
    for (
      let at = text.indexOf(words, Math.max(0, window.start));
      at !== -1;
      at = text.indexOf(words, at + 1)
    ) {
      if (at + words.length > window.end) break;
      if (at + words.length <= from || at >= to) continue;
      const left = text.slice(Math.min(from, at), at);
      const right = text.slice(at + words.length, Math.max(to, at + words.length));
      if (sameEnd(left, context.prefix) && sameBeginning(right, context.suffix)) found.push(at);
    }
    if (found.length === 1) return { start: found[0]!, end: found[0]! + words.length };
  }
  return null;
}

function sameEnd(left: string, context: string): boolean {
  const length = Math.min(left.length, context.length);
  return left.slice(left.length - length) === context.slice(context.length - length);
}

function sameBeginning(right: string, context: string): boolean {
  const length = Math.min(right.length, context.length);
  return right.slice(0, length) === context.slice(0, length);
}

/** On these words, which are the quote or not. */
export function alive(anchor: Anchor, place: AnchorPlace, paragraph: Node): Anchor {
  const exact = paragraphText(paragraph).slice(place.start, place.end) === anchor.quote;
  const places = anchor.recovery?.places ?? [];
  return {
    ...anchor,
    ...placeOf(place),
    state: exact ? "exact" : "changed",
    recovery: places.length === 0 ? null : { places },
  };
}
