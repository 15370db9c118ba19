import type { CitationPlace } from "@/domain/article/citations";
import type { ReferenceDto } from "@/domain/contract";
import type { CslItem } from "@/domain/reference/csl";
import { draftKey } from "../drafts";

/** The key of the draft of one of an entry's forms. */
export const formKey = (userId: string, referenceId: string, form: "words" | "fields"): string =>
  draftKey(userId, referenceId, form);

/** What becomes of the notes on an entry that goes, to be said before it does; "" where there are none. */
export function notesWords(count: number): string {
  if (count === 0) return "";
  return count === 1
    ? "A note stands on its words: it will be listed as detached, with what it quotes."
    : `${count} notes stand on its words: they will be listed as detached, with what they quote.`;
}

/** An entry of the list as the panel shows it. */
export interface ReferenceShown extends ReferenceDto {
  csl: CslItem | null;
  /** How a citation of it reads, without brackets: "3", or "Mehta 2021". Null: not cited, so not numbered. */
  label: string | null;
  /** Where it is cited, in text order. */
  places: readonly CitationPlace[];
  /** How many notes stand on its words: they are detached when it goes. */
  notes: number;
  /** What is under way with it of which only the server can say what comes; null: nothing. */
  waitsFor: string | null;
}
