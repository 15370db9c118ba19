import { type Node } from "prosemirror-model";
import {
  AddMarkStep,
  AttrStep,
  RemoveMarkStep,
  ReplaceAroundStep,
  ReplaceStep,
  Step,
} from "prosemirror-transform";
import { GalleyError } from "../errors";
import type { UndoableStep } from "./moves";
import { rebaseOver } from "./rebase-over";
import { schema } from "./schema";

/** Attributes that a writer may set on a paragraph; ids are the one door's. */
const WRITABLE_ATTRIBUTES = new Set(["level", "ordered"]);

/** Reads a writer's steps. Throws `invalid` for what is no step, or no step that a writer may make. */
export function parseSteps(json: readonly Record<string, unknown>[]): Step[] {
  return json.map((value) => {
    let step: Step;
    try {
      step = Step.fromJSON(schema, value);
    } catch {
      throw new GalleyError("invalid", "This change of the text could not be read.");
    }
    const allowed =
      step instanceof ReplaceStep ||
      step instanceof ReplaceAroundStep ||
      step instanceof AddMarkStep ||
      step instanceof RemoveMarkStep ||
      (step instanceof AttrStep && WRITABLE_ATTRIBUTES.has(step.attr));
    if (!allowed) throw new GalleyError("invalid", "This kind of change is not made here.");
    return step;
  });
}

/** A row of steps that were applied one after the other, with the document before and after them. */
export interface AppliedSteps {
  before: Node;
  after: Node;
  steps: Step[];
  /** The inverse of each step, in the same order. */
  inverse: Step[];
}

/** Applies steps to a document; null when one of them does not fit. Never throws. */
export function applySteps(before: Node, steps: readonly Step[]): AppliedSteps | null {
  const inverse: Step[] = [];
  let doc = before;
  for (const step of steps) {
    const next = applyStep(doc, step);
    if (!next) return null;
    inverse.push(step.invert(doc));
    doc = next;
  }
  return { before, after: doc, steps: [...steps], inverse };
}

/** Only what comes of it; null when a step does not fit. Of thousands of steps a good deal faster. */
export function applyAll(doc: Node, steps: readonly Step[]): Node | null {
  let after: Node | null = doc;
  for (const step of steps) after = after && applyStep(after, step);
  return after;
}

/** `Step.apply` throws on positions out of range, besides reporting failure: here both are null. */
export function applyStep(doc: Node, step: Step): Node | null {
  try {
    return step.apply(doc).doc;
  } catch {
    return null;
  }
}

/**
 * A writer's steps, made on `over.before`, over what came since. A step that only deletes or marks, and whose text
 * is gone, is dropped; null (a conflict) when one that brings words cannot be placed, or when the steps never
 * fitted what they are said to be made on.
 */
export function rebaseSteps(steps: readonly Step[], over: AppliedSteps): AppliedSteps | null {
  if (over.steps.length === 0) return applySteps(over.after, steps);
  const made = applySteps(over.before, steps);
  if (!made) return null;
  const applied: AppliedSteps = { before: over.after, after: over.after, steps: [], inverse: [] };
  const { results } = rebaseOver(undoable(made), undoable(over), {
    doc: () => applied.after,
    apply: (step) => {
      const next = applyStep(applied.after, step);
      if (!next) return false;
      applied.steps.push(step);
      applied.inverse.push(step.invert(applied.after));
      applied.after = next;
      return true;
    },
  });
  return results.includes("lost") ? null : applied;
}

function undoable({ steps, inverse }: AppliedSteps): UndoableStep[] {
  return steps.map((step, index) => ({ step, inverted: inverse[index]! }));
}
