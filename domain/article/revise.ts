import { Fragment, type Node, Slice } from "prosemirror-model";
import { canJoin, canSplit, ReplaceStep, type Step, Transform } from "prosemirror-transform";
import { paragraphText, placeParagraphs } from "./document";
import { longestRising } from "./order";
import { carryWords } from "./revise-words";
import { isText } from "./shape";
import { stepsBetween } from "./steps-between";
import { commonWords, isSpace, wordsOf } from "./word-diff";

/** Of the words of a new paragraph, how many must have stood in another for it to be a part of that. */
const MOSTLY = 0.5;

/**
 * Steps from an article to another version of it that was written elsewhere, paragraphs that are the same having the
 * same id in both (see align.ts). Unlike `stepsBetween`, which takes the short way, this goes the way a writer would
 * have gone: kinds are changed, paragraphs split, joined and moved as wholes, passages carried elsewhere, and only
 * then are words replaced. So flags go with their words through all of it.
 */
export function reviseSteps(from: Node, to: Node): Step[] {
  const tr = new Transform(from);
  changeKinds(tr, to);
  splitParagraphs(tr, to);
  joinParagraphs(tr, to);
  moveParagraphs(tr, to);
  carryWords(tr, to, (index) => placeBehind(tr.doc, to, index));
  return [...tr.steps, ...stepsBetween(tr.doc, to, { wholeWords: true })];
}

const idOf = (node: Node) => node.attrs.id as string;

/** Splits and joins make sense among the running text, and among references. */
const isLikeKind = (one: Node, other: Node) =>
  (isText(one) && isText(other)) || (one.type === other.type && one.type.name === "reference");

function changeKinds(tr: Transform, to: Node): void {
  const wanted = placeParagraphs(to);
  tr.doc.forEach((node, position) => {
    const now = wanted.get(idOf(node))?.node;
    if (now && now.type !== node.type && isText(node) && isText(now))
      tr.setNodeMarkup(position, now.type, now.attrs);
  });
}

/** A new paragraph whose words stood in its neighbour was split off it, at its end or at its beginning. */
function splitParagraphs(tr: Transform, to: Node): void {
  const known = new Set(tr.doc.children.map(idOf));
  const split = (fresh: Node, neighbour: Node, isBehind: boolean) => {
    if (known.has(idOf(fresh)) || !known.has(idOf(neighbour))) return;
    const whole = placeParagraphs(tr.doc).get(idOf(neighbour))!;
    if (!isLikeKind(whole.node, fresh)) return;
    const [first, second] = isBehind ? [neighbour, fresh] : [fresh, neighbour];
    const at = splitOffset(paragraphText(whole.node), paragraphText(first), paragraphText(second), isBehind);
    if (at === null) return;
    const behind = [{ type: second.type, attrs: second.attrs }];
    if (!canSplit(tr.doc, whole.start + at, 1, behind)) return;
    tr.split(whole.start + at, 1, behind);
    if (!isBehind) tr.setNodeMarkup(whole.start - 1, first.type, first.attrs);
    known.add(idOf(fresh));
  };
  // Those behind: what was split in three is split twice, from its beginning on. Then those before.
  for (let index = 1; index < to.childCount; index++) split(to.child(index), to.child(index - 1), true);
  for (let index = to.childCount - 2; index >= 0; index--) split(to.child(index), to.child(index + 1), false);
}

/** Where the words of the second of two parts begin in the whole; null where the part in question is not of it. */
function splitOffset(whole: string, first: string, second: string, isBehind: boolean): number | null {
  const head = wordsOf(first);
  // A mark that no text has stands for the border, so that nothing is matched across it.
  const parts = commonWords(wordsOf(whole), [...head, "\u0000", ...wordsOf(second)], Object.is, isSpace);
  let [oldAt, nowAt, shared] = [0, 0, 0];
  let border: number | null = null;
  for (const { before, after, same } of parts) {
    if (!same) oldAt += before.join("").length;
    for (const word of after) {
      const isTail = nowAt++ > head.length;
      if (!same) continue;
      if (isTail) border ??= oldAt;
      if (isTail === isBehind) shared += lettersOf(word);
      oldAt += word.length;
    }
  }
  const part = isBehind ? second : first;
  const isPart = part !== "" && shared >= MOSTLY * lettersOf(part);
  return isPart && border !== null && border > 0 && border < whole.length ? border : null;
}

/** A paragraph that is gone, and whose words stand in its neighbour now, was joined to that. */
function joinParagraphs(tr: Transform, to: Node): void {
  const wanted = placeParagraphs(to);
  for (let index = tr.doc.childCount - 1; index > 0; index--) {
    const [above, below] = [tr.doc.child(index - 1), tr.doc.child(index)];
    const stays = [above, below].filter((node) => wanted.has(idOf(node)));
    if (stays.length !== 1 || !isLikeKind(above, below)) continue;
    const kept = stays[0]!;
    const joined = paragraphText(above) + paragraphText(below);
    const whole = paragraphText(wanted.get(idOf(kept))!.node);
    if (!holds(whole, joined, paragraphText(kept === above ? below : above), kept === above)) continue;
    const border = placeParagraphs(tr.doc).get(idOf(below))!.start - 1;
    if (!canJoin(tr.doc, border)) continue;
    tr.join(border);
    if (kept === below) tr.setNodeMarkup(border - above.nodeSize, below.type, below.attrs);
  }
}

/** Whether most of a part that stands at one end of `joined` is in the whole. */
function holds(whole: string, joined: string, part: string, isEnd: boolean): boolean {
  if (part.trim() === "") return false;
  const from = isEnd ? joined.length - part.length : 0;
  let [at, shared] = [0, 0];
  for (const { before, same } of commonWords(wordsOf(joined), wordsOf(whole), Object.is, isSpace)) {
    for (const word of before) {
      if (same && at >= from && at < from + part.length) shared += lettersOf(word);
      at += word.length;
    }
  }
  return shared >= MOSTLY * lettersOf(part);
}

function lettersOf(words: string): number {
  return words.replace(/\s/g, "").length;
}

/** Paragraphs that stand elsewhere now go there whole, as they are. */
function moveParagraphs(tr: Transform, to: Node): void {
  const order = new Map(to.children.map((node, index) => [idOf(node), index]));
  const there = tr.doc.children.filter((node) => order.has(idOf(node)));
  const rising = longestRising(there.map((node, now) => ({ old: order.get(idOf(node))!, now })));
  const stays = new Set(rising.map(({ now }) => idOf(there[now]!)));
  const movable = new Set(there.filter((node) => isText(node) && !stays.has(idOf(node))).map(idOf));
  for (const [index, { attrs }] of to.children.entries()) {
    if (!movable.has(attrs.id as string)) continue;
    const { node, start } = placeParagraphs(tr.doc).get(attrs.id as string)!;
    // Where the article would be none without it, the words are compared where they stand.
    if (tr.maybeStep(new ReplaceStep(start - 1, start - 1 + node.nodeSize, Slice.empty)).failed) continue;
    const place = placeBehind(tr.doc, to, index);
    tr.maybeStep(new ReplaceStep(place, place, new Slice(Fragment.from(node), 0, 0)));
  }
}

/** The position behind the nearest paragraph that stands before the one at `index` of `to`. */
function placeBehind(doc: Node, to: Node, index: number): number {
  const placed = placeParagraphs(doc);
  for (let before = index - 1; before >= 0; before--) {
    const found = placed.get(idOf(to.child(before)));
    if (found) return found.start - 1 + found.node.nodeSize;
  }
  return doc.child(0).nodeSize;
}
