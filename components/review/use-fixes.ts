"use client";

import { useMemo } from "react";
import type { FlagDto } from "@/domain/contract";
import { useTasks } from "./context";
import type { ArticleStore } from "./store";

export interface Fixes {
  /** Could be applied now. */
  fixes: readonly FlagDto[];
  /** Their words have changed, or are gone. */
  stale: readonly FlagDto[];
}

/** The open typo fixes among these flags: of those under way none. */
export function useFixes(store: ArticleStore, flags: readonly FlagDto[], mayWrite: boolean): Fixes {
  const tasks = useTasks(store);
  return useMemo(() => {
    if (!mayWrite) return { fixes: [], stale: [] };
    const underWay = new Set(
      tasks.flatMap(({ isStep, state, about }) => (isStep && state !== "failed" ? about : [])),
    );
    const open = flags.filter(
      ({ id, kind, status, pending }) =>
        kind === "typo" && status === "open" && !pending && !underWay.has(id),
    );
    const isExact = ({ anchor }: FlagDto) => anchor.state === "exact";
    return { fixes: open.filter(isExact), stale: open.filter((flag) => !isExact(flag)) };
  }, [mayWrite, flags, tasks]);
}
