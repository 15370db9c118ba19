import type { FlagDto } from "@/domain/contract";
import { LEFT } from "./outbox";
import type { Task } from "./tasks";

/** The id of the element that lists what shows at no one flag. */
export const AT_LARGE = "at-large";

/** Whether it shows at no one flag that is there. */
export function isAtLarge({ code, about }: Task, flags: readonly FlagDto[]): boolean {
  return code === LEFT || about.length !== 1 || !flags.some(({ id }) => id === about[0]);
}
