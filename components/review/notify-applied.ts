import { errorWords } from "../error-words";
import { notify } from "../ui/toast";
import type { Commands } from "./commands";

/** Says that typo fixes were applied, and offers to take them all back while it does. `version`: what they made. */
export function notifyApplied(commands: Commands, count: number, version: number): void {
  const undo = async () => {
    try {
      await commands.undoApplied(version);
      notify(count === 1 ? "The fix is taken back." : `${count} fixes are taken back.`);
    } catch (error) {
      notify(errorWords(error));
    }
  };
  notify(count === 1 ? "1 fix applied." : `${count} fixes applied.`, {
    label: "Undo",
    run: () => void undo(),
  });
}
