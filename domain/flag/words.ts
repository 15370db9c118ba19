import type { ThreadEntryDto } from "../contract";
import type { AnchorState, FlagKind, FlagStatus, Outcome } from "./kinds";

/**
 * What flags, their states and their outcomes are called on every screen and sheet. Sentence case, to stand
 * alone on a chip or in a table; in a running sentence lower the first letter.
 */

export const KIND_WORDS: Record<FlagKind, string> = {
  typo: "Typo",
  fact_check: "Fact-check",
  citation: "Citation",
  comment: "Comment",
};

/** `resolved` is shown as "Settled": the word of the desk. */
export const STATUS_WORDS: Record<FlagStatus, string> = {
  open: "Open",
  resolved: "Settled",
  verified: "Verified",
  withdrawn: "Withdrawn",
};

/** How a flag was settled. */
export const OUTCOME_WORDS: Record<Outcome, string> = {
  applied: "Applied",
  declined: "Declined",
  corrected: "Corrected",
  sourced: "Sourced",
  stands: "Author stands by it",
  cut: "Cut",
  cited: "Reference put",
  attributed: "Attributed in the text",
  not_needed: "Not needed",
  done: "Done",
  waived: "Waived",
};

/** The same as an order to settle it so; "…" where something has to be entered first. */
export const OUTCOME_ACTION_WORDS: Record<Outcome, string> = {
  applied: "Apply",
  declined: "Decline…",
  corrected: "Corrected",
  sourced: "Give a source…",
  stands: "Stand by it…",
  cut: "Cut",
  cited: "Put a reference here…",
  attributed: "Attributed in the text",
  not_needed: "Not needed…",
  done: "Done",
  waived: "Waive…",
};

/** Where the words of a flag are now. */
export const ANCHOR_WORDS: Record<AnchorState, string> = {
  exact: "The words are as they were",
  changed: "The words have changed",
  detached: "The words are gone",
};

/** Outcomes that are a verb of their own. */
const DONE_WORDS: Partial<Record<Outcome, string>> = {
  applied: "applied it",
  declined: "declined it",
  stands: "stands by it",
  waived: "waived it",
  done: "marked it done",
};

/** What a person did, to stand after their name. */
export function entryWords(entry: ThreadEntryDto): string {
  switch (entry.type) {
    case "raised":
      return "raised this";
    case "reply":
      return "";
    case "resolved":
      if (!entry.outcome) return "settled it";
      return DONE_WORDS[entry.outcome] ?? `settled it: ${lower(OUTCOME_WORDS[entry.outcome])}`;
    case "reopened":
      return "reopened it";
    case "verified":
      return "verified it";
    case "withdrawn":
      return "withdrew it";
    case "restored":
      return "put it back as it had been settled";
    case "assigned":
      return entry.assignee ? `gave it to ${entry.assignee.name}` : "took the assignment back";
    case "reanchored":
      return "put it on these words";
    case "recheck":
      return "changed the sentence that was verified";
    case "unchanged":
      return "brought back the sentence as it was verified";
  }
}

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
