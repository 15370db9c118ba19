import * as z from "zod";
import type { RevisionCause } from "../article/revision";
import type { FlagKind } from "../flag/kinds";
import { id, version, type PersonDto } from "./common";

export const revisionsQuery = z.strictObject({
  /** Those older than this version. */
  before: z.coerce.number().pipe(version).optional(),
  /** Those that touched this paragraph. */
  paragraphId: id.optional(),
});
export type RevisionsQuery = z.infer<typeof revisionsQuery>;

/** One accepted change of the text: who, when, why, where. */
export interface RevisionDto {
  version: number;
  actor: PersonDto;
  at: string;
  cause: RevisionCause;
  /** Paragraphs it made, changed, moved or took away; null (the import) is all of them. */
  paragraphIds: string[] | null;
}

export interface RevisionsDto {
  /** Newest first. */
  revisions: RevisionDto[];
  /** There are older ones. */
  more: boolean;
  /** The flags that causes name. */
  flags: { id: string; kind: FlagKind; quote: string; replacement: string | null }[];
}

export const restoreInput = z.strictObject({
  /** Repeated with the same id, a restore is stored once. */
  id: id.optional(),
  /** What to go back to. */
  version,
  /** The text that was looked at when this was decided: what changed since is not overwritten unseen. */
  baseVersion: version,
  /** Left out for the whole article. */
  paragraphId: id.optional(),
});
export type RestoreInput = z.infer<typeof restoreInput>;
