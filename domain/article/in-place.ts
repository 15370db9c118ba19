import type { Node } from "prosemirror-model";
import { ReplaceStep, type Step } from "prosemirror-transform";
import { applyStep } from "./rebase";
import { stepsBetween } from "./steps-between";

/**
 * Steps as they are to be followed. One that puts whole paragraphs in their own place again (an old undo over a restore,
 * which brought the same ones back) took nothing away but what it changed in them: that is told instead of it.
 */
export function inPlace(before: Node, steps: readonly Step[]): readonly Step[] {
  if (!steps.some(replacesParagraphs)) return steps;
  let doc = before;
  return steps.flatMap((step) => {
    const after = applyStep(doc, step);
    const told =
      after && replacesParagraphs(step) && putsAgain(doc, step) ? stepsBetween(doc, after) : [step];
    doc = after ?? doc;
    return told;
  });
}

function replacesParagraphs(step: Step): step is ReplaceStep {
  if (!(step instanceof ReplaceStep) || step.from === step.to) return false;
  const { content, openStart, openEnd } = step.slice;
  return openStart === 0 && openEnd === 0 && (content.firstChild?.isTextblock ?? false);
}

function putsAgain(doc: Node, { from, to, slice }: ReplaceStep): boolean {
  const taken = doc.slice(from, to);
  if (taken.openStart > 0 || taken.openEnd > 0) return false;
  const ids = new Set(taken.content.content.map(({ attrs }) => attrs.id as string | null));
  return slice.content.content.some(({ attrs }) => attrs.id !== null && ids.has(attrs.id as string));
}
