import { notify } from "../ui/toast";

/** Says that typo fixes were applied, and offers to take them all back while it does. */
export function notifyApplied(count: number, undo: () => void): void {
  notify(count === 1 ? "1 fix applied." : `${count} fixes applied.`, { label: "Undo", run: undo });
}
