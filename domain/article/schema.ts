import { Schema, type NodeSpec, type Node, type Attrs, type DOMOutputSpec } from "prosemirror-model";
import { isCslItem } from "../reference/csl";
import type { ParagraphKind } from "./kinds";
import { isSafeHref } from "./safe-href";

export { isSafeHref };

const KIND_ATTRIBUTE = "data-kind";
/** What an attribute must be, as ProseMirror's check() wants it told. */
const VALIDATE: Record<string, string | ((value: unknown) => void)> = {
  level: "number",
  ordered: "boolean",
  csl: checkCsl,
};
const LONGEST_LOCATOR = 60;

/**
 * The one document schema, for server and browser: a flat row of paragraphs. Node types are named as the
 * paragraph kinds. Every paragraph has `id`, a UUID that is stable for its life; it is null only between a
 * writer's keystroke and the one door (server/text.ts), which fills it.
 */
function paragraph(
  kind: ParagraphKind,
  tag: string,
  content: string,
  attrs: Record<string, unknown> = {},
): NodeSpec {
  return {
    content,
    defining: kind !== "body",
    attrs: {
      id: { default: null, validate: "string|null" },
      ...Object.fromEntries(
        Object.entries(attrs).map(([name, value]) => [name, { default: value, validate: VALIDATE[name]! }]),
      ),
    },
    parseDOM: [
      {
        tag: `${tag}[${KIND_ATTRIBUTE}="${kind}"]`,
        priority: 60,
        getAttrs: (dom: HTMLElement): Attrs => ({
          id: dom.getAttribute("data-id"),
          ...Object.fromEntries(
            Object.keys(attrs).map((name) => [
              name,
              JSON.parse(dom.getAttribute(`data-${name}`) ?? "null") ?? attrs[name],
            ]),
          ),
        }),
      },
    ],
    toDOM: (node: Node): DOMOutputSpec => [
      tag,
      {
        [KIND_ATTRIBUTE]: kind,
        dir: "auto",
        ...(node.attrs.id ? { "data-id": node.attrs.id } : {}),
        ...Object.fromEntries(
          Object.keys(attrs).map((name) => [`data-${name}`, JSON.stringify(node.attrs[name])]),
        ),
      },
      0,
    ],
  };
}

const heading = paragraph("heading", "h2", "inline*", { level: 2 });
const body = paragraph("body", "p", "inline*");
const quote = paragraph("quote", "blockquote", "inline*");
const listItem = paragraph("list_item", "li", "inline*", { ordered: false });

export const schema = new Schema({
  nodes: {
    doc: { content: "title byline* standfirst? (body | heading | quote | list_item)+ reference*" },
    // Listed first: what ProseMirror makes when it has to fill a hole in the body is a body paragraph.
    body: { ...body, parseDOM: [...body.parseDOM!, { tag: "p" }, { tag: "div" }, { tag: "pre" }] },
    title: paragraph("title", "h1", "inline*"),
    byline: paragraph("byline", "p", "inline*"),
    standfirst: paragraph("standfirst", "p", "inline*"),
    heading: {
      ...heading,
      parseDOM: [
        ...heading.parseDOM!,
        { tag: "h1", attrs: { level: 2 } },
        { tag: "h2", attrs: { level: 2 } },
        ...[3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: 3 } })),
      ],
    },
    quote: { ...quote, parseDOM: [...quote.parseDOM!, { tag: "blockquote" }] },
    list_item: {
      ...listItem,
      parseDOM: [...listItem.parseDOM!, { tag: "ol > li", attrs: { ordered: true } }, { tag: "li" }],
    },
    reference: paragraph("reference", "li", "(text | hard_break)*", { csl: null }),
    text: { group: "inline" },
    citation: {
      group: "inline",
      inline: true,
      atom: true,
      selectable: true,
      attrs: {
        referenceId: { validate: "string" },
        locator: { default: null, validate: checkLocator },
      },
      parseDOM: [
        {
          tag: "sup[data-reference]",
          getAttrs: (dom: HTMLElement) => ({
            referenceId: dom.getAttribute("data-reference"),
            locator: dom.getAttribute("data-locator"),
          }),
        },
      ],
      toDOM: (node) => ["sup", citationDomAttrs(node)],
      leafText: () => "\uFFFC",
    },
    hard_break: {
      group: "inline",
      inline: true,
      selectable: false,
      parseDOM: [{ tag: "br" }],
      toDOM: () => ["br"],
      leafText: () => "\n",
    },
  },
  marks: {
    link: {
      attrs: { href: { validate: checkHref } },
      inclusive: false,
      parseDOM: [
        {
          tag: "a[href]",
          getAttrs: (dom: HTMLElement) =>
            isSafeHref(dom.getAttribute("href")) ? { href: dom.getAttribute("href") } : false,
        },
      ],
      toDOM: (mark) => ["a", { href: mark.attrs.href as string, rel: "noopener noreferrer nofollow" }, 0],
    },
    em: { parseDOM: [{ tag: "i" }, { tag: "em" }, { style: "font-style=italic" }], toDOM: () => ["em", 0] },
    strong: {
      parseDOM: [{ tag: "strong" }, { tag: "b" }, { style: "font-weight=bold" }],
      toDOM: () => ["strong", 0],
    },
  },
});

/** How the clipboard carries a citation. */
export function citationDomAttrs({ attrs }: Node): Record<string, string> {
  const { referenceId, locator } = attrs as { referenceId: string; locator: string | null };
  return { "data-reference": referenceId, ...(locator ? { "data-locator": locator } : {}) };
}

function checkCsl(csl: unknown): void {
  if (csl !== null && !isCslItem(csl)) throw new RangeError("These are not the fields of a reference.");
}

function checkLocator(locator: unknown): void {
  const isPlace =
    typeof locator === "string" &&
    locator.trim() !== "" &&
    locator.length <= LONGEST_LOCATOR &&
    !/[\r\n]/.test(locator);
  if (locator !== null && !isPlace) throw new RangeError("This is not a place in a source.");
}

function checkHref(href: unknown): void {
  if (typeof href !== "string" || !isSafeHref(href))
    throw new RangeError("A link may only lead to http, https or mailto.");
}
