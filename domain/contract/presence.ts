import * as z from "zod";
import { id, type PersonDto } from "./common";

/** Said every few seconds while somebody has the article before them, and whenever they are somewhere else in it. */
export const presenceInput = z.strictObject({
  /** One window of a browser; a person may have several. */
  windowId: id,
  paragraphId: id.nullable(),
});
export type PresenceInput = z.infer<typeof presenceInput>;

export const leaveInput = presenceInput.pick({ windowId: true });
export type LeaveInput = z.infer<typeof leaveInput>;

/** Somebody who is at the article; with several windows, as the last of them said. */
export interface PresentDto extends PersonDto {
  paragraphId: string | null;
}
