import type { Element, Nodes, Properties } from "hast";
import type { MarkJson, ParagraphKind } from "../article/kinds";
import { isSafeHref } from "../article/schema";

/** What holds no text for a reader. */
export const SILENT = new Set([
  "script",
  "style",
  "template",
  "title",
  "head",
  "svg",
  "iframe",
  "object",
  "embed",
  "canvas",
]);
/** What parts paragraphs, and the kind that it makes of them. */
export const BLOCKS: Record<string, ParagraphKind | null> = Object.fromEntries([
  ...[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "address",
    "figure",
    "figcaption",
  ].map((tag) => [tag, null]),
  ...[
    "body",
    "html",
    "form",
    "fieldset",
    "details",
    "summary",
    "center",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
  ].map((tag) => [tag, null]),
  ...["ul", "ol", "dl", "dt", "dd", "pre", "hr"].map((tag) => [tag, null]),
  ...["h1", "h2", "h3", "h4", "h5", "h6"].map((tag) => [tag, "heading"]),
  ["blockquote", "quote"],
  ["li", "list_item"],
  ["tr", "body"],
]);

/** The arrow that leads from a note back to its marker. */
export function isBacklink(node: Element): boolean {
  return (
    node.tagName === "a" &&
    String(node.properties.href ?? "").includes("#") &&
    /^\s*[↩↑^⏎]\ufe0e?\s*$/.test(textOf(node))
  );
}

/** Whether paragraphs begin inside an element. */
export const holdsBlock = (node: Element): boolean =>
  node.children.some((child) => child.type === "element" && (child.tagName in BLOCKS || holdsBlock(child)));

/** The text inside an element. */
export function textOf(node: Nodes): string {
  if (node.type === "text") return node.value;
  if (node.type === "element" && SILENT.has(node.tagName)) return "";
  return "children" in node ? node.children.map(textOf).join("") : "";
}

/** The marks of the words inside an element, by its name and its style. */
export function marksOf(tag: string, properties: Properties, style: string, marks: MarkJson[]): MarkJson[] {
  const add = (mark: MarkJson) => [...marks.filter(({ type }) => type !== mark.type), mark];
  if (tag === "a") {
    const href = properties.href;
    return typeof href === "string" && isSafeHref(href) ? add({ type: "link", attrs: { href } }) : marks;
  }
  if (/font-weight:\s*(?:normal|400)/.test(style)) return marks.filter(({ type }) => type !== "strong");
  if (tag === "strong" || tag === "b" || /font-weight:\s*(?:bold|[6-9]00)/.test(style))
    return add({ type: "strong" });
  if (tag === "em" || tag === "i" || /font-style:\s*italic/.test(style)) return add({ type: "em" });
  return marks;
}
