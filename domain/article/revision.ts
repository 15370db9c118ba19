/** Why the text changed. `asChief`: by somebody who is not among the article's authors. */
export type RevisionCause =
  | { type: "import" }
  | { type: "typed"; asChief?: true }
  | { type: "typo_fix"; flagIds: string[]; asChief?: true }
  /** Typo fixes taken back, by the version that applied them. */
  | { type: "typo_fix_undone"; flagIds: string[]; of: number; asChief?: true }
  | { type: "citation"; flagId: string; asChief?: true }
  /** Back to how it read at that version: the article, or one paragraph. */
  | { type: "restore"; version: number; paragraphId?: string; asChief?: true }
  | { type: "references"; did: ReferencesChange; asChief?: true };

/** What was done to the list of references. */
export type ReferencesChange = "added" | "edited" | "merged" | "deleted" | "style";

export function flagsOfCause(cause: RevisionCause): string[] {
  if (cause.type === "typo_fix" || cause.type === "typo_fix_undone") return cause.flagIds;
  return cause.type === "citation" ? [cause.flagId] : [];
}

interface Grouped {
  version: number;
  actor: { id: string };
  /** ISO 8601. */
  at: string;
  cause: RevisionCause;
}

/** Revisions of one person for one reason, each this soon after the one before, are told as one. */
const A_SHORT_WHILE = 10 * 60_000;

/** Revisions, newest first, in groups, newest first: what a person did in one go. */
export function groupRevisions<Revision extends Grouped>(revisions: readonly Revision[]): Revision[][] {
  const groups: Revision[][] = [];
  for (const revision of revisions) {
    const last = groups.at(-1)?.at(-1);
    if (last && belongTogether(last, revision)) groups.at(-1)!.push(revision);
    else groups.push([revision]);
  }
  return groups;
}

function belongTogether(newer: Grouped, older: Grouped): boolean {
  const { type } = newer.cause;
  return (
    newer.version === older.version + 1 &&
    type !== "restore" &&
    type === older.cause.type &&
    newer.actor.id === older.actor.id &&
    Date.parse(newer.at) - Date.parse(older.at) <= A_SHORT_WHILE
  );
}
