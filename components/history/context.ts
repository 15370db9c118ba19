"use client";

import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import type { CitationStyle } from "@/domain/article/citations";
import type { ParagraphDto } from "@/domain/contract";
import { usePageClock } from "../ui/clock";
import { dayAndTime } from "../ui/dates";
import type { HistoryState, HistoryStore } from "./history-store";

/** What every part of the history page goes by. */
export interface HistoryServices {
  articleId: string;
  store: HistoryStore;
  /** The history of this paragraph only. */
  paragraphId: string | null;
  mayRestore: boolean;
  citationStyle: CitationStyle;
}

export const HistoryContext = createContext<HistoryServices | null>(null);

export function useHistory(): HistoryServices {
  const services = useContext(HistoryContext);
  if (!services) throw new Error("This part belongs inside the history page.");
  return services;
}

/** What is known of the history by now. */
export function useHistoryState(): HistoryState {
  const { store } = useHistory();
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
}

/** The paragraphs that stand now, by id. */
export function useParagraphs(): ReadonlyMap<string, ParagraphDto> {
  const { paragraphs } = useHistoryState().now;
  return useMemo(() => new Map(paragraphs.map((paragraph) => [paragraph.id, paragraph])), [paragraphs]);
}

/** How versions are named: "version 3, yesterday 18:40", and who made it where that is asked for. */
export function useVersionWords(): (version: number, how?: { who?: boolean }) => string {
  const { moments } = useHistoryState();
  const { now, timeZone } = usePageClock();
  return (version, { who = false } = {}) => {
    const moment = moments.get(version);
    if (!moment) return `version ${version}`;
    const time = dayAndTime(Date.parse(moment.at), now, timeZone);
    return `version ${version}, ${time}${who ? `, ${moment.actor.name}` : ""}`;
  };
}
