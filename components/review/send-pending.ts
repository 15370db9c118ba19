import { errorWords } from "../error-words";
import { notify } from "../ui/toast";
import type { Commands } from "./commands";
import type { ReviewServices } from "./context";

/** Sends a whole pending review, says what came of it, and goes to the first flag that could not be raised. */
export function sendPending(commands: Commands, focus: ReviewServices["focus"]): void {
  commands.sendPending().then(
    ({ flags, left }) => {
      const raised = flags.length === 1 ? "1 flag raised." : `${flags.length} flags raised.`;
      const first = left[0];
      notify(first ? `${raised} ${left.length} not: ${first.reason}` : raised);
      if (first) focus(first.flagId, { scroll: true, keyboard: true });
    },
    (error: unknown) => notify(`${errorWords(error)} Your review is kept.`),
  );
}
