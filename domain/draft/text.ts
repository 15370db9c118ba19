import { citationWords } from "../article/citations";
import type { Cited, DraftInline } from "./inline";
import { draftOf, type DraftBlock, type DraftSource } from "./draft";
import { noticeText, type DraftNotice } from "./notice";

/** The plain-text draft: UTF-8, paragraphs apart by an empty line, references "1. …" at the end. */
export function toText(article: DraftSource, notice?: DraftNotice): string {
  const { blocks, references } = draftOf(article);
  const parts = blocks.map(blockText);
  if (references.heading) parts.push(references.heading);
  if (references.cited.length)
    parts.push(references.numbered ? numbered(references.cited) : unmarked(references.cited));
  if (references.uncited.length) parts.push(bulleted(references.uncited));
  if (notice) {
    parts.unshift(noticeText(notice));
    parts.push(noticeText(notice));
  }
  return `${parts.join("\n\n")}\n`;
}

/**
 * The text that a sign-off sheet's hash is of: the plain-text draft, which is the same for the same words
 * wherever and whenever it is made.
 */
export function draftText(article: DraftSource): string {
  return toText(article);
}

function blockText(block: DraftBlock): string {
  switch (block.kind) {
    case "quote":
      return block.paragraphs
        .map((paragraph) => indented(inlineText(paragraph), "    ", "    "))
        .join("\n\n");
    case "list":
      return block.ordered ? numbered(block.items) : bulleted(block.items);
    default:
      return inlineText(block.inlines);
  }
}

function numbered(items: readonly DraftInline[][]): string {
  return items
    .map((item, index) => {
      const label = `${index + 1}. `;
      return indented(inlineText(item), label, " ".repeat(label.length)).trimEnd();
    })
    .join("\n");
}

/** A list by author: an entry a paragraph. */
function unmarked(items: readonly DraftInline[][]): string {
  return items.map((item) => indented(inlineText(item), "", "  ")).join("\n\n");
}

function bulleted(items: readonly DraftInline[][]): string {
  return items.map((item) => indented(inlineText(item), "- ", "  ")).join("\n");
}

function indented(text: string, first: string, rest: string): string {
  return first + text.replaceAll("\n", `\n${rest}`);
}

function citationText({ number, label, locator }: Cited): string {
  return label ?? `[${citationWords("numbered", String(number), locator)}]`;
}

/** Emphasis has no plain form; where a link leads is part of what is printed. */
function inlineText(inlines: readonly DraftInline[]): string {
  let linkWords = "";
  return inlines
    .map((inline, index) => {
      const own =
        inline.type === "text" ? inline.text : inline.type === "break" ? "\n" : citationText(inline);
      if (inline.href === null) return own;
      linkWords += own;
      if (inlines[index + 1]?.href === inline.href) return own;
      const isItself = linkWords === inline.href || `mailto:${linkWords}` === inline.href;
      linkWords = "";
      return isItself ? own : `${own} <${inline.href}>`;
    })
    .join("");
}
