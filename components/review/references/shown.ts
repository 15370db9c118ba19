import type { CitationPlace } from "@/domain/article/citations";
import type { ReferenceDto } from "@/domain/contract";
import type { CslItem } from "@/domain/reference/csl";

/** An entry of the list as the panel shows it. */
export interface ReferenceShown extends ReferenceDto {
  csl: CslItem | null;
  /** Where it is cited, in text order. */
  places: readonly CitationPlace[];
}
