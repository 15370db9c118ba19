import * as z from "zod";
import type { RevisionCause } from "../article/revision";
import type { FlagKind } from "../flag/kinds";
import { id, version, type PersonDto } from "./common";

export const timelineQuery = z.strictObject({
  /** Those older than this version. */
  before: z.coerce.number().pipe(version).optional(),
  /** Those that touched this paragraph. */
  paragraphId: id.optional(),
});
export type TimelineQuery = z.infer<typeof timelineQuery>;

export const revisionsQuery = timelineQuery.extend({
  /** Those newer than this version. */
  after: z.coerce.number().pipe(version).optional(),
  /** Those that were there at this moment. */
  until: z.iso.datetime({ offset: true }).optional(),
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

/** Changes that the time line tells as one (domain/article/timeline.ts). */
export interface TimelineEntryDto {
  /** The oldest version in it, and the newest. */
  first: number;
  last: number;
  /** How many changes it is made of. */
  count: number;
  /** Who made them, the last first, each with when they did last. */
  people: (PersonDto & { at: string; asChief?: true })[];
  /** When the oldest was made, and the newest. */
  began: string;
  at: string;
  /** Of the newest; the others are of its kind. */
  cause: RevisionCause;
  /** All that the causes name. */
  flagIds: string[];
  paragraphIds: string[] | null;
}

/** How a version is known to people. */
export interface VersionMomentDto {
  version: number;
  at: string;
  actor: PersonDto;
}

/** What causes name, for words and links. */
export interface NamedByCauses {
  flags: { id: string; kind: FlagKind; quote: string; replacement: string | null }[];
  /** Who made an earlier version, and when. */
  moments: VersionMomentDto[];
  /** Versions that applied typo fixes which whoever asks may take back, as things stand. */
  mayTakeBack: number[];
}

export interface RevisionsDto extends NamedByCauses {
  /** Newest first. */
  revisions: RevisionDto[];
  /** There are older ones. */
  more: boolean;
}

export interface TimelineDto extends NamedByCauses {
  /** Newest first. */
  entries: TimelineEntryDto[];
  /** There are older ones. */
  more: boolean;
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
