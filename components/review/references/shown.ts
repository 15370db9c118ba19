import type { CitationPlace } from "@/domain/article/citations";
import type { ReferenceDto } from "@/domain/contract";
import type { CslItem } from "@/domain/reference/csl";

/** An entry of the list as the panel shows it. */
export interface ReferenceShown extends ReferenceDto {
  csl: CslItem | null;
  /** How a citation of it reads, without brackets: "3", or "Mehta 2021". Null: not cited, so not numbered. */
  label: string | null;
  /** Where it is cited, in text order. */
  places: readonly CitationPlace[];
}
