import type { CauseOf, CauseType, ReferencesChange } from "@/domain/article/revision";
import type { TimelineEntryDto } from "@/domain/contract";
import { shortQuote } from "../review/note-words";
import { isolated } from "../ui/isolated";
import type { HistoryState } from "./history-store";

/** What the words of a cause are made of. */
interface Told {
  /** How many changes were made for it. */
  count: number;
  /** The flags that it names, as they are known. */
  flags: { quote: string; replacement: string | null }[];
  /** All that it names, known or not. */
  flagCount: number;
  /** "version 3, yesterday 18:40". */
  versionWords: (version: number) => string;
}

/** Every cause as a person says it: "Typo fix: bulit → built". A new one cannot be forgotten. */
const CAUSE_WORDS: { [Type in CauseType]: (cause: CauseOf<Type>, told: Told) => string } = {
  import: () => "The manuscript as it came in",
  manuscript: ({ number }) => `Manuscript ${number} taken in`,
  manuscript_undone: ({ number }) => `Manuscript ${number} taken back`,
  typed: () => "Typed",
  typo_fix: (_, told) => `${fixes("Typo fix", told)}: ${fixWords(told)}`,
  typo_fix_undone: (_, told) => `${fixes("Typo fix", told)} taken back: ${fixWords(told)}`,
  citation: (_, { count, flags: [flag] }) =>
    count > 1
      ? `${count} citations`
      : flag
        ? `Citation for ${isolated(`“${shortQuote(flag.quote, 40)}”`)}`
        : "Citation",
  restore: ({ version, paragraphId }, { versionWords }) =>
    `${paragraphId ? "Paragraph restored" : "Restored"} from ${versionWords(version)}`,
  references: ({ did }, { count }) =>
    count > 1 ? `${REFERENCE_WORDS[did]}, ${count} times` : REFERENCE_WORDS[did],
};

const REFERENCE_WORDS: Record<ReferencesChange, string> = {
  added: "References added",
  edited: "Reference edited",
  merged: "References merged",
  deleted: "Reference deleted",
  style: "Style of the references",
};

/** Why, as a person says it. */
export function causeWords(
  { cause, count, flagIds }: Pick<TimelineEntryDto, "cause" | "count" | "flagIds">,
  known: Pick<HistoryState, "flags">,
  versionWords: Told["versionWords"],
): string {
  const flags = flagIds.flatMap((id) => known.flags.get(id) ?? []);
  const words = CAUSE_WORDS[cause.type] as (of: typeof cause, told: Told) => string;
  return words(cause, { count, flags, flagCount: flagIds.length, versionWords });
}

const fixes = (words: string, { flagCount }: Told) =>
  flagCount === 1 ? words : `${flagCount} ${words.toLowerCase()}es`;

function fixWords({ flags, flagCount }: Told): string {
  const shown = flags
    .slice(0, 2)
    .map(
      ({ quote, replacement }) =>
        `${isolated(shortQuote(quote, 30))} → ${isolated(shortQuote(replacement ?? "", 30) || "nothing")}`,
    );
  return flagCount > shown.length ? `${shown.join(", ")} …` : shown.join(", ");
}
