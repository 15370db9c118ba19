import type { Slice } from "prosemirror-model";
import { ReplaceStep } from "prosemirror-transform";
import type { Move, UndoableStep } from "../article/moves";
import { samePassages } from "../article/passages";
import { wordsOf } from "../article/word-diff";

/** The words of a paragraph, or of a part of one, that a step took out or put in. */
interface Piece {
  /** Of the step. */
  index: number;
  /** Document position of its beginning. */
  start: number;
  words: string[];
}

/**
 * Passages that these steps take out with other words and put in among others: two paragraphs were joined when they
 * went, and apart when they came back; a sentence is pasted over its older self. They are the same for the flags on
 * them, and for nothing else: what two writers did with them is not mixed by that.
 */
export function findPieces(steps: readonly UndoableStep[], isFree: (index: number) => boolean): Move[] {
  const [taken, put]: [Piece[], Piece[]] = [[], []];
  steps.forEach(({ step, inverted }, index) => {
    if (!isFree(index) || !(step instanceof ReplaceStep)) return;
    taken.push(...piecesOf((inverted as ReplaceStep).slice, step.from, index));
    put.push(...piecesOf(step.slice, step.from, index));
  });
  if (taken.length === 0 || put.length === 0) return [];
  const [before, after] = [taken, put].map((pieces) => pieces.map(({ words }) => words)) as [
    string[][],
    string[][],
  ];
  return samePassages(before, after).flatMap(({ start, at, length, ...same }): Move[] => {
    const [old, now] = [taken[same.before]!, put[same.after]!];
    if (now.index < old.index) return [];
    const from = old.start + start;
    return [{ taken: old.index, put: now.index, from, to: from + length, target: now.start + at }];
  });
}

/** `from`: the document position at which the slice stands. */
function piecesOf({ content, openStart }: Slice, from: number, index: number): Piece[] {
  const pieceOf = (fragment: Slice["content"], start: number): Piece => ({
    index,
    start,
    words: wordsOf(fragment.textBetween(0, fragment.size, "")),
  });
  if (!content.firstChild?.isTextblock) return content.size > 0 ? [pieceOf(content, from)] : [];
  const pieces: Piece[] = [];
  content.forEach((node, offset) => pieces.push(pieceOf(node.content, from - openStart + offset + 1)));
  return pieces;
}
