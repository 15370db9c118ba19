import { Fragment, Slice, type Node } from "prosemirror-model";
import { ReplaceStep, type Step, type Transform } from "prosemirror-transform";

/** A step with what takes it back. */
export interface UndoableStep {
  step: Step;
  inverted: Step;
}

export function undoable({ steps, docs }: Pick<Transform, "steps" | "docs">): UndoableStep[] {
  return steps.map((step, index) => ({ step, inverted: step.invert(docs[index]!) }));
}

/** The words of a passage. */
export function lettersOf({ content }: Slice): string {
  return content.textBetween(0, content.size, "");
}

/** Of a row of steps those, by index, that were not taken back by later ones of it: the others are as if never made. */
export function standingSteps(steps: readonly UndoableStep[]): number[] {
  const standing: number[] = [];
  steps.forEach(({ step }, index) => {
    const last = standing.at(-1);
    if (last !== undefined && isSameStep(steps[last]!.inverted, step)) standing.pop();
    else standing.push(index);
  });
  return standing;
}

function isSameStep(one: Step, other: Step): boolean {
  return (
    one.constructor === other.constructor && JSON.stringify(one.toJSON()) === JSON.stringify(other.toJSON())
  );
}

/** Content that moved: by indexes into a row of steps, one took it out, a later one put it in again. */
export interface Move {
  taken: number;
  put: number;
  /** Where it was in the document before it was taken out. */
  from: number;
  to: number;
  /** Where it begins in the document after it was put in. */
  target: number;
}

/**
 * What has moved in a row of steps: a paragraph dragged, a sentence cut and pasted. Each is taken out whole and put
 * in whole, once, and it is what was taken out last that is put in. A single letter is never a move: it may as well
 * have been typed elsewhere.
 */
export function findMoves(steps: readonly UndoableStep[]): Move[] {
  const moves: Move[] = [];
  const inHand: { index: number; from: number; content: Slice }[] = [];
  steps.forEach(({ step, inverted }, index) => {
    if (!(step instanceof ReplaceStep)) return;
    for (let last = inHand.length - 1; last >= 0; last--) {
      const { index: taken, from, content } = inHand[last]!;
      const same = sameContent(content, step.slice);
      if (!same) continue;
      moves.push({
        taken,
        put: index,
        from: from + same.start,
        to: from + same.end,
        target: step.from + same.put,
      });
      inHand.splice(last, 1);
      break;
    }
    const content = (inverted as ReplaceStep).slice;
    if (content.size > 0) inHand.push({ index, from: step.from, content });
  });
  return moves;
}

/**
 * Which part of one slice, by offsets, is put in by another, and where in that it begins: the same words in as many
 * paragraphs. Of what kind these are and by which id, and whether the first and last are there as a whole, does not
 * count.
 */
function sameContent(one: Slice, other: Slice): { start: number; end: number; put: number } | null {
  if (Math.abs(one.size - other.size) > 2) return null;
  const [words, twins] = [wordsOf(one), wordsOf(other)];
  if (words.length !== twins.length || !words.every((content, index) => content.eq(twins[index]!)))
    return null;
  const [skip, put] = [startsWith(one), startsWith(other)];
  const ends = endsWith(one);
  if (skip === put && ends === endsWith(other) && !(skip === 0 && isLetter(words)))
    return { start: 0, end: one.size, put: 0 };
  return isLetter(words) ? null : { start: skip, end: one.size - ends, put };
}

/** The inline content of each paragraph. */
function wordsOf({ content }: Slice): Fragment[] {
  return content.firstChild?.isTextblock ? content.content.map((node) => node.content) : [content];
}

/** How many positions before its first word a slice begins. */
function startsWith({ content, openStart }: Slice): number {
  return content.firstChild?.isTextblock && openStart === 0 ? 1 : 0;
}

function endsWith({ content, openEnd }: Slice): number {
  return content.lastChild?.isTextblock && openEnd === 0 ? 1 : 0;
}

function isLetter(words: readonly Fragment[]): boolean {
  return words.length === 1 && words[0]!.size < 2;
}

/** The same words in the same paragraphs, ids and all; at an open end, where there is but a part of one, the words. */
export function isSamePassage(one: Slice, other: Slice): boolean {
  const last = one.content.childCount - 1;
  const isTwin = (node: Node, twin: Node, index: number) =>
    (index === 0 && one.openStart > 0) || (index === last && one.openEnd > 0)
      ? node.content.eq(twin.content)
      : node.eq(twin);
  return (
    one.size === other.size &&
    one.openStart === other.openStart &&
    one.openEnd === other.openEnd &&
    one.content.childCount === other.content.childCount &&
    one.content.content.every((node, index) => isTwin(node, other.content.child(index), index))
  );
}

/** Whole paragraphs are still such, and words words. */
function isSameShape(now: Slice, was: Slice): boolean {
  return (
    now.size > 0 &&
    now.openStart === was.openStart &&
    now.openEnd === was.openEnd &&
    now.content.firstChild?.isInline === was.content.firstChild?.isInline
  );
}

/**
 * What is to be put in where `put` was, for a passage that was `was` when it was taken out, and reads `now`. Put in it
 * may be another than it was: a paragraph as words in another one, words as a paragraph. Null where it is no longer a
 * passage of its own, or several paragraphs would be words of one.
 */
export function asItReads(put: Slice, was: Slice, now: Slice): Slice | null {
  if (!isSameShape(now, was)) return null;
  const words = wordsOf(now);
  if (!put.content.firstChild?.isTextblock) return words.length === 1 ? new Slice(words[0]!, 0, 0) : null;
  const nodes = words.map((content, index) => {
    if (index > 0 && index < words.length - 1) return now.content.child(index);
    const [end, isOpen] =
      index === 0 ? (["firstChild", put.openStart > 0] as const) : (["lastChild", put.openEnd > 0] as const);
    const [is, before, after] = [now, was, put].map(({ content }) => content[end]!) as [Node, Node, Node];
    // At an open end it is part of the paragraph that it was put into.
    const isKept = !isOpen && is.isTextblock && after.hasMarkup(before.type, before.attrs);
    return (isKept ? is : after).copy(content);
  });
  return new Slice(Fragment.from(nodes), put.openStart, put.openEnd);
}
