import type { ReferencesChange, RevisionCause } from "@/domain/article/revision";
import type { ParagraphKind } from "@/domain/article/kinds";
import type { ParagraphDto, RevisionsDto } from "@/domain/contract";
import { shortQuote } from "../review/note-words";

type NamedFlag = RevisionsDto["flags"][number];

/** Why, as a person says it: "Typo fix: bulit → built". */
export function causeWords(cause: RevisionCause, flags: ReadonlyMap<string, NamedFlag>): string {
  switch (cause.type) {
    case "import":
      return "The manuscript as it came in";
    case "typed":
      return "Typed";
    case "typo_fix":
      return `${fixes("Typo fix", cause.flagIds)}: ${fixWords(cause.flagIds, flags)}`;
    case "typo_fix_undone":
      return `${fixes("Typo fix", cause.flagIds)} taken back: ${fixWords(cause.flagIds, flags)}`;
    case "citation": {
      const flag = flags.get(cause.flagId);
      return flag ? `Citation for “${shortQuote(flag.quote, 40)}”` : "Citation";
    }
    case "references":
      return REFERENCE_WORDS[cause.did];
    case "restore":
      return cause.paragraphId
        ? `Paragraph restored from version ${cause.version}`
        : `Restored from version ${cause.version}`;
  }
}

const REFERENCE_WORDS: Record<ReferencesChange, string> = {
  added: "References added",
  edited: "Reference edited",
  merged: "References merged",
  deleted: "Reference deleted",
  style: "Style of the references",
};

const fixes = (words: string, ids: readonly string[]) =>
  ids.length === 1 ? words : `${ids.length} ${words.toLowerCase()}es`;

function fixWords(ids: readonly string[], flags: ReadonlyMap<string, NamedFlag>): string {
  const known = ids.flatMap((id) => flags.get(id) ?? []);
  const shown = known
    .slice(0, 2)
    .map(
      ({ quote, replacement }) =>
        `${shortQuote(quote, 30)} → ${shortQuote(replacement ?? "", 30) || "nothing"}`,
    );
  return ids.length > shown.length ? `${shown.join(", ")} …` : shown.join(", ");
}

export const KIND_NAMES: Record<ParagraphKind, string> = {
  title: "Title",
  byline: "Byline",
  standfirst: "Standfirst",
  heading: "Heading",
  body: "Paragraph",
  quote: "Quotation",
  list_item: "List item",
  reference: "Reference",
};

/** The first words of a paragraph, to know it by. */
export function openingWords({ text }: Pick<ParagraphDto, "text">, length = 48): string {
  return (
    shortQuote(text.replaceAll("\uFFFC", "").replace(/\s+/g, " ").trim(), length) || "an empty paragraph"
  );
}
