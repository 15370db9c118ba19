import type { FlagDto } from "@/domain/contract";

/**
 * Whether the server's answer about a flag was overtaken by an event that came before it: the flag we hold has
 * everything of the answer's thread, and more.
 */
export function isOvertaken(answer: FlagDto, held: FlagDto | undefined): boolean {
  if (!held || held.thread.length <= answer.thread.length) return false;
  const known = new Set(held.thread.map(({ id }) => id));
  return answer.thread.every(({ id }) => known.has(id));
}
