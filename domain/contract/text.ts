import * as z from "zod";
import type { CitationStyle } from "../article/citations";
import { id, version } from "./common";
import type { MovedAnchorDto } from "./anchor";
import type { VersionMomentDto } from "./history";
import type { ParagraphDto } from "./paragraph";

export const stepsInput = z.strictObject({
  /** Repeated with the same id, a save is stored once. */
  id: id.optional(),
  version,
  clientId: z.string().min(1).max(64),
  steps: z.array(z.record(z.string(), z.unknown())).min(1).max(2_000),
});
export type StepsInput = z.infer<typeof stepsInput>;

export interface StepDto {
  clientId: string;
  step: Record<string, unknown>;
}

/** What happened to the text between two versions, however many revisions that were. */
export interface TextChangeDto {
  /** It can be folded into any snapshot from this version on … */
  since: number;
  /** … and brings it to this one. */
  version: number;
  /** All steps since `since`, in order of application: for an open editor. */
  steps: StepDto[];
  /** Ids of all paragraphs in order, when the order or the set of them changed. */
  order?: string[];
  /** New or touched paragraphs, as they stand at `version`. */
  paragraphs: ParagraphDto[];
  /** Every flag on a touched paragraph, as it stands at `version`. */
  anchors: MovedAnchorDto[];
}

export interface StepsDto {
  version: number;
  /** All since the version sent, the caller's among them as they were applied. */
  steps: StepDto[];
  change: TextChangeDto;
}

/** `details` of a 409 to a save: what stands now, so that nothing the writer has is lost. */
export interface TextConflictDto {
  version: number;
  paragraphs: ParagraphDto[];
  steps: StepDto[];
}

/** The article as it read at a version. */
export interface VersionDto extends VersionMomentDto {
  /** The version that stands now. */
  newest: number;
  paragraphs: ParagraphDto[];
}

export interface RestoredDto {
  version: number;
  change: TextChangeDto;
}

export interface ReferencesDto extends ReferenceChangeDto {
  /** Ids of the new entries, in the order they were given. */
  added: string[];
}

/** What a change of the list did to the text. */
export interface ReferenceChangeDto {
  /** The one that it made; where it changed nothing, the one that stands. */
  version: number;
  change: TextChangeDto;
  /** As the citations read now. */
  citationStyle: CitationStyle;
}
