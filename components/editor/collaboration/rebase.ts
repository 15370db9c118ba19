import type { Node } from "prosemirror-model";
import type { Mapping, Step, Transform } from "prosemirror-transform";

/** Not in the library's types, though its own collaboration module is built on it. */
type MirroredMapping = Mapping & { setMirror(index: number, mirror: number): void };

/** A step of this writer's that the server has not confirmed yet, with what takes it back. */
export interface PendingStep {
  step: Step;
  inverted: Step;
}

/**
 * Takes the pending steps back, applies `over`, and puts the pending ones on again, all on `transform` (so that
 * its mapping knows which belong together): prosemirror-collab's procedure, and the server's
 * (domain/article/rebase.ts). One result for every pending step: null where it could not be placed, or was not
 * wanted by `keep`. Throws where `over` does not fit.
 */
export function rebasePending(
  transform: Transform,
  pending: readonly PendingStep[],
  over: readonly Step[],
  keep: (index: number) => boolean = () => true,
): (PendingStep | null)[] {
  for (const { inverted } of [...pending].reverse()) transform.step(inverted);
  for (const step of over) transform.step(step);
  let mapFrom = pending.length;
  return pending.map(({ step }, index) => {
    const mapped = keep(index) ? step.map(transform.mapping.slice(mapFrom)) : null;
    mapFrom--;
    const before = transform.doc;
    if (!mapped || !tryStep(transform, mapped)) return null;
    (transform.mapping as MirroredMapping).setMirror(mapFrom, transform.steps.length - 1);
    return { step: mapped, inverted: mapped.invert(before) };
  });
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
