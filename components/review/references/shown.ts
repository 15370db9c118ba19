import type { CitationPlace } from "@/domain/article/citations";
import type { ReferenceDto } from "@/domain/contract";
import type { CslItem } from "@/domain/reference/csl";
import { draftKey } from "../drafts";

/** The key of the draft of one of an entry's forms. */
export const formKey = (userId: string, referenceId: string, form: "words" | "fields"): string =>
  draftKey(userId, referenceId, form);

/** An entry of the list as the panel shows it. */
export interface ReferenceShown extends ReferenceDto {
  csl: CslItem | null;
  /** How a citation of it reads, without brackets: "3", or "Mehta 2021". Null: not cited, so not numbered. */
  label: string | null;
  /** Where it is cited, in text order. */
  places: readonly CitationPlace[];
  /** What is under way with it of which only the server can say what comes; null: nothing. */
  waitsFor: string | null;
}
