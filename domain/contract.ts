import * as z from "zod";
import { PARAGRAPH_KINDS, type InlineJson, type ParagraphAttrs, type ParagraphKind } from "./article/kinds";
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

// ---------------------------------------------------------------- common

const id = z.uuid();
const version = z.int().min(1);
const offset = z.int().min(0);
/** Words a person typed: kept as typed, but not blank. */
const words = (max: number) =>
  z
    .string()
    .max(max, `This is longer than ${max.toLocaleString("en")} characters.`)
    .refine((text) => text.trim() !== "", "Write something first.");
const note = words(10_000).optional();

export const ROLES = ["chief", "editor", "author"] as const;
export type Role = (typeof ROLES)[number];

export interface PersonDto {
  id: string;
  name: string;
}

export interface ErrorDto {
  error: { code: string; message: string; details?: unknown };
}

// ---------------------------------------------------------------- people

export interface MeDto {
  user: { id: string; name: string; email: string };
  memberships: { deskId: string; desk: string; role: Role }[];
}

export interface MemberDto {
  id: string;
  name: string;
  email: string;
  role: Role;
  active: boolean;
}

export const invitationInput = z.strictObject({ email: z.email().max(254), role: z.enum(ROLES) });
export type InvitationInput = z.infer<typeof invitationInput>;

export interface InvitationDto {
  id: string;
  email: string;
  role: Role;
  expiresAt: string;
  /** Only in the answer that makes it: the token is not kept. */
  url?: string;
}

const password = z.string().min(10, "Choose a password of at least 10 characters.").max(200);
export const acceptInvitationInput = z.strictObject({
  token: z.string().min(20).max(200),
  name: words(120),
  password,
});
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;
export const passwordInput = z.strictObject({ current: z.string().max(200), next: password });
export type PasswordInput = z.infer<typeof passwordInput>;
export const memberInput = z.strictObject({ active: z.boolean().optional(), role: z.enum(ROLES).optional() });
export type MemberInput = z.infer<typeof memberInput>;

// ---------------------------------------------------------------- manuscript

export const MANUSCRIPT_FORMATS = ["text", "markdown", "html"] as const;
export type ManuscriptFormat = (typeof MANUSCRIPT_FORMATS)[number];

/**
 * What a person changed in the preview. The source is parsed again with these, so that a preview and what is
 * stored can never differ. Keys are those of ManuscriptParagraph and Repair.
 */
export const correctionsInput = z.strictObject({
  /** Repairs not wanted: the source stands as it was there. */
  undo: z.array(z.string().max(64)).max(20_000).default([]),
  /** Other kinds, by paragraph key. */
  kinds: z.record(z.string().max(64), z.enum(PARAGRAPH_KINDS)).default({}),
  /** Paragraphs (keys) to be joined to the one before them. */
  joins: z.array(z.string().max(64)).max(20_000).default([]),
  /** The title as it should read, where the source has none or a wrong one. */
  title: z.string().max(500).optional(),
});
export type Corrections = z.infer<typeof correctionsInput>;

export const manuscriptInput = z.strictObject({
  format: z.enum(MANUSCRIPT_FORMATS),
  source: z.string(),
  corrections: correctionsInput.optional(),
});
export type ManuscriptInput = z.infer<typeof manuscriptInput>;

/** One paragraph of a parsed manuscript. A citation's `referenceId` is the `key` of a reference here. */
export interface ManuscriptParagraph {
  /** Stable for one source whatever the corrections: "L12" is what begins on source line 12 (1-based), "L12.3" its third part. */
  key: string;
  kind: ParagraphKind;
  attrs: ParagraphAttrs;
  content: InlineJson[];
  /** First source line, 1-based. */
  line: number;
}

/** What comes in, whatever its format, before anything is stored. Ordered as the document schema wants it. */
export interface Manuscript {
  /** BCP 47 guess, e.g. "en", "fa", "ar". */
  language: string;
  paragraphs: ManuscriptParagraph[];
}

/** A change the parser made to the text, with its place. Undone by its id in `corrections.undo`. */
export interface Repair {
  id: string;
  type:
    "join" | "hyphen" | "url" | "whitespace" | "citation" | "reference_number" | "order" | "byline" | "list";
  line: number;
  /** In words, e.g. "Joined lines 14 and 15". */
  message: string;
  /** The text before and after, short enough to show. */
  before: string;
  after: string;
}

