import type {
  FootnoteDefinition,
  Heading,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
} from "mdast";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { draftOf, type DraftBlock, type DraftSource } from "./draft";
import type { DraftInline } from "./inline";
import { nested, type DraftNode } from "./nest";
import { noticeText, type DraftNotice } from "./notice";

/**
 * `$`, `^`, `~` and `@` are plain in CommonMark, but mathematics, raised and lowered text, struck text or a
 * person to Pandoc and GitHub.
 */
const EXTENSIONS = ["$", "^", "~", "@"];

const writer = unified()
  .use(remarkGfm)
  .use(remarkStringify, {
    bullet: "-",
    emphasis: "*",
    strong: "*",
    rule: "-",
    incrementListMarker: true,
    listItemIndent: "one",
    unsafe: [
      ...EXTENSIONS.map((character) => ({
        character,
        inConstruct: "phrasing" as const,
        notInConstruct: ["autolink" as const, "destinationLiteral" as const, "destinationRaw" as const],
      })),
      // A citation at the start of a paragraph and a colon would make a footnote of it.
      { character: ":", before: "\\]", inConstruct: "phrasing" },
    ],
  });

/** The Markdown draft: CommonMark with GFM footnotes for the references, as GitHub and Pandoc read them. */
export function toMarkdown(article: DraftSource, notice?: DraftNotice): string {
  const { blocks, references } = draftOf(article);
  const children = blocks.map(block);
  if (references.heading)
    children.push({ type: "heading", depth: 2, children: [{ type: "text", value: references.heading }] });
  children.push(
    ...references.cited.map((inlines, index) =>
      references.numbered ? footnote(inlines, index) : paragraph(phrasing(inlines)),
    ),
  );
  if (references.uncited.length) children.push(list(references.uncited, false));
  if (notice) {
    const said = strongly([{ type: "text", value: noticeText(notice) }]);
    children.unshift(said);
    children.push(said);
  }
  const root: Root = { type: "root", children };
  return writer.stringify(root);
}

function block(source: DraftBlock): RootContent {
  switch (source.kind) {
    case "title":
      return heading(1, source.inlines);
    case "heading":
      return heading(source.level, source.inlines);
    case "standfirst":
      // Strong inside strong is not Markdown.
      return strongly(phrasing(source.inlines.map((inline) => ({ ...inline, strong: false }))));
    case "quote":
      return {
        type: "blockquote",
        children: source.paragraphs.map((inlines) => paragraph(phrasing(inlines))),
      };
    case "list":
      return list(source.items, source.ordered);
    default:
      return paragraph(phrasing(source.inlines));
  }
}

/** One line, as a heading has to be: breaks are spaces. */
function heading(depth: 1 | 2 | 3, inlines: readonly DraftInline[]): Heading {
  const line = inlines.map((inline): DraftInline =>
    inline.type === "break" ? { ...inline, type: "text", text: " " } : inline,
  );
  return { type: "heading", depth, children: phrasing(line) };
}

function list(items: readonly DraftInline[][], ordered: boolean): List {
  return {
    type: "list",
    ordered,
    spread: false,
    children: items.map((inlines): ListItem => ({
      type: "listItem",
      spread: false,
      children: [paragraph(phrasing(inlines))],
    })),
  };
}

function footnote(inlines: readonly DraftInline[], index: number): FootnoteDefinition {
  return {
    type: "footnoteDefinition",
    identifier: String(index + 1),
    children: [paragraph(phrasing(inlines))],
  };
}

function paragraph(children: PhrasingContent[]): Paragraph {
  return { type: "paragraph", children };
}

function strongly(children: PhrasingContent[]): Paragraph {
  return paragraph([{ type: "strong", children }]);
}

function phrasing(inlines: readonly DraftInline[]): PhrasingContent[] {
  return nested(inlines).flatMap(phrase);
}

function phrase(node: DraftNode): PhrasingContent | PhrasingContent[] {
  switch (node.type) {
    case "text":
      return { type: "text", value: node.text };
    case "break":
      return { type: "break" };
    case "citation":
      if (node.label !== null) return { type: "text", value: node.label };
      return [
        { type: "footnoteReference", identifier: String(node.number) },
        ...(node.locator ? [{ type: "text" as const, value: `:${node.locator}` }] : []),
      ];
    case "link":
      return { type: "link", url: node.href, children: node.children.flatMap(phrase) };
    case "strong":
      return { type: "strong", children: node.children.flatMap(phrase) };
    case "em":
      return { type: "emphasis", children: node.children.flatMap(phrase) };
  }
}
