import type { Node } from "prosemirror-model";
import { ReplaceStep, type Step } from "prosemirror-transform";
import { applyStep } from "./rebase";
import { stepsBetween } from "./steps-between";

/**
 * Steps as they are to be followed. One that puts whole paragraphs in their own place again (an old undo over a restore,
 * which brought the same ones back) took nothing away but what it changed in them: that is told instead of it.
 */
export function inPlace(before: Node, steps: readonly Step[]): Step[] {
  let doc = before;
  return steps.flatMap((step) => {
    const after = applyStep(doc, step);
    const told = after && putsInPlace(doc, step) ? stepsBetween(doc, after) : [step];
    doc = after ?? doc;
    return told;
  });
}

function putsInPlace(doc: Node, step: Step): boolean {
  if (!(step instanceof ReplaceStep) || step.from === step.to || step.slice.size === 0) return false;
  const { slice } = step;
  if (slice.openStart > 0 || slice.openEnd > 0) return false;
  const taken = doc.slice(step.from, step.to);
  if (taken.openStart > 0 || taken.openEnd > 0) return false;
  const ids = new Set(taken.content.content.map(({ attrs }) => attrs.id as unknown));
  return slice.content.content.some(({ isTextblock, attrs }) => isTextblock && ids.has(attrs.id));
}
