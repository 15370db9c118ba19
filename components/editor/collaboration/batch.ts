import { ownMoves } from "@/domain/article/rebase-over";
import type { PendingStep } from "./rebase";

/** Steps in one save: a long time offline is sent in several. */
const MOST = 500;

/** A save under way: sent again exactly as it was until an answer comes, so that it is stored once. */
export interface SentBatch {
  id: string;
  version: number;
  /** How many of the pending steps it holds, from the first. */
  count: number;
  steps: Record<string, unknown>[];
}

/** Those of the pending steps that are sent next, as JSON. A passage is taken out and put in again in one save. */
export function nextSteps(pending: readonly PendingStep[]): SentBatch["steps"] {
  return pending
    .slice(0, pending.length <= MOST ? MOST : wholeMoves(pending))
    .map(({ step }) => step.toJSON() as Record<string, unknown>);
}

function wholeMoves(pending: readonly PendingStep[]): number {
  const moves = ownMoves(pending);
  const parted = (count: number) => moves.find(({ taken, put }) => taken < count && put >= count);
  let count = MOST;
  for (let move = parted(count); move; move = parted(count)) count = move.taken;
  // Moved again and again, from the first step on: then it is parted.
  return count || MOST;
}
