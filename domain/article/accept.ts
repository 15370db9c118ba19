import type { Node } from "prosemirror-model";
import { Mapping, type Step } from "prosemirror-transform";
import type { CitationStyle } from "./citations";
import { normalise } from "./normalise";
import { rebaseSteps, type AppliedSteps } from "./rebase";

/** A change of the text as it is stored: the writer's steps, and behind them those that tidy up after them. */
export interface AcceptedSteps extends AppliedSteps {
  /** How many of the steps are the writer's. */
  written: number;
}

/**
 * What the one door makes of a writer's steps: put on over what came since they were made (`over`), with the shape that
 * every stored document has. Null (a conflict) when words cannot be placed. Throws as `normalise` does.
 */
export function acceptSteps(
  steps: readonly Step[],
  over: AppliedSteps,
  newId: () => string,
  style?: CitationStyle,
): AcceptedSteps | null {
  const written = rebaseSteps(steps, over);
  if (!written) return null;
  if (written.steps.length === 0) return { ...written, written: 0 };
  const mapping = new Mapping(written.steps.map((step) => step.getMap()));
  const normal = normalise(over.after, written.after, mapping, newId, style);
  return {
    before: over.after,
    after: normal.after,
    steps: [...written.steps, ...normal.steps],
    inverse: [...written.inverse, ...normal.inverse],
    written: written.steps.length,
  };
}

/** Nothing came since. */
export function nothingSince(doc: Node): AppliedSteps {
  return { before: doc, after: doc, steps: [], inverse: [] };
}

/** The steps that take a change back, in order of application. */
export function takeBack({ inverse }: Pick<AppliedSteps, "inverse">): Step[] {
  return inverse.toReversed();
}
