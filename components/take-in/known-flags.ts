import type { FlagDto } from "@/domain/contract";
import type { FlagKind } from "@/domain/flag/kinds";
import { noteWords } from "../review/note-words";

/** As much of a flag of the article as it takes to know it again. */
export interface KnownFlag {
  id: string;
  kind: FlagKind;
  isSettled: boolean;
  quote: string;
  /** typo only. */
  replacement: string | null;
  /** What it was raised with. */
  note: string;
}

export function knownFlags(flags: readonly FlagDto[]): KnownFlag[] {
  return flags.map((flag) => ({
    id: flag.id,
    kind: flag.kind,
    isSettled: flag.status !== "open",
    quote: flag.anchor.quote,
    replacement: flag.replacement,
    note: flag.thread.some(({ type, body }) => type === "raised" && body) ? noteWords(flag) : "",
  }));
}
