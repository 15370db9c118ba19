import { AddMarkStep, AttrStep, RemoveMarkStep, type StepMap } from "prosemirror-transform";
import type { Trace } from "./track";
import type { TracedStep } from "./word-changes";

/** Who last did anything to what stands right behind a position of the document after these steps; null for nobody. */
export function lastTouch(steps: readonly TracedStep[], position: number): Trace | null {
  let at = position;
  for (const { step, trace } of steps.toReversed()) {
    const map = step.getMap();
    if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
      if (step.from <= at && at < step.to) return trace;
    } else if (step instanceof AttrStep) {
      if (step.pos === at) return trace;
    } else if (wrote(map, at)) return trace;
    at = map.invert().map(at, 1);
  }
  return null;
}

function wrote(map: StepMap, position: number): boolean {
  let found = false;
  map.forEach((_oldStart, _oldEnd, start, end) => {
    found ||= start <= position && position < end;
  });
  return found;
}
