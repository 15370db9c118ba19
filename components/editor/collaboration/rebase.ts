import type { Node } from "prosemirror-model";
import type { Mapping, Step, Transform } from "prosemirror-transform";
import type { UndoableStep } from "@/domain/article/moves";
import type { Followed } from "@/domain/article/way";
import { rebaseOver, type Ground, type Rebased } from "@/domain/article/rebase-over";

/** Not in the library's types, though its own collaboration module is built on it. */
export type MirroredMapping = Mapping & { setMirror(index: number, mirror: number): void };

/** A step of this writer's that the server has not confirmed yet, with what takes it back. */
export type PendingStep = UndoableStep;

/**
 * Takes the pending steps back, applies `over`, and puts the pending ones on again by the server's own procedure
 * (domain/article/rebase-over.ts), all on `transform` (so that its mapping knows which belong together). One result
 * for every pending step; those that `keep` does not want are dropped. Throws where `over` does not fit.
 */
export function rebasePending(
  transform: Transform,
  pending: readonly PendingStep[],
  over: readonly Step[],
  keep?: (index: number) => boolean,
): { results: Rebased[]; follow: (position: number) => Followed } {
  for (const { inverted } of pending.toReversed()) transform.step(inverted);
  const others = over.map((step) => {
    const inverted = step.invert(transform.doc);
    transform.step(step);
    return { step, inverted };
  });
  const mapping = transform.mapping as MirroredMapping;
  const ground: Ground = {
    doc: () => transform.doc,
    apply: (step, index) => {
      if (!tryStep(transform, step)) return false;
      mapping.setMirror(pending.length - 1 - index, transform.steps.length - 1);
      return true;
    },
  };
  return rebaseOver(pending, others, ground, keep);
}

export function isGivenUp(result: Rebased): result is "dropped" | "lost" {
  return result === "dropped" || result === "lost";
}

/** Those that could be put on again. */
export function stillPending(results: readonly Rebased[]): PendingStep[] {
  return results.filter((result): result is PendingStep => !isGivenUp(result));
}

/** Applying a step whose positions lie outside the document throws, besides reporting failure: both are no. */
function tryStep(transform: Transform, step: Step): boolean {
  try {
    return !transform.maybeStep(step).failed;
  } catch {
    return false;
  }
}

/** A document after steps that are known to fit it. Throws where they do not. */
export function applyAll(doc: Node, steps: readonly Step[]): Node {
  return steps.reduce((current, step) => {
    const result = step.apply(current);
    if (!result.doc) throw new RangeError(result.failed ?? "A step did not fit.");
    return result.doc;
  }, doc);
}