export interface ManuscriptWarning {
  type: "marker_without_entry" | "entry_without_marker" | "no_references" | "no_title" | "other";
  line: number;
  message: string;
}

export interface ParsedManuscript {
  manuscript: Manuscript;
  repairs: Repair[];
  warnings: ManuscriptWarning[];
}

// ---------------------------------------------------------------- articles

export const articleInput = manuscriptInput.extend({
  id: id.optional(),
  deskId: id,
  authorIds: z.array(id).min(1, "Choose at least one author.").max(20),
  dueAt: z.iso.datetime({ offset: true }).nullish(),
  language: z
    .string()
    .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, "Give a language code such as en-GB or fa.")
    .optional(),
});
export type ArticleInput = z.infer<typeof articleInput>;

/** Desk settings of an article. */
export const articleSettingsInput = z.strictObject({
  authorIds: z.array(id).min(1).max(20).optional(),
  dueAt: z.iso.datetime({ offset: true }).nullish(),
  language: articleInput.shape.language,
});
export type ArticleSettingsInput = z.infer<typeof articleSettingsInput>;

export interface ParagraphDto {
  id: string;
  kind: ParagraphKind;
  attrs: ParagraphAttrs;
  /** U+FFFC for a citation, \n for a break; offsets are UTF-16 code units. */
  text: string;
  content: InlineJson[];
}

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
  dueAt: string | null;
  status: ArticleStatus;
  paragraphs: ParagraphDto[];
  /** In list order; number is null while nothing cites it. */
  references: { id: string; text: string; url?: string; number: number | null }[];
  flags: FlagDto[];
  lastEventId: string;
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
  /** fact_check: it was verified, and its sentence reads otherwise since. */
  recheck: boolean;
  /** typo: the words proposed instead of the quote ("" deletes them). */
  replacement: string | null;
  sources: string[];
  raisedBy: PersonDto;
  assigneeId: string | null;
  resolvedById: string | null;
  createdAt: string;
  thread: ThreadEntryDto[];
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

export const applyInput = z.strictObject({ flagIds: z.array(id).min(1).max(2_000) });
export type ApplyInput = z.infer<typeof applyInput>;

export interface ApplyDto {
  applied: string[];
  left: { flagId: string; reason: string }[];
  version: number;
  flags: FlagDto[];
  change: TextChangeDto | null;
}

/** Takes typo fixes back that were applied together: by the version that this made. */
export const undoApplyInput = z.strictObject({ version });
export type UndoApplyInput = z.infer<typeof undoApplyInput>;

export interface UndoApplyDto {
  version: number;
  flags: FlagDto[];
  change: TextChangeDto | null;
}

export const replyInput = z.strictObject({ id: id.optional(), body: words(10_000) });
export type ReplyInput = z.infer<typeof replyInput>;

export const resolveInput = z.strictObject({
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
export const noteInput = z.strictObject({ note });
export type NoteInput = z.infer<typeof noteInput>;

export const assignInput = z.strictObject({ assigneeId: id.nullable() });
export type AssignInput = z.infer<typeof assignInput>;

export const anchorInput = z
  .strictObject({ version, paragraphId: id, start: offset, end: offset })
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

export const DRAFT_FORMATS = ["md", "html", "txt", "docx"] as const;
export type DraftFormat = (typeof DRAFT_FORMATS)[number];

export const draftQuery = z.strictObject({
  format: z.enum(DRAFT_FORMATS),
  /** A chief may export while the gate is shut; the draft says so on every page. */
  openFlags: z.literal("1").optional(),
});
export type DraftQuery = z.infer<typeof draftQuery>;

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

// ---------------------------------------------------------------- events

/**
 * One thing that happened, as the browser folds it into its snapshot (domain/article/reduce.ts). `id` is the
 * event's number as a decimal string (bigint).
 */
export type ArticleEventDto =
  | { id: string; type: "flag"; flag: FlagDto }
  | ({ id: string; type: "text" } & TextChangeDto)
  | { id: string; type: "settings"; authorIds: string[]; dueAt: string | null; language: string };
