import type { Step } from "prosemirror-transform";

const stepJson = new WeakMap<Step, Record<string, unknown>>();

/** A step as it is sent and kept, made once: all that is unsaved is kept again with every key. */
export function jsonOf(step: Step): Record<string, unknown> {
  const known = stepJson.get(step) ?? (step.toJSON() as Record<string, unknown>);
  stepJson.set(step, known);
  return known;
}
