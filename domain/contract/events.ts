import type { CitationStyle } from "../article/citations";
import type { FlagDto } from "./flag";
import type { TextChangeDto } from "./text";

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
