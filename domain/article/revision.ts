/** Why the text changed. `asChief`: by somebody who is not among the article's authors. */
export type RevisionCause =
  | { type: "import" }
  /** A manuscript that came in again, by its number; and that taken back. */
  | { type: "manuscript"; number: number; asChief?: true }
  | { type: "manuscript_undone"; number: number; of: number; asChief?: true }
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

export type CauseType = RevisionCause["type"];

/** A cause of one type. */
export type CauseOf<Type extends CauseType> = Extract<RevisionCause, { type: Type }>;

/**
 * With what the time line tells a change as one: changes of the same name that follow each other, by one person or
 * (`together`) by several who were at it at the same time. Null: each stands for itself.
 */
export interface Kinship {
  name: string;
  together: boolean;
}

/** What is to be known of a cause wherever it comes up. */
interface CauseFacts<Cause> {
  kinship: (cause: Cause) => Kinship | null;
  /** The flags that it settled, or opened again. */
  flagIds?: (cause: Cause) => string[];
  /** The earlier version that it names. */
  version?: (cause: Cause) => number;
}

/** Every cause stands here: a new one cannot be forgotten. How it is said on screen: components/history/causes.ts. */
const CAUSES: { [Type in CauseType]: CauseFacts<CauseOf<Type>> } = {
  import: { kinship: () => null },
  manuscript: { kinship: () => null },
  manuscript_undone: { kinship: () => null, version: ({ of }) => of },
  typed: { kinship: () => ({ name: "typed", together: true }) },
  typo_fix: { kinship: () => ({ name: "typo_fix", together: false }), flagIds: ({ flagIds }) => flagIds },
  typo_fix_undone: { kinship: () => null, flagIds: ({ flagIds }) => flagIds, version: ({ of }) => of },
  citation: { kinship: () => ({ name: "citation", together: false }), flagIds: ({ flagId }) => [flagId] },
  restore: { kinship: () => null, version: ({ version }) => version },
  references: { kinship: ({ did }) => ({ name: `references ${did}`, together: false }) },
};

const factsOf = (cause: RevisionCause) => CAUSES[cause.type] as CauseFacts<RevisionCause>;

/** With what else the change is told as one; null: with nothing. */
export function kinshipOf(cause: RevisionCause): Kinship | null {
  return factsOf(cause).kinship(cause);
}

/** The flags that the cause names. */
export function flagsOfCause(cause: RevisionCause): string[] {
  return factsOf(cause).flagIds?.(cause) ?? [];
}

/** The earlier version that the cause names; null where it names none. */
export function versionOfCause(cause: RevisionCause): number | null {
  return factsOf(cause).version?.(cause) ?? null;
}
