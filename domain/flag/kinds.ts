/** The four pencils. */
export const FLAG_KINDS = ["typo", "fact_check", "citation", "comment"] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

export const FLAG_STATUSES = ["open", "resolved", "verified", "withdrawn"] as const;
export type FlagStatus = (typeof FLAG_STATUSES)[number];

export const OUTCOMES = [
  "applied",
  "declined",
  "corrected",
  "sourced",
  "stands",
  "cut",
  "cited",
  "attributed",
  "not_needed",
  "done",
  "waived",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** exact: the text equals the quote. changed: alive, but the text differs. detached: its text is gone. */
export type AnchorState = "exact" | "changed" | "detached";

/** The outcomes each kind can be settled by (any kind can also be `waived` by a chief). */
export const OUTCOMES_OF: Record<FlagKind, readonly Outcome[]> = {
  typo: ["applied", "declined"],
  fact_check: ["corrected", "sourced", "stands", "cut"],
  citation: ["cited", "attributed", "not_needed", "cut"],
  comment: ["done"],
};

/** Comments never hold the draft back. */
export function isBlockingKind(kind: FlagKind): boolean {
  return kind !== "comment";
}
