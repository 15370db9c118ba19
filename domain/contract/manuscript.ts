import * as z from "zod";
import { PARAGRAPH_KINDS, type InlineJson, type ParagraphAttrs, type ParagraphKind } from "../article/kinds";

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
