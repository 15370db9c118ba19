import * as z from "zod";
import type { CitationStyle } from "./article/citations";
import { id, note, offset, requestId, version, words, type PersonDto } from "./contract/common";
import type { VersionMomentDto } from "./contract/history";
import { fileManuscriptInput, textManuscriptInput, UNKNOWN_FORMAT } from "./contract/manuscript";
import type { ParagraphDto } from "./contract/paragraph";
import {
  FLAG_KINDS,
  OUTCOMES,
  type AnchorState,
  type FlagKind,
  type FlagStatus,
  type Outcome,
} from "./flag/kinds";

/**
 * The HTTP API's inputs (zod, shape only: never authorization) and answers (types), shared by both sides.
 * The browser imports types from here, never the schemas: zod stays on the server.
 */

export { ROLES, type ErrorDto, type PersonDto, type Role } from "./contract/common";
export type { ParagraphDto } from "./contract/paragraph";
export * from "./contract/desk";
export * from "./contract/draft";
export * from "./contract/history";
export * from "./contract/manuscript";
export * from "./contract/people";
export * from "./contract/references";
export * from "./contract/seen";
export * from "./contract/take-in";

// ---------------------------------------------------------------- articles

const language = z
  .string()
  .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, "Give a language code such as en-GB or fa.")
  .optional();
/** What an article is beside its manuscript. */
const besideManuscript = {
  id: id.optional(),
  deskId: id,
  authorIds: z.array(id).min(1, "Choose at least one author.").max(20),
  dueAt: z.iso.datetime({ offset: true }).nullish(),
  language,
};
export const articleInput = z.discriminatedUnion(
  "format",
  [textManuscriptInput.extend(besideManuscript), fileManuscriptInput.extend(besideManuscript)],
  { error: UNKNOWN_FORMAT },
);
export type ArticleInput = z.infer<typeof articleInput>;

/** Desk settings of an article. */
export const articleSettingsInput = z.strictObject({
  authorIds: z.array(id).min(1).max(20).optional(),
  dueAt: z.iso.datetime({ offset: true }).nullish(),
  language,
});
export type ArticleSettingsInput = z.infer<typeof articleSettingsInput>;

/** exported: a clean draft of this very text has left. ready: the gate is open. */
export type ArticleStatus = "in_review" | "ready" | "exported";

export interface ArticleDto {
  id: string;
  deskId: string;
  version: number;
  title: string;
  standfirst: string | null;
  bylines: { name: string; role?: string }[];
  authorIds: string[];
  language: string;
  citationStyle: CitationStyle;
  dueAt: string | null;
  status: ArticleStatus;
  /** The newest version that left as a clean draft. */
  draftVersion: number | null;
  paragraphs: ParagraphDto[];
  /** In list order; number is null while nothing cites it. */
  references: ReferenceDto[];
  flags: FlagDto[];
  lastEventId: string;
}

export interface ReferenceDto {
  id: string;
  text: string;
  url?: string;
  /** Its place in the order of first citation; null while nothing cites it. */
  number: number | null;
}

/** A row of the desk list. */
export interface ArticleRowDto {
  id: string;
  deskId: string;
  title: string;
  status: ArticleStatus;
  dueAt: string | null;
  updatedAt: string;
  authors: PersonDto[];
  /** Flags not yet settled for the gate, by kind (comments: open ones). */
  openFlags: Record<FlagKind, number>;
  /** Paragraphs and flags that others changed since the asking person last looked. */
  unseen: number;
  /** Flags that wait for the asking person: theirs to settle (author), or to verify (editor). */
  needsMe: number;
}

// ---------------------------------------------------------------- flags

export interface AnchorDto {
  state: AnchorState;
  start: number;
  end: number;
  quote: string;
  prefix: string;
  suffix: string;
}

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

// ---------------------------------------------------------------- text

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

/** Where an anchor stands after a change of the text. */
export interface MovedAnchorDto {
  flagId: string;
  paragraphId: string;
  anchor: AnchorDto;
  paragraphChanged: boolean;
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

// ---------------------------------------------------------------- gate and draft

export interface BlockerDto {
  flagId: string;
  kind: FlagKind;
  /** In words: what is missing. */
  reason: string;
  url: string;
}

export interface GateDto {
  open: boolean;
  blockers: BlockerDto[];
  /** Open comments: they do not block, but the export asks. */
  openComments: number;
}

export interface SignOffDto {
  title: string;
  version: number;
  /** SHA-256 of the plain-text draft, hex. */
  textHash: string;
  gateOpen: boolean;
  generatedAt: string;
  generatedBy: PersonDto;
  byKind: {
    kind: FlagKind;
    raised: number;
    outcomes: Partial<Record<Outcome | "open" | "withdrawn", number>>;
  }[];
  flags: {
    id: string;
    kind: FlagKind;
    quote: string;
    status: FlagStatus;
    outcome: Outcome | null;
    raisedBy: PersonDto;
    raisedAt: string;
    settledBy: PersonDto | null;
    settledAt: string | null;
    verifiedBy: PersonDto | null;
    verifiedAt: string | null;
    reason: string | null;
    sources: string[];
  }[];
  waivers: { flagId: string; kind: FlagKind; quote: string; reason: string; by: PersonDto; at: string }[];
}

// ---------------------------------------------------------------- presence

/** Said every few seconds while somebody has the article before them, and whenever they are somewhere else in it. */
export const presenceInput = z.strictObject({
  /** One window of a browser; a person may have several. */
  windowId: id,
  paragraphId: id.nullable(),
});
export type PresenceInput = z.infer<typeof presenceInput>;

export const leaveInput = presenceInput.pick({ windowId: true });
export type LeaveInput = z.infer<typeof leaveInput>;

/** Somebody who is at the article; with several windows, as the last of them said. */
export interface PresentDto extends PersonDto {
  paragraphId: string | null;
}

// ---------------------------------------------------------------- events

/**
 * One thing that happened, as the browser folds it into its snapshot (domain/article/reduce.ts). `id` is the
 * event's number as a decimal string (bigint).
 */
export type ArticleEventDto =
  | { id: string; type: "flag"; flag: FlagDto }
  | ({ id: string; type: "text" } & TextChangeDto)
  | {
      id: string;
      type: "settings";
      authorIds: string[];
      dueAt: string | null;
      language: string;
      citationStyle: CitationStyle;
    }
  /** A clean draft has left; the version is that of the newest one. */
  | { id: string; type: "draft"; version: number };
