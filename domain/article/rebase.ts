import { type Node } from "prosemirror-model";
import {
  AddMarkStep,
  AttrStep,
  Mapping,
  RemoveMarkStep,
  ReplaceAroundStep,
  ReplaceStep,
  Step,
} from "prosemirror-transform";
import { GalleyError } from "../errors";
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

/** `Step.apply` throws on positions out of range, besides reporting failure: here both are null. */
export function applyStep(doc: Node, step: Step): Node | null {
  try {
    return step.apply(doc).doc;
  } catch {
    return null;
  }
}

/** It only takes away: dropping it where its text is gone already loses nothing. */
export function onlyDeletes(step: Step): boolean {
  if (step instanceof ReplaceStep) return step.slice.size === 0;
  return !(step instanceof ReplaceAroundStep);
}

/**
 * A writer's steps, made on an older document, over what came since; `doc` is what stands now. The same
 * procedure as prosemirror-collab's rebaseSteps in the browser, so that both sides arrive at the same steps.
 * A step that only deletes or marks, and whose text is gone, is dropped; null (a conflict) when one that
 * brings words cannot be placed.
 */
export function rebaseSteps(doc: Node, steps: readonly Step[], over: readonly Step[]): AppliedSteps | null {
  if (over.length === 0) return applySteps(doc, steps);
  const mapping = new Mapping([
    ...steps.map((step) => step.getMap().invert()).reverse(),
    ...over.map((step) => step.getMap()),
  ]);
  const applied: AppliedSteps = { before: doc, after: doc, steps: [], inverse: [] };
  let mapFrom = steps.length;
  for (const step of steps) {
    const mapped = step.map(mapping.slice(mapFrom));
    mapFrom--;
    const next = mapped && applyStep(applied.after, mapped);
    if (!mapped || !next) {
      if (onlyDeletes(step)) continue;
      return null;
    }
    mapping.appendMap(mapped.getMap(), mapFrom);
    applied.steps.push(mapped);
    applied.inverse.push(mapped.invert(applied.after));
    applied.after = next;
  }
  return applied;
}

/** Steps with what was typed on and on made one: words typed over others are then one replacement. */
export function mergeTyping(steps: readonly Step[]): Step[] {
  const merged: Step[] = [];
  for (const step of steps) {
    const last = merged.at(-1);
    const both = last && isInline(last) && isInline(step) && step.from === step.to ? last.merge(step) : null;
    if (both) merged[merged.length - 1] = both;
    else merged.push(step);
  }
  return merged;
}

function isInline(step: Step): step is ReplaceStep {
  return step instanceof ReplaceStep && (step.slice.content.firstChild?.isInline ?? true);
}
