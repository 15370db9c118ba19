import { OUTCOMES_OF, type AnchorState, type FlagKind, type FlagStatus, type Outcome } from "./kinds";
import { STATUS_WORDS } from "./words";

/** What the rules of a flag's life look at. */
export interface FlagFacts {
  kind: FlagKind;
  status: FlagStatus;
  anchorState: AnchorState;
  /** The text of its paragraph is no longer what it was when the flag was raised. */
  paragraphChanged: boolean;
}

export interface Settlement {
  outcome: Outcome;
  note?: string | undefined;
  sources?: readonly string[] | undefined;
  referenceId?: string | undefined;
  reference?: string | undefined;
}

export type FlagStep = "resolve" | "verify" | "reopen" | "withdraw";

/** The status a step leads to, by the status it may be taken from. Nothing else is possible. */
const STEPS: Record<FlagStep, Partial<Record<FlagStatus, FlagStatus>>> = {
  resolve: { open: "resolved" },
  verify: { resolved: "verified" },
  reopen: { resolved: "open", verified: "open", withdrawn: "open" },
  withdraw: { open: "withdrawn" },
};

/** The status after a step, or null where the step is not possible from this one. */
export function statusAfter(status: FlagStatus, step: FlagStep): FlagStatus | null {
  return STEPS[step][status] ?? null;
}

/** Why a step cannot be taken now, in words for a person; null when it can. */
export function stepRefusal(status: FlagStatus, step: FlagStep): string | null {
  if (statusAfter(status, step)) return null;
  const wanted = { resolve: "settled", verify: "verified", reopen: "reopened", withdraw: "withdrawn" }[step];
  return status === "open"
    ? `This flag is open: it cannot be ${wanted} yet.`
    : `This flag is already ${STATUS_WORDS[status].toLowerCase()}: it cannot be ${wanted}.`;
}

/** It stands as applying its fix left it: that can be taken back. Not once it was settled otherwise, or verified. */
export function isAsApplied({ status, outcome }: { status: FlagStatus; outcome: string | null }): boolean {
  return status === "resolved" && outcome === "applied";
}

/** Every outcome that a flag of this kind knows, the chief's waiver last. */
export function outcomesFor(kind: FlagKind): readonly Outcome[] {
  return [...OUTCOMES_OF[kind], "waived"];
}

/**
 * What stands in the way of an outcome because of the text, in words; null when nothing does. Screens show it
 * beside the choice; what the person still has to enter is `entryRefusal`'s.
 */
export function textRefusal(facts: FlagFacts, outcome: Outcome): string | null {
  const { anchorState, paragraphChanged } = facts;
  switch (outcome) {
    case "corrected":
      if (anchorState === "detached") return "The flagged words are gone: settle it as cut.";
      return anchorState === "changed"
        ? null
        : "The flagged words are still as they were: change them first.";
    case "cut":
      return anchorState === "detached"
        ? null
        : "The flagged words are still in the text: delete them first.";
    case "attributed":
      return paragraphChanged
        ? null
        : "The paragraph is still as it was: name who says so in the text first.";
    case "applied":
    case "cited":
      return anchorState === "detached"
        ? "The flagged words are gone: put the flag back on its words first."
        : null;
    default:
      return null;
  }
}

/** What the person still has to enter for an outcome, in words; null when it is complete. */
export function entryRefusal({ outcome, note, sources, referenceId, reference }: Settlement): string | null {
  switch (outcome) {
    case "declined":
    case "stands":
    case "not_needed":
    case "waived":
      return note?.trim() ? null : "Give the reason.";
    case "sourced":
      return sources?.some((source) => source.trim()) ? null : "Give at least one source.";
    case "cited":
      if (referenceId && reference?.trim()) return "Choose a reference or enter a new one, not both.";
      return referenceId || reference?.trim() ? null : "Choose a reference or enter a new one.";
    default:
      return null;
  }
}

/** Why a settlement is refused, in words; null when it may go through. Permission is domain/policy.ts's. */
export function settlementRefusal(facts: FlagFacts, settlement: Settlement): string | null {
  const wrongStep = stepRefusal(facts.status, "resolve");
  if (wrongStep) return wrongStep;
  if (!outcomesFor(facts.kind).includes(settlement.outcome))
    return `A ${facts.kind.replace("_", "-")} flag cannot be settled as ${settlement.outcome.replace("_", " ")}.`;
  return entryRefusal(settlement) ?? textRefusal(facts, settlement.outcome);
}
