import type { TimelineEntryDto } from "@/domain/contract";

/** Two versions, the earlier first: what stands between them. */
export interface Stretch {
  from: number;
  to: number;
}

/** What the changes of an entry made of the text. */
export function stretchOf({ first, last }: Pick<TimelineEntryDto, "first" | "last">): Stretch {
  return { from: Math.max(1, first - 1), to: last };
}

/** Two versions in whichever order they were chosen. */
export function ordered(one: number, other: number): Stretch {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}
