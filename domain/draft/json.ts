import { bylineOf, type Byline } from "../article/bylines";
import { citationWords, type CitationStyle } from "../article/citations";
import { referenceUrl } from "../article/references";
import type { CslItem } from "../reference/csl";
import { isRightToLeft } from "./direction";
import { draftOf, type Draft, type DraftBlock, type DraftSource } from "./draft";
import { plainText, type DraftInline } from "./inline";
import { noticeText, type DraftNotice } from "./notice";

/**
 * The clean draft for a program that publishes it. Documented in docs/formats.md and kept as it is: what is added
 * later is a new key, and anything else a new `formatVersion`.
 */
export interface JsonArticle {
  format: "galley.article";
  formatVersion: 1;
  /** The same article has the same id, whatever becomes of its text. */
  id: string;
  /** The version of its text. */
  version: number;
  /** SHA-256 of the plain-text draft, hex: the one on the sign-off sheet. */
  hash: string;
  /** BCP 47. */
  language: string;
  direction: JsonDirection;
  title: string;
  standfirst: string | null;
  bylines: Byline[];
  citationStyle: CitationStyle;
  /** A chief let it out with open flags, and it says so. Else null. */
  notice: string | null;
  /** Everything in its order, title, bylines and standfirst among it; references are below. */
  blocks: JsonBlock[];
  references: JsonReference[];
}

type JsonDirection = "ltr" | "rtl";

export interface JsonText {
  direction: JsonDirection;
  content: JsonInline[];
}

export type JsonBlock =
  | ({ kind: "title" | "byline" | "standfirst" | "body" } & JsonText)
  | ({ kind: "heading"; level: 2 | 3 } & JsonText)
  | { kind: "quote"; paragraphs: JsonText[] }
  | { kind: "list"; ordered: boolean; items: JsonText[] };

export type JsonInline =
  | { type: "text"; text: string; marks?: JsonMark[] }
  | { type: "break" }
  | {
      type: "citation";
      /** Its place in `references`, from 1. */
      reference: number;
      /** What it reads: "[3]", or by author and date "Mehta 2021, 12", whose brackets are in the text. */
      text: string;
      /** The page, or another place in the source. */
      locator?: string;
      marks?: JsonMark[];
    };

export type JsonMark = { type: "strong" | "em" } | { type: "link"; href: string };

export interface JsonReference extends JsonText {
  /** In a numbered article, of what is cited; else null. */
  number: number | null;
  cited: boolean;
  /** In plain words, as it prints. */
  text: string;
  /** The first web address in it. */
  url: string | null;
  /** Its fields (CSL-JSON), where somebody entered or confirmed them. */
  csl: CslItem | null;
}

/** What is known of an article beside its words. */
export interface JsonFacts {
  id: string;
  version: number;
  /** Of `draftText(article)`. */
  hash: string;
}

export function toJson(article: DraftSource, facts: JsonFacts, notice?: DraftNotice): JsonArticle {
  const draft = draftOf(article);
  const words = (kind: DraftBlock["kind"]) =>
    draft.blocks.flatMap((block) =>
      block.kind === kind && "inlines" in block ? [plainText(block.inlines)] : [],
    );
  return {
    format: "galley.article",
    formatVersion: 1,
    ...facts,
    language: article.language,
    direction: directionOf(draft.title),
    title: draft.title,
    standfirst: words("standfirst")[0] ?? null,
    bylines: words("byline").map(bylineOf),
    citationStyle: article.citationStyle,
    notice: notice ? noticeText(notice) : null,
    blocks: draft.blocks.map(jsonBlock),
    references: jsonReferences(draft),
  };
}

function jsonBlock(block: DraftBlock): JsonBlock {
  switch (block.kind) {
    case "heading":
      return { kind: "heading", level: block.level, ...jsonText(block.inlines) };
    case "quote":
      return { kind: "quote", paragraphs: block.paragraphs.map(jsonText) };
    case "list":
      return { kind: "list", ordered: block.ordered, items: block.items.map(jsonText) };
    default:
      return { kind: block.kind, ...jsonText(block.inlines) };
  }
}

function jsonReferences({ references: { numbered, cited, uncited, csl } }: Draft): JsonReference[] {
  return [...cited, ...uncited].map((inlines, index) => {
    const text = plainText(inlines);
    const isCited = index < cited.length;
    return {
      number: numbered && isCited ? index + 1 : null,
      cited: isCited,
      text,
      url: referenceUrl(text) ?? null,
      csl: csl[index] ?? null,
      ...jsonText(inlines),
    };
  });
}

function jsonText(inlines: readonly DraftInline[]): JsonText {
  return { direction: directionOf(plainText(inlines)), content: inlines.map(jsonInline) };
}

function jsonInline(inline: DraftInline): JsonInline {
  const marks = marksOf(inline);
  switch (inline.type) {
    case "text":
      return { type: "text", text: inline.text, ...marks };
    case "break":
      return { type: "break" };
    case "citation": {
      const { number, label, locator } = inline;
      const text = label ?? `[${citationWords("numbered", String(number), locator)}]`;
      return { type: "citation", reference: number, text, ...(locator && { locator }), ...marks };
    }
  }
}

function marksOf({ strong, em, href }: DraftInline): { marks?: JsonMark[] } {
  const marks: JsonMark[] = [
    ...(strong ? [{ type: "strong" } as const] : []),
    ...(em ? [{ type: "em" } as const] : []),
    ...(href === null ? [] : [{ type: "link", href } as const]),
  ];
  return marks.length > 0 ? { marks } : {};
}

const directionOf = (words: string): JsonDirection => (isRightToLeft(words) ? "rtl" : "ltr");
