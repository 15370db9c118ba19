import type { ParagraphKind } from "@/domain/article/kinds";

/** The kinds of paragraph as people read them. */
export const PARAGRAPH_WORDS: Record<ParagraphKind, string> = {
  title: "Title",
  byline: "Byline",
  standfirst: "Standfirst",
  heading: "Heading",
  body: "Body",
  quote: "Quotation",
  list_item: "List item",
  reference: "Reference",
};
