import * as z from "zod";
import type { CitationStyle } from "../article/citations";
import type { FlagKind } from "../flag/kinds";
import { id, type PersonDto } from "./common";
import type { FlagDto } from "./flag";
import { fileManuscriptInput, textManuscriptInput, UNKNOWN_FORMAT } from "./manuscript";
import type { ParagraphDto } from "./paragraph";

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
