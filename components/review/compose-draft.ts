import type { Composing } from "./context";

/** The form of the flag that is being written, kept for the article until it is sent. */
export const COMPOSE_FORM = "compose";

/** What is kept of it. */
export interface ComposeDraft {
  composing: Composing;
  replacement: string;
  note: string;
  /** It was in the pending review, and goes back there. */
  pending?: true;
}
