import type { Node, Slice } from "prosemirror-model";
import { ReplaceAroundStep, ReplaceStep, type Step } from "prosemirror-transform";
import { citeMerged, mergesIn, type Merges } from "./merges";
import { asItReads, findMoves, lettersOf, standingSteps, type Move, type UndoableStep } from "./moves";
import { Way, type Followed } from "./way";

/**
 * What became of a writer's step over what came since: as it was put on again; `dropped`, where it has nothing to do
 * any more and no words are lost by it; `lost`, where the words that it brings find no place.
 */
export type Rebased = UndoableStep | "dropped" | "lost";

/** Where steps are put on: the server's document, or the editor's transaction. */
export interface Ground {
  doc(): Node;
  /** Applies the step that `mine[index]` has become; false where it does not fit. */
  apply(step: Step, index: number): boolean;
}

/**
 * Puts a writer's steps on again over others' (the ground stands after these), in the browser and on the server
 * alike, so that both arrive at the same steps. It is prosemirror-collab's procedure but for what moves, which is
 * content taken out by one step and put in by another:
 * - what the writer did in a passage that another moved goes to where it is now;
 * - a passage that the writer moved is moved as it reads now, with what another did in it. Where it is gone, or no
 *   longer a passage of its own, nothing moves;
 * - a citation of an entry that another merged into a second one cites that;
 * - a deletion that reaches over the border of something that moved is lost: it would take other words than the
 *   writer saw. So is one that would take what another has written in it since.
 */
export function rebaseOver(
  mine: readonly UndoableStep[],
  over: readonly UndoableStep[],
  ground: Ground,
  keep: (index: number) => boolean = () => true,
): { results: Rebased[]; follow: (position: number) => Followed } {
  const standing = standingSteps(mine);
  const left = standing.map((index) => mine[index]!);
  const isKept = (index: number) => keep(standing[index]!);
  // A cut that is stored already, and not put on again, carries nothing: what was pasted stands for itself.
  const moves = ownMoves(left).filter(({ taken, put }) => isKept(taken) && isKept(put));
  const rebase = new Rebase(left, moves, over, {
    ...ground,
    apply: (step, index) => ground.apply(step, standing[index]!),
  });
  const results = mine.map((): Rebased => "dropped");
  standing.forEach((index, i) => {
    if (keep(index)) results[index] = rebase.putOn(i);
  });
  return { results, follow: rebase.follow };
}

/** A writer's own moves: passages for which no words were put in their old place. */
export function ownMoves(mine: readonly UndoableStep[]): Move[] {
  return findMoves(mine).filter(({ taken }) => lettersOf((mine[taken]!.step as ReplaceStep).slice) === "");
}

/** It only takes away: dropping it where its text is gone already loses nothing. */
function onlyDeletes(step: Step): boolean {
  if (step instanceof ReplaceStep) return step.slice.size === 0;
  return !(step instanceof ReplaceAroundStep);
}

interface Mapped {
  step: Step;
  trail: readonly string[];
  /** Its ends are no longer in the same passage. */
  isTorn: boolean;
}

class Rebase {
  private readonly way = new Way();
  /** By the index of the step that took it out: what a move of the writer's carries, and its leg. */
  private readonly carried = new Map<number, { content: Slice; size: number; from: number; leg: number }>();
  /** What others moved: where it stands after a leg. */
  private readonly moved: { from: number; to: number; leg: number }[] = [];
  private readonly merges: Merges;
  /** Something that the writer moved could not be. */
  private stayed = false;

  constructor(
    private readonly mine: readonly UndoableStep[],
    private readonly moves: readonly Move[],
    over: readonly UndoableStep[],
    private readonly ground: Ground,
  ) {
    for (const { step } of mine.toReversed()) this.way.add(step.getMap().invert());
    for (const { taken, put, from, to, target } of moves)
      this.way.addMove(this.legBack(put), {
        from: target,
        to: target + to - from,
        target: from,
        end: this.legBack(taken),
        trail: [`-mine ${taken}`],
      });
    this.merges = mergesIn(over);
    const first = mine.length;
    for (const { step } of over) this.way.add(step.getMap());
    for (const { taken, put, from, to, target } of findMoves(over)) {
      const end = first + put;
      this.way.addMove(first + taken, { from, to, target, end, trail: [`theirs ${taken}`] });
      this.moved.push({ from: target, to: target + to - from, leg: end });
    }
  }

  /** Where a position of the writer's document is in the end, before what others wrote there. */
  follow = (position: number): Followed => this.way.follow(position, -1, { from: 0, moves: true });

  /** Steps are put on in their order. */
  putOn(index: number): Rebased {
    const { step } = this.mine[index]!;
    const move = this.moves.find(({ taken, put }) => taken === index || put === index);
    if (move) return move.taken === index ? this.takeOut(move) : this.putIn(move);
    const mapped = this.map(index);
    if (mapped && this.isMade(index, mapped.step)) return "dropped";
    if (mapped && (this.takesOther(step, mapped) || this.takesUnseen(index, mapped.step))) return "lost";
    return (
      (mapped && this.apply(index, mapped.step, mapped.trail)) ?? (onlyDeletes(step) ? "dropped" : "lost")
    );
  }

  private takeOut({ taken, put }: Move): Rebased {
    const step = this.map(taken)?.step;
    if (!(step instanceof ReplaceStep)) return "dropped";
    const [now, was] = [this.ground.doc().slice(step.from, step.to), removedBy(this.mine[taken]!)];
    const content = asItReads((this.mine[put]!.step as ReplaceStep).slice, was, now);
    const placed = content && this.apply(taken, step);
    if (!placed) return "dropped";
    this.carried.set(taken, { content, size: now.size, from: step.from, leg: this.way.length - 1 });
    return placed;
  }

