import type { FlagStatus } from "./kinds";

/** Settled, and nobody has to look at it again. `recheck`: the text it was verified on, where that reads otherwise now. */
export function isAtRest({ status, recheck }: { status: FlagStatus; recheck: string | null }): boolean {
  return status !== "open" && recheck === null;
}
