import * as z from "zod";
import { FLAG_KINDS, OUTCOMES, type FlagKind, type FlagStatus, type Outcome } from "../flag/kinds";
import type { AnchorDto } from "./anchor";
import { id, note, offset, requestId, version, words, type PersonDto } from "./common";
import type { TextChangeDto } from "./text";

export const THREAD_TYPES = [
  "raised",
  "reply",
  "resolved",
  "reopened",
  "verified",
  "withdrawn",
  "restored",
  "assigned",
  "reanchored",
  "recheck",
  "unchanged",
] as const;
export type ThreadType = (typeof THREAD_TYPES)[number];

/** A reply or a step of a flag's life; a thread holds both in one order of time. */
export interface ThreadEntryDto {
  id: string;
  type: ThreadType;
  actor: PersonDto;
  body?: string;
  at: string;
  /** reply: last edit. */
  editedAt?: string;
  /** resolved: how. */
  outcome?: Outcome;
  /** resolved as sourced. */
  sources?: string[];
  /** assigned: to whom; null takes the assignment back. */
  assignee?: PersonDto | null;
  /** It came with the manuscript: written elsewhere, by who the file says. */
  imported?: true;
}

export interface FlagDto {
  id: string;
  kind: FlagKind;
  status: FlagStatus;
  outcome: Outcome | null;
  /** It holds the draft back as it stands. */
  blocking: boolean;
  paragraphId: string;
  anchor: AnchorDto;
  /** The text of its paragraph is no longer what it was when the flag was raised. */
  paragraphChanged: boolean;
  /** fact_check: the sentences as they were verified, while they read otherwise; else null. */
  recheck: string | null;
  /** typo: the words proposed instead of the quote ("" deletes them). */
  replacement: string | null;
  sources: string[];
  raisedBy: PersonDto;
  assigneeId: string | null;
  resolvedById: string | null;
  createdAt: string;
  thread: ThreadEntryDto[];
  /** Its raiser has not sent it yet, and is the only one who sees it. */
  pending?: true;
}

export const flagInput = z
  .strictObject({
    id: id.optional(),
    version,
    kind: z.enum(FLAG_KINDS),
    paragraphId: id,
    start: offset,
    end: offset,
    replacement: z.string().max(10_000).optional(),
    note,
    assigneeId: id.optional(),
  })
  .refine((flag) => flag.end > flag.start, { path: ["end"], message: "Select at least one character." })
  .refine((flag) => (flag.kind === "typo") === (flag.replacement !== undefined), {
    path: ["replacement"],
    message: "A typo flag, and only a typo flag, carries a replacement.",
  });
export type FlagInput = z.infer<typeof flagInput>;

/** A person's own pending review on an article, whole. */
export interface PendingDto {
  /** Grows with every change of the review: of two states, the one with the higher number is the newer. */
  version: number;
  flags: FlagDto[];
}

export interface AddedPendingDto {
  /** As it stands by now: null when it was thrown away since, and no longer pending when it was sent. */
  flag: FlagDto | null;
  /** Of the PendingDto that this led to. */
  reviewVersion: number;
}

export interface DroppedPendingDto {
  /** Of the PendingDto that this led to; null where nothing was left to throw away. */
  reviewVersion: number | null;
}

/** Sends a pending review: all of it, or these flags. A flag is raised once, however often it is sent. */
export const sendInput = z.strictObject({ flagIds: z.array(id).min(1).max(2_000).optional() });
export type SendInput = z.infer<typeof sendInput>;

export interface SentDto {
  /** Of the PendingDto that this led to. */
  reviewVersion: number;
  flags: FlagDto[];
  /** Those that stay pending, each with why in words. */
  left: { flagId: string; reason: string }[];
}

export const applyInput = z.strictObject({ id: requestId, flagIds: z.array(id).min(1).max(2_000) });
export type ApplyInput = z.infer<typeof applyInput>;

export interface ApplyDto {
  applied: string[];
  left: { flagId: string; reason: string }[];
  /** The one that applying made of the text; where it changed nothing, the one that stands. */
  version: number;
  flags: FlagDto[];
  change: TextChangeDto | null;
}

/** Takes typo fixes back that were applied together: by the version that this made. */
export const undoApplyInput = z.strictObject({ id: requestId, version });
export type UndoApplyInput = z.infer<typeof undoApplyInput>;

export interface UndoApplyDto {
  version: number;
  flags: FlagDto[];
  change: TextChangeDto | null;
}

export const replyInput = z.strictObject({ id: id.optional(), body: words(10_000) });
export type ReplyInput = z.infer<typeof replyInput>;

export const resolveInput = z.strictObject({
  id: requestId,
  outcome: z.enum(OUTCOMES),
  note,
  sources: z.array(words(2_000)).max(20).optional(),
  /** cited: an existing reference … */
  referenceId: id.optional(),
  /** … or the text of a new one. */
  reference: words(5_000).optional(),
});
export type ResolveInput = z.infer<typeof resolveInput>;

/** reopen, verify, withdraw. */
export const noteInput = z.strictObject({ id: requestId, note });
export type NoteInput = z.infer<typeof noteInput>;

export const assignInput = z.strictObject({ id: requestId, assigneeId: id.nullable() });
export type AssignInput = z.infer<typeof assignInput>;

export const anchorInput = z
  .strictObject({ id: requestId, version, paragraphId: id, start: offset, end: offset })
  .refine((anchor) => anchor.end > anchor.start, {
    path: ["end"],
    message: "Select at least one character.",
  });
export type AnchorInput = z.infer<typeof anchorInput>;

export interface ResolvedDto {
  flag: FlagDto;
  version: number;
  /** applied, cited: what that did to the text. */
  change: TextChangeDto | null;
}
