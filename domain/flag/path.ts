import type { Node } from "prosemirror-model";
import { ReplaceStep, type Step } from "prosemirror-transform";
import { findMoves, isSamePassage, standingSteps, type Move, type UndoableStep } from "../article/moves";
import { applyStep } from "../article/rebase";
import { Way } from "../article/way";

const WITH_MOVES = { from: 0, moves: true };
const WITHOUT_MOVES = { from: 0, moves: false };

/** Document positions. */
interface DocumentRange {
  from: number;
  to: number;
}

/** What moved in a row of steps, of those steps only that are free. */
type FindMoves = (steps: readonly UndoableStep[], isFree: (index: number) => boolean) => Move[];

/** The way of document positions through one change, as anchors go it: with what moved. */
export class Path {
  private readonly way = new Way();
  /** What was taken out and put in elsewhere. */
  private readonly moves: readonly Move[];

  /** `alsoMoved`: what else of these steps, those left over that are known to move something as a whole. */
  constructor(before: Node, steps: readonly Step[], alsoMoved: FindMoves = () => []) {
    const { merged, moves } = mergeTyping(standing(undoable(before, steps)));
    const moving = new Set(moves.flatMap(({ taken, put }) => [taken, put]));
    const all = [...moves, ...alsoMoved(merged, (index) => !moving.has(index))];
    this.moves = all.filter(({ taken, put }) => taken !== put);
    for (const { step } of merged) this.way.add(step.getMap());
    for (const { taken, put, from, to, target } of all)
      this.way.addMove(taken, { from, to, target, end: put, trail: [`${taken} ${from}`] });
  }

  get hasMoves(): boolean {
    return this.moves.length > 0;
  }

  /** Whether something that moved is in a range now. */
  movedInto(range: DocumentRange): boolean {
    return this.moves.some(({ put, from, to, target }) => {
      const route = { from: put + 1, moves: false };
      return (
        this.way.follow(target, 1, route).pos < range.to &&
        this.way.follow(target + to - from, -1, route).pos > range.from
      );
    });
  }

  /** Where words are: what comes in at their borders is not theirs. Null when they are gone, or torn apart. */
  words = (from: number, to: number): DocumentRange | null => {
    const [start, end] = [this.way.follow(from, 1, WITH_MOVES), this.way.follow(to, -1, WITH_MOVES)];
    if (start.pos >= end.pos || start.trail.join() !== end.trail.join()) return null;
    return { from: start.pos, to: end.pos };
  };

  /** Where a window is: what comes in at its borders belongs to it. It moves with what it is all within. */
  window(from: number, to: number): DocumentRange {
    const [start, end] = [this.way.follow(from, -1, WITH_MOVES), this.way.follow(to, 1, WITH_MOVES)];
    if (start.trail.join() === end.trail.join()) return { from: start.pos, to: end.pos };
    return {
      from: this.way.follow(from, -1, WITHOUT_MOVES).pos,
      to: this.way.follow(to, 1, WITHOUT_MOVES).pos,
    };
  }

  /** Whether what stands behind a position was deleted (and not put in elsewhere). */
  deletesAfter(position: number): boolean {
    return this.way.follow(position, 1, WITH_MOVES).deletedAfter;
  }

  /** Whether what stands on both sides of a position was deleted (and not put in elsewhere). */
  deletesAcross(position: number): boolean {
    return this.way.follow(position, 1, WITH_MOVES).deletedAcross;
  }
}

function standing(steps: readonly UndoableStep[]): UndoableStep[] {
  return standingSteps(steps).map((index) => steps[index]!);
}

function undoable(before: Node, steps: readonly Step[]): UndoableStep[] {
  let doc = before;
  return steps.map((step) => {
    const inverted = step.invert(doc);
    doc = applyStep(doc, step) ?? doc;
    return { step, inverted };
  });
}

/**
 * Steps with what was typed on and on made one, so that words typed over others are one replacement; and what moves
 * in them, a word typed over itself included. A passage that moved is never taken for typing.
 */
function mergeTyping(steps: readonly UndoableStep[]): { merged: UndoableStep[]; moves: Move[] } {
  const moves = findMoves(steps);
  const moving = new Set(moves.flatMap(({ taken, put }) => [taken, put]));
  const merged: UndoableStep[] = [];
  const indexes = new Map<number, number>();
  steps.forEach((one, index) => {
    const last = merged.at(-1);
    const both = moving.has(index) || moving.has(index - 1) ? null : last && mergeTwo(last, one);
    if (both) merged[merged.length - 1] = both;
    else indexes.set(index, merged.push(one) - 1);
  });
  return {
    merged,
    moves: [
      ...merged.flatMap(({ step, inverted }, index): Move[] =>
        putsBack(step, inverted)
          ? [{ taken: index, put: index, from: step.from, to: step.to, target: step.from }]
          : [],
      ),
      ...moves.map((move) => ({ ...move, taken: indexes.get(move.taken)!, put: indexes.get(move.put)! })),
    ],
  };
}

function mergeTwo(last: UndoableStep, { step }: UndoableStep): UndoableStep | null {
  if (!isInline(last.step) || !isInline(step) || step.from !== step.to) return null;
  const both = last.step.merge(step);
  return both && { step: both, inverted: last.inverted };
}

function isInline(step: Step): step is ReplaceStep {
  return step instanceof ReplaceStep && (step.slice.content.firstChild?.isInline ?? true);
}

/** It replaces something by the same. */
function putsBack(step: Step, inverted: Step): step is ReplaceStep {
  return (
    step instanceof ReplaceStep &&
    step.from < step.to &&
    isSamePassage((inverted as ReplaceStep).slice, step.slice)
  );
}
