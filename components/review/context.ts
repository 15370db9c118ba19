"use client";

import { createContext, useContext, useSyncExternalStore, type RefObject } from "react";
import type { ArticleDto, MemberDto } from "@/domain/contract";
import type { FlagKind, Outcome } from "@/domain/flag/kinds";
import type { Actor } from "@/domain/policy";
import type { Commands } from "./commands";
import type { SelectedWords } from "./selection";
import type { Seen } from "./seen";
import type { ArticleStore } from "./store";
import type { Task } from "./tasks";

/** What the keys can ask of the thread in focus. */
export interface ThreadHandle {
  reply: () => void;
  /** Settles as this, or opens the form that this outcome needs. */
  settle: (outcome: Outcome) => void;
  verify: () => void;
  reopen: () => void;
  withdraw: () => void;
}

/** What opens over the review. */
export type DialogName = "palette" | "keys" | "apply" | "references";

/** Words that are being flagged, and how. */
export interface Composing {
  kind: FlagKind;
  paragraphId: string;
  start: number;
  end: number;
  quote: string;
  /** Its whole paragraph, as it read then. */
  text: string;
  version: number;
  /** The selection went over more than this paragraph. */
  clipped: boolean;
  /** What was typed for it before the form was there. */
  note?: string | undefined;
}

export interface FocusOptions {
  /** Bring its words into view. */
  scroll?: boolean;
  /** Give its note the keyboard. */
  keyboard?: boolean;
}

/** What every part of the review may use. The same object for the life of the page. */
export interface ReviewServices {
  actor: Actor;
  members: readonly MemberDto[];
  store: ArticleStore;
  /** What others changed since this person last looked. */
  seen: Seen;
  commands: Commands;
  focus: (flagId: string | null, options?: FocusOptions) => void;
  /** The next flag from the one in focus, or the one before. */
  walk: (direction: 1 | -1) => void;
  /** The next thing that others changed and this person has not seen. */
  nextNew: () => void;
  /** Begins a flag on words; with a quote, only where they still read so. */
  compose: (kind: FlagKind, words: SelectedWords & { quote?: string; note?: string }) => void;
  closeComposer: () => void;
  /** Waits for words to be selected, to put this detached flag on. */
  startPlacing: (flagId: string | null) => void;
  /** Opens the editor at a place of the text; at the focused flag, or the first line in view, when none is given. */
  edit: (place?: { paragraphId: string; offset: number }) => void;
  openDialog: (name: DialogName) => void;
  /** Says what came of something to those who cannot see it. */
  say: (words: string) => void;
  thread: RefObject<ThreadHandle | null>;
}

export const ReviewContext = createContext<ReviewServices | null>(null);

export function useReview(): ReviewServices {
  const services = useContext(ReviewContext);
  if (!services) throw new Error("This part belongs inside the review.");
  return services;
}

/** The article as it stands, drawn again when it changes. */
export function useArticle(store: ArticleStore): ArticleDto {
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
}

export function useTasks(store: ArticleStore): readonly Task[] {
  return useSyncExternalStore(store.subscribe, store.getTasks, store.getTasks);
}
