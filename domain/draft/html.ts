import { citationWords } from "../article/citations";
import { isRightToLeft } from "./direction";
import { draftOf, type Draft, type DraftBlock, type DraftSource } from "./draft";
import { escapeMarkup } from "./escape";
import { plainText, type Cited, type DraftInline } from "./inline";
import { nested, type DraftNode } from "./nest";
import { noticeText, type DraftNotice } from "./notice";
import { pageHtml } from "./page";

/** The HTML draft: one self-contained page without scripts, that prints well. */
export function toHtml(article: DraftSource, notice?: DraftNotice): string {
  const draft = draftOf(article);
  const last = draft.blocks.at(-1);
  // The article's own heading over its references belongs to them, not to the text before.
  const own = draft.references.heading === null && last?.kind === "heading" ? last : null;
  const blocks = own ? draft.blocks.slice(0, -1) : draft.blocks;
  const head = blocks.filter(isHead).map(blockHtml);
  const text = blocks.filter((block) => !isHead(block)).map(blockHtml);
  const header = head.length ? ["<header>", ...head, "</header>"] : [];
  return pageHtml({
    language: draft.language,
    direction: isRightToLeft(draft.title) ? "rtl" : "ltr",
    title: draft.title || "Untitled",
    authors: draft.bylines,
    banner: notice ? noticeText(notice) : undefined,
    main: ["<article>", ...header, ...text, ...referencesHtml(draft, own), "</article>"].join("\n"),
  });
}

function isHead({ kind }: DraftBlock): boolean {
  return kind === "title" || kind === "byline" || kind === "standfirst";
}

function blockHtml(block: DraftBlock): string {
  switch (block.kind) {
    case "title":
      return `<h1 dir="auto">${inlineHtml(block.inlines)}</h1>`;
    case "byline":
    case "standfirst":
      return `<p class="${block.kind}" dir="auto">${inlineHtml(block.inlines)}</p>`;
    case "heading":
      return `<h${block.level} dir="auto">${inlineHtml(block.inlines)}</h${block.level}>`;
    case "body":
      return `<p dir="auto">${inlineHtml(block.inlines)}</p>`;
    case "quote": {
      const paragraphs = block.paragraphs.map((inlines) => `<p dir="auto">${inlineHtml(inlines)}</p>`);
      return `<blockquote dir="auto">${paragraphs.join("\n")}</blockquote>`;
    }
    case "list": {
      const rtl = isRightToLeft(plainText(block.items[0] ?? []));
      const items = block.items.map((inlines) => `<li>${itemHtml(inlines, rtl)}</li>`);
      return listHtml(block.ordered ? "ol" : "ul", rtl, items);
    }
  }
}

function listHtml(tag: "ol" | "ul", rtl: boolean, items: readonly string[], className = ""): string {
  return `<${tag} dir="${rtl ? "rtl" : "ltr"}"${className && ` class="${className}"`}>\n${items.join("\n")}\n</${tag}>`;
}

/** All marks of a list stand on one side; an item of the other direction is turned inside its line. */
function itemHtml(inlines: readonly DraftInline[], listIsRtl: boolean): string {
  const rtl = isRightToLeft(plainText(inlines));
  const html = inlineHtml(inlines);
  return rtl === listIsRtl ? html : `<bdi dir="${rtl ? "rtl" : "ltr"}">${html}</bdi>`;
}

function referencesHtml({ references }: Draft, own: DraftBlock | null): string[] {
  const { heading, numbered, cited, uncited } = references;
  if (!cited.length && !uncited.length) return own ? [blockHtml(own)] : [];
  const html = ['<section class="references" role="doc-endnotes">'];
  if (own) html.push(blockHtml(own));
  if (heading) html.push(`<h2 dir="auto">${escapeMarkup(heading)}</h2>`);
  const first = cited[0] ?? uncited[0]!;
  const rtl = isRightToLeft(plainText(first));
  const entries = cited.map((inlines, index) => {
    const number = index + 1;
    const back = `<a href="#citation-${number}" role="doc-backlink" aria-label="Back to citation ${number}">↩</a>`;
    return `<li id="reference-${number}">${itemHtml(inlines, rtl)} ${back}</li>`;
  });
  if (entries.length) html.push(listHtml(numbered ? "ol" : "ul", rtl, entries, numbered ? "" : "by-author"));
  if (uncited.length)
    html.push(
      listHtml(
        "ul",
        rtl,
        uncited.map((inlines) => `<li>${itemHtml(inlines, rtl)}</li>`),
      ),
    );
  html.push("</section>");
  return html;
}

function inlineHtml(inlines: readonly DraftInline[]): string {
  return nodesHtml(nested(inlines));
}

function nodesHtml(nodes: readonly DraftNode[]): string {
  return nodes.map(nodeHtml).join("");
}

function nodeHtml(node: DraftNode): string {
  switch (node.type) {
    case "text":
      return escapeMarkup(node.text);
    case "break":
      return "<br>";
    case "citation":
      return citationHtml(node);
    case "link":
      return `<a href="${escapeMarkup(node.href)}" rel="noopener noreferrer">${nodesHtml(node.children)}</a>`;
    case "strong":
    case "em":
      return `<${node.type}>${nodesHtml(node.children)}</${node.type}>`;
  }
}

/** Brackets, because two raised numbers side by side read as one. The first citation is where the list leads back. */
function citationHtml({ number, occurrence, label, locator }: Cited): string {
  const id = occurrence === 1 ? `citation-${number}` : `citation-${number}-${occurrence}`;
  const link = (words: string, dir: string) =>
    `<a id="${id}" href="#reference-${number}" role="doc-noteref" dir="${dir}">${escapeMarkup(words)}</a>`;
  if (label !== null) return link(label, "auto");
  return `<sup>${link(`[${citationWords("numbered", String(number), locator)}]`, "ltr")}</sup>`;
}