  private putIn({ taken, put, ...was }: Move): Rebased {
    const carried = this.carried.get(taken);
    if (!carried) {
      this.stayed = true;
      return "dropped";
    }
    const { content, size, from, leg } = carried;
    const [out, back] = [this.mine[taken]!.step as ReplaceStep, this.mine[put]!.step as ReplaceStep];
    const mapped = this.map(put);
    if (!mapped || !(mapped.step instanceof ReplaceStep)) return "lost";
    if (this.takesOther(back, mapped) || this.takesUnseen(put, mapped.step)) return "lost";
    const { from: target, to } = mapped.step;
    const placed = this.apply(put, new ReplaceStep(target, to, content));
    if (!placed) return "lost";
    this.way.addMove(leg, {
      from: from + was.from - out.from,
      to: from + size - (out.to - was.to),
      target: target + was.target - back.from,
      end: this.way.length - 1,
      trail: [`mine ${taken}`],
    });
    return placed;
  }

  /** A step as it would be put on now: with what moved where both its ends moved alike, else without. */
  private map(index: number): Mapped | null {
    const { step } = this.mine[index]!;
    const from = this.mine.length - index;
    const trails: (readonly string[])[] = [];
    const mapped = step.map(this.way.mappable({ from, moves: true }, ({ trail }) => trails.push(trail)));
    const [trail = []] = trails;
    if (trails.every((other) => other.join() === trail.join()))
      return mapped && { step: mapped, trail, isTorn: false };
    const left = step.map(this.way.mappable({ from, moves: false }));
    return left && { step: left, trail: [], isTorn: true };
  }

  /** Whether a deletion would take anything else than what it took when it was made, because something moved. */
  private takesOther(was: Step, { step, isTorn, trail }: Mapped): boolean {
    if (!(step instanceof ReplaceStep) || !(was instanceof ReplaceStep) || was.from === was.to) return false;
    if (isTorn) return true;
    if (step.from === step.to || trail.length > 0) return false;
    if (this.stayed && !this.ground.doc().resolve(step.from).sameParent(this.ground.doc().resolve(step.to)))
      return true;
    return this.moved.some(({ from, to, leg }) => {
      const route = { from: leg + 1, moves: false };
      return this.way.follow(from, 1, route).pos < step.to && this.way.follow(to, -1, route).pos > step.from;
    });
  }

  /** Whether somebody else has put the very same words in the place of the same ones. */
  private isMade(index: number, step: Step): boolean {
    if (!(step instanceof ReplaceStep) || step.from === step.to) return false;
    const [was, now] = this.wordsAt(index, step);
    return was !== now && now !== "" && now === lettersOf(step.slice) && isInParagraph(step);
  }

  /** Whether a deletion would take words that were not there when it was made, or a replacement stands for others. */
  private takesUnseen(index: number, step: Step): boolean {
    if (!(step instanceof ReplaceStep || step instanceof ReplaceAroundStep)) return false;
    const [was, now] = this.wordsAt(index, step);
    return was !== "" && isInParagraph(step) && lettersOf(step.slice) !== ""
      ? now !== was
      : !isWithin(now, was);
  }

  /** What a step took out when it was made, and what it would now: not what it leaves standing within. */
  private wordsAt(index: number, step: ReplaceStep | ReplaceAroundStep): [was: string, now: string] {
    const { from, to } = step;
    const { gapFrom, gapTo } = step instanceof ReplaceAroundStep ? step : { gapFrom: to, gapTo: to };
    const doc = this.ground.doc();
    return [
      lettersOf(removedBy(this.mine[index]!)),
      doc.textBetween(from, gapFrom) + doc.textBetween(gapTo, to),
    ];
  }

  private apply(index: number, mapped: Step, trail: readonly string[] = []): UndoableStep | null {
    const before = this.ground.doc();
    const step = citeMerged(mapped, this.merges, before);
    if (!this.ground.apply(step, index)) return null;
    const leg = this.way.add(step.getMap());
    const [was, is] = [rangesPutIn(this.mine[index]!.step), rangesPutIn(step)];
    // What was put in is the same as before; a move's may have been changed by others, and goes its own way.
    if (was.every(({ from, to }, i) => is[i] && to - from === is[i].to - is[i].from))
      this.way.addMirrors(
        this.legBack(index),
        was.map(({ from, to }, i) => ({ from, to, target: is[i]!.from, end: leg, trail })),
      );
    return { step, inverted: step.invert(before) };
  }

  /** The leg that takes a step of the writer's back. */
  private legBack(index: number): number {
    return this.mine.length - 1 - index;
  }
}

function removedBy({ inverted }: UndoableStep): Slice {
  return (inverted as ReplaceStep | ReplaceAroundStep).slice;
}

/** It changes words, and no paragraph. */
function isInParagraph({ slice }: ReplaceStep | ReplaceAroundStep): boolean {
  return slice.content.firstChild?.isInline ?? true;
}

/** Whether letters are, in their order, among others. */
function isWithin(some: string, all: string): boolean {
  let at = 0;
  for (const letter of all) {
    if (some.startsWith(letter, at)) at += letter.length;
  }
  return at === some.length;
}

/** What a step put in, in the document after it. */
function rangesPutIn(step: Step): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  step.getMap().forEach((_oldStart, _oldEnd, from, to) => ranges.push({ from, to }));
  return ranges;
}
