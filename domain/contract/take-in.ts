import * as z from "zod";
import type { Outcome } from "../flag/kinds";
import { id, version, type PersonDto } from "./common";
import {
  fileManuscriptInput,
  textManuscriptInput,
  UNKNOWN_FORMAT,
  type ManuscriptFlag,
  type ManuscriptWarning,
  type Repair,
} from "./manuscript";
import type { ParagraphDto } from "./paragraph";

/** A manuscript that comes in again, into an article that is there: a reviewed Word file that was worked on elsewhere. */

export const TAKE_IN_BASES = ["made_from", "now"] as const;
/**
 * What its text is compared with: the version that the file was made from, so that what was written here since stays
 * ("made_from"), or the text as it stands, so that the file's words win ("now").
 */
export type TakeInBase = (typeof TAKE_IN_BASES)[number];

const beside = { base: z.enum(TAKE_IN_BASES).default("made_from") };
export const takeInPreviewInput = z.discriminatedUnion(
  "format",
  [textManuscriptInput.extend(beside), fileManuscriptInput.extend(beside)],
  { error: UNKNOWN_FORMAT },
);
export type TakeInPreviewInput = z.infer<typeof takeInPreviewInput>;

/**
 * `id`: repeated with the same one, it is taken in once. `version`: the one that stood in the preview; needed where the
 * file's words are to win ("now"), so that they win over nothing that nobody has looked at.
 */
const stored = { ...beside, id, version: z.coerce.number().pipe(version).optional() };
export const takeInInput = z.discriminatedUnion(
  "format",
  [textManuscriptInput.extend(stored), fileManuscriptInput.extend(stored)],
  { error: UNKNOWN_FORMAT },
);
export type TakeInInput = z.infer<typeof takeInInput>;

/** What becomes of one flag of the article. */
export interface TakeInFlagDto {
  flagId: string;
  /**
   * settled: by `outcome`. reopened: its comment is not resolved any more. marked: its comment is resolved, which
   * settles nothing of its kind; the thread will say so. changed, detached: its words were changed, or are gone.
   * left: something stands in the way, said in `reason`.
   */
  what: "settled" | "reopened" | "marked" | "changed" | "detached" | "left";
  outcome?: Outcome;
  reason?: string;
}

export interface TakeInReplyDto {
  flagId: string;
  /** As the file names them. */
  by: { name: string; email: string | null };
  at: string | null;
  body: string;
}

/** What taking a manuscript in would do. Nothing is stored. */
export interface TakeInPreviewDto {
  /** The article as it stands, and as it would; paragraphs that are the same have the same id. */
  before: ParagraphDto[];
  after: ParagraphDto[];
  version: number;
  /** The version that the file was made from; null where it does not say, or is of another article. */
  madeFrom: number | null;
  base: TakeInBase;
  /**
   * Asked for "made_from", but what was written here since is in the same passages: this is the comparison with the
   * text as it stands ("now"), in which the file's words win.
   */
  conflict: boolean;
  repairs: Repair[];
  warnings: ManuscriptWarning[];
  flags: TakeInFlagDto[];
  replies: TakeInReplyDto[];
  /** Comments and tracked changes that will be flags; `paragraphKey` is the id of a paragraph of `after`. */
  raised: ManuscriptFlag[];
  /** Flags whose comment was deleted in the file: they stay as they are. */
  withoutComment: string[];
  /** Everybody in `raised` and `replies`, and the member who they are. */
  people: { as: { name: string; email: string | null }; member: PersonDto | null }[];
}

export interface TakenInDto {
  /** Which manuscript of the article it is now: 2, 3, … */
  number: number;
  /** The version that it made; the one that stood where it changed no word. */
  version: number;
}

/** The newest manuscript that came in again and was not taken back. */
export interface LastTakenInDto {
  number: number;
  /** Null where it was pasted. */
  filename: string | null;
  by: PersonDto;
  at: string;
}

/** `id`: repeated with the same one, it is taken back once. */
export const takeBackInput = z.strictObject({ id });
export type TakeBackInput = z.infer<typeof takeBackInput>;
