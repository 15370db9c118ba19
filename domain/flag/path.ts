import type { Node, Slice } from "prosemirror-model";
import { ReplaceStep, type StepMap, type Step } from "prosemirror-transform";
import { applyStep, mergeTyping } from "../article/rebase";

interface Leg {
  map: StepMap;
  /** Content that this step took out and a later one of the same change (or it itself) put in again. */
  carried: { from: number; to: number; target: number; step: number } | null;
}

/**
 * The way of document positions through one change, as ProseMirror's Mapping gives it, but for one thing:
 * what was taken out and put in again within the change, letter for letter (a dragged sentence, a moved
 * paragraph), has moved, and its positions go with it.
 */
export class Path {
  private readonly legs: Leg[];

  constructor(before: Node, steps: readonly Step[]) {
    const merged = mergeTyping(steps);
    const docs: Node[] = [];
    let doc = before;
    for (const step of merged) {
      docs.push(doc);
      doc = applyStep(doc, step) ?? doc;
    }
    const taken = new Set<number>();
    this.legs = merged.map((step, index) => ({
      map: step.getMap(),
      carried: carriedBy(merged, docs, index, taken),
    }));
  }

  /** Where a position ends up; `assoc` as in ProseMirror: which side it stays on when content comes in at it. */
  map(position: number, assoc: 1 | -1): number {
    return this.follow(position, assoc).position;
  }

  /** Whether what stands on both sides of a position was deleted (and not carried elsewhere). */
  deletesAcross(position: number): boolean {
    return this.follow(position, 1).deletedAcross;
  }

  private follow(position: number, assoc: 1 | -1): { position: number; deletedAcross: boolean } {
    let deletedAcross = false;
    for (let index = 0; index < this.legs.length; index++) {
      const { map, carried } = this.legs[index]!;
      if (carried && isInside(position, assoc, carried)) {
        position = carried.target + (position - carried.from);
        index = carried.step;
      } else {
        const result = map.mapResult(position, assoc);
        position = result.pos;
        deletedAcross ||= result.deletedAcross;
      }
    }
    return { position, deletedAcross };
  }
}

/** The first later step that puts in just what this one took out; each is taken once. */
function carriedBy(
  steps: readonly Step[],
  docs: readonly Node[],
  index: number,
  taken: Set<number>,
): Leg["carried"] {
  const step = steps[index]!;
  if (!(step instanceof ReplaceStep) || step.from === step.to) return null;
  const removed = docs[index]!.slice(step.from, step.to);
  for (let later = index; later < steps.length; later++) {
    const other = steps[later]!;
    if (!(other instanceof ReplaceStep) || taken.has(later) || !isSameContent(removed, other.slice)) continue;
    taken.add(later);
    return { from: step.from, to: step.to, target: other.from, step: later };
  }
  return null;
}

/** The same paragraphs and the same words in the same type; ids do not count (a copy has none yet). */
function isSameContent(one: Slice, other: Slice): boolean {
  if (one.size !== other.size || one.openStart !== other.openStart || one.openEnd !== other.openEnd)
    return false;
  return (
    one.content.childCount === other.content.childCount &&
    one.content.content.every((node, i) => {
      const twin = other.content.child(i);
      return node.isTextblock ? node.type === twin.type && node.content.eq(twin.content) : node.eq(twin);
    })
  );
}

function isInside(position: number, assoc: 1 | -1, { from, to }: { from: number; to: number }): boolean {
  return (
    (position > from || (position === from && assoc > 0)) && (position < to || (position === to && assoc < 0))
  );
}
