import * as z from "zod";
import { CITATION_STYLES } from "../article/citations";
import { id, requestId, version, words } from "./common";
import { isCslItem, type CslItem } from "../reference/csl";

/** New entries: free text, a DOI, a web address, BibTeX or RIS, as pasted. */
export const referencesInput = z.strictObject({
  /** Repeated with the same id, the entries are added once. */
  id: id.optional(),
  source: words(200_000),
});
export type ReferencesInput = z.infer<typeof referencesInput>;

const referenceFields = z.custom<CslItem>(isCslItem, "These are not the fields of a reference.");

export const referenceEditInput = z
  .strictObject({
    id: requestId,
    /** The version whose words were edited: an entry that changed since is a conflict. */
    version,
    /** The words as they are to stand. */
    text: words(5_000).optional(),
    /** The fields; null forgets them. The words stay, unless `write` says to write them from the fields. */
    csl: referenceFields.nullable().optional(),
    write: z.literal(true).optional(),
  })
  .refine((edit) => edit.text !== undefined || edit.csl !== undefined, { message: "Change something first." })
  .refine((edit) => !edit.write || (edit.csl && edit.text === undefined), {
    path: ["write"],
    message: "Words are written from fields, or given, not both.",
  });
export type ReferenceEditInput = z.infer<typeof referenceEditInput>;

export const mergeInput = z.strictObject({ id: requestId, into: id });
export type MergeInput = z.infer<typeof mergeInput>;

/** A DELETE has no body: its request's id comes in the query. */
export const deleteQuery = z.strictObject({ id: requestId });
export type DeleteQuery = z.infer<typeof deleteQuery>;

/** `details` of a 409 to a deletion: where the entry is still cited. */
export interface StillCitedDto {
  citedIn: { paragraphId: string; words: string }[];
}

export const citationStyleInput = z.strictObject({ id: requestId, style: z.enum(CITATION_STYLES) });
export type CitationStyleInput = z.infer<typeof citationStyleInput>;
