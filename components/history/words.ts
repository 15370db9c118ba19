import type { ComparedParagraph } from "@/domain/article/compare";
import type { ParagraphKind } from "@/domain/article/kinds";
import type { ParagraphDto, TimelineEntryDto } from "@/domain/contract";
import { shortQuote } from "../review/note-words";
import { isolated } from "../ui/isolated";

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

/** Where, as a person says it: "in “The harbour was…”", "in 3 paragraphs". `paragraphs` are those that stand now. */
export function placeWords(
  { paragraphIds }: Pick<TimelineEntryDto, "paragraphIds">,
  paragraphs: ReadonlyMap<string, ParagraphDto>,
): string {
  if (!paragraphIds) return "the whole article";
  if (paragraphIds.length !== 1) return `in ${paragraphIds.length} paragraphs`;
  const paragraph = paragraphs.get(paragraphIds[0]!);
  return paragraph ? `in ${isolated(`“${openingWords(paragraph)}”`)}` : "in a paragraph that is gone since";
}

/** What became of a paragraph: "changed, was quotation". */
export function changeWords({ before, after, moved }: Omit<ComparedParagraph, "id" | "changed">): string {
  if (!before) return "new";
  if (!after) return "taken out";
  const isKind = before.kind === after.kind;
  const words = [
    before.text !== after.text && "changed",
    !isKind && `was ${KIND_NAMES[before.kind].toLowerCase()}`,
    isKind && before.attrs.level !== after.attrs.level && "level changed",
    isKind &&
      before.attrs.ordered !== after.attrs.ordered &&
      (before.attrs.ordered ? "was numbered" : "was bulleted"),
    moved && "moved",
  ].filter(Boolean);
  return words.join(", ") || "type or citations changed";
}
