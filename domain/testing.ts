import type { Node } from "prosemirror-model";
import { docFromParagraphs } from "./article/document";
import { inlineText, type InlineJson, type ParagraphKind } from "./article/kinds";
import type { ParagraphDto } from "./contract";
import { anchorAt, type Anchor } from "./flag/anchor";

/** Builders for tests: a case is three lines. Ids are readable here, padded to the shape of a UUID. */
export const uuid = (name: string | number): string => {
  const hex = [...String(name)].map((char) => char.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  return `${hex.padEnd(8, "0").slice(0, 8)}-0000-4000-8000-${hex.slice(8).padEnd(12, "0").slice(0, 12)}`;
};

/** p("a", "Some text[ref1] and more"): `[name]` is a citation of the reference with that name. */
export function p(name: string, text: string, kind: ParagraphKind = "body"): ParagraphDto {
  const content: InlineJson[] = text
    .split(/(\[\w+\])/)
    .filter((part) => part !== "")
    .map((part) =>
      /^\[\w+\]$/.test(part)
        ? { type: "citation", attrs: { referenceId: uuid(part.slice(1, -1)) } }
        : { type: "text", text: part },
    );
  return {
    id: uuid(name),
    kind,
    attrs: kind === "heading" ? { level: 2 } : {},
    content,
    text: inlineText(content),
  };
}

/** A document from paragraphs, with a title before them. */
export function doc(...paragraphs: ParagraphDto[]): Node {
  const first = paragraphs[0]?.kind === "title" ? [] : [p("title", "Title", "title")];
  return docFromParagraphs([...first, ...paragraphs]);
}

/** An exact anchor on the (only) place where `quote` stands in a paragraph. */
export function anchorOn(paragraph: ParagraphDto, quote: string): Anchor {
  const start = paragraph.text.indexOf(quote);
  const end = start + quote.length;
  return {
    paragraphId: paragraph.id,
    start,
    end,
    state: "exact",
    recovery: null,
    ...anchorAt(paragraph.text, start, end),
  };
}

/** An anchor for comparing: at home, what it remembers of where it was does not matter. */
export function withoutMemory<A extends Anchor>(anchor: A): A {
  return { ...anchor, recovery: null };
}
