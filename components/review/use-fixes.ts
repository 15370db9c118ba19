"use client";

import { useMemo } from "react";
import type { FlagDto } from "@/domain/contract";
import { useTasks } from "./context";
import type { ArticleStore } from "./store";

const isFix = ({ kind, status, anchor, pending }: FlagDto) =>
  kind === "typo" && status === "open" && anchor.state === "exact" && !pending;

/** The typo fixes among these flags that could be applied now: of those under way none. */
export function useFixes(store: ArticleStore, flags: readonly FlagDto[], mayWrite: boolean): FlagDto[] {
  const tasks = useTasks(store);
  return useMemo(() => {
    if (!mayWrite) return [];
    const underWay = new Set(
      tasks.flatMap(({ isStep, state, about }) => (isStep && state !== "failed" ? about : [])),
    );
    return flags.filter((flag) => isFix(flag) && !underWay.has(flag.id));
  }, [mayWrite, flags, tasks]);
}
