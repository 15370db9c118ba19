import * as z from "zod";
import { id, type PersonDto } from "./common";
import { PARAGRAPH_KINDS, type InlineJson, type ParagraphAttrs, type ParagraphKind } from "../article/kinds";
import type { FlagKind } from "../flag/kinds";

export const MANUSCRIPT_FORMATS = ["text", "markdown", "html", "docx"] as const;
export type ManuscriptFormat = (typeof MANUSCRIPT_FORMATS)[number];
/** Those whose source is text: a person can paste them and mend them by hand. */
export type TextFormat = Exclude<ManuscriptFormat, "docx">;

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

/** What every manuscript may say beside its source. */
const besideSource = {
  corrections: correctionsInput.optional(),
  /** Of the file it came in, to be kept with it. */
  filename: z.string().max(300).optional(),
};
/** A manuscript that is text; the only ones that JSON can carry. */
export const textManuscriptInput = z.strictObject({
  format: z.enum(MANUSCRIPT_FORMATS).exclude(["docx"]),
  source: z.string(),
  ...besideSource,
});
/** A Word file, as the form of a request brings it. */
export const fileManuscriptInput = z.strictObject({
  format: z.literal("docx"),
  file: z.custom<Uint8Array>(
    (file) => file instanceof Uint8Array,
    "A Word file is sent as a file, in a multipart form.",
  ),
  ...besideSource,
});
export type TextManuscriptInput = z.infer<typeof textManuscriptInput>;
export type FileManuscriptInput = z.infer<typeof fileManuscriptInput>;
export type ManuscriptInput = TextManuscriptInput | FileManuscriptInput;

/** Said of a format that is none of ours. */
export const UNKNOWN_FORMAT = `“format” should be one of: ${MANUSCRIPT_FORMATS.join(", ")}.`;
/** `deskId`: the desk it is to come to, by whose members and words its comments are told apart. */
const forDesk = { deskId: id.optional() };
export const previewInput = z.discriminatedUnion(
  "format",
  [textManuscriptInput.extend(forDesk), fileManuscriptInput.extend(forDesk)],
  { error: UNKNOWN_FORMAT },
);
export type PreviewInput = z.infer<typeof previewInput>;

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
    | "join"
    | "hyphen"
    | "url"
    | "whitespace"
    | "citation"
    | "reference_number"
    | "order"
    | "byline"
    | "list"
    | "heading";
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

/** Somebody as a Word file names them. */
export interface ManuscriptPerson {
  name: string;
  email: string | null;
}

/** A comment or a tracked change of the file: a flag to be. */
export interface ManuscriptFlag {
  /** Stable for one source whatever the corrections: "comment:3", "change:7". */
  key: string;
  kind: FlagKind;
  /** On these words of the paragraph as it is given (offsets as everywhere: UTF-16 units, U+FFFC a citation). */
  paragraphKey: string;
  start: number;
  end: number;
  /** typo only: the words proposed. */
  replacement?: string;
  by: ManuscriptPerson;
  /** ISO 8601; null where the file says none. */
  at: string | null;
  /** The words it was raised with; "" for a tracked change. */
  note: string;
  replies: { by: ManuscriptPerson; at: string | null; body: string }[];
  /** Marked as done in Word. */
  resolved: boolean;
  /** typo only: the text of the file has it as a tracked change. */
  tracked?: true;
}

/** By which first words of a comment a desk's kinds are known; case does not matter. */
export type CommentWords = Record<FlagKind, string[]>;

/**
 * What a reviewed Word file of ours says when it comes back: the article it was made from, and where what it knew has
 * come to stand. Ids are those of the article; offsets are those of the paragraphs as they are given.
 */
export interface ManuscriptGalley {
  articleId: string;
  /** The version it was made from. */
  version: number;
  /** The last event of the article that was in it; null where the file does not say. */
  eventId: string | null;
  view: "reviewed" | "changes";
  /** Several of one paragraph: they were joined. One id twice: it was copied. */
  paragraphs: { id: string; paragraphKey: string }[];
  /** The words that are left of a flag's; `start` = `end` where none are. Of a flag that is not here the bookmark is gone. */
  flags: { id: string; paragraphKey: string; start: number; end: number }[];
  /** What the citation at an offset printed when the file was made ("3", "3:12", "(Mehta 2021, 12)"). */
  citations: { paragraphKey: string; offset: number; text: string }[];
}

export interface ParsedManuscript {
  manuscript: Manuscript;
  repairs: Repair[];
  warnings: ManuscriptWarning[];
  /** In the order of the text. */
  flags: ManuscriptFlag[];
  /** Only of a reviewed Word file of ours. */
  galley?: ManuscriptGalley;
}

/** Somebody of a Word file, and the member of the desk who it is; null for nobody: then they are kept as written. */
export interface MatchedPersonDto {
  as: ManuscriptPerson;
  member: PersonDto | null;
}

/** A manuscript as it will be stored, and who its comments and changes will be by. */
export interface PreviewDto extends ParsedManuscript {
  people: MatchedPersonDto[];
}
