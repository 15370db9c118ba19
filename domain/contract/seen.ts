import * as z from "zod";
import { id, version } from "./common";

const eventId = z.string().regex(/^\d{1,19}$/, "This is no event.");

export const seenInput = z.strictObject({
  /** The text as it was on screen … */
  version,
  /** … and the newest event that was in it. */
  eventId,
  /** Only these were looked at; without both lists, all was. */
  paragraphIds: z.array(id).max(6_000).optional(),
  flagIds: z.array(id).max(6_000).optional(),
});
export type SeenInput = z.infer<typeof seenInput>;

/** What others changed since somebody last looked. */
export interface UnseenDto {
  /** When they last had seen all; null: this is the first time, and nothing is new. */
  since: string | null;
  paragraphIds: string[];
  flagIds: string[];
}
