import * as z from "zod";
import type { CommentWords } from "./manuscript";

const words = z
  .array(z.string().trim().min(1, "A word of a list is empty.").max(40, "A word of a list is too long."))
  .max(40, "That are more words than a list takes.");

/** Null goes back to the words that every desk has. */
export const deskSettingsInput = z.strictObject({
  commentWords: z
    .strictObject({ typo: words, fact_check: words, citation: words, comment: words })
    .nullable(),
});
export type DeskSettingsInput = z.infer<typeof deskSettingsInput>;

export interface DeskSettingsDto {
  /** By which first words a Word comment becomes which flag. */
  commentWords: CommentWords;
  /** The desk has chosen its own. */
  hasOwnWords: boolean;
}
