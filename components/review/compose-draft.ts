import type { FlagInput } from "@/domain/contract";
import type { Composing } from "./context";

/** The form of the flag that is being written, kept for the article until it is sent. */
export const COMPOSE_FORM = "compose";

/** What is kept of it. */
export interface ComposeDraft {
  composing: Composing;
  replacement: string;
  note: string;
}

/** What is kept of a flag until the server has it. */
export type KeptFlag = Omit<FlagInput, "id"> & {
  /** It goes into this person's pending review, and to nobody else. */
  pending?: true;
};
