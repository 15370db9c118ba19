import fc from "fast-check";
import type { Element, Nodes, Root } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import { isSafeHref } from "../article/safe-href";
import { arbitraryArticle } from "./testing/arbitraries";
import { draftOf } from "./draft";
import { toHtml } from "./html";
import { article, body, bullet, cite, heading, link, reference, sample, title } from "./testing/articles";

const read = (html: string): Root => unified().use(rehypeParse).parse(html);

function elements(node: Nodes): Element[] {
  const children = "children" in node ? node.children.flatMap(elements) : [];
  return node.type === "element" ? [node, ...children] : children;
}

const textOf = (node: Nodes): string =>
  node.type === "text" ? node.value : "children" in node ? node.children.map(textOf).join("") : "";
const named = (node: Nodes, ...names: string[]) =>
  elements(node).filter(({ tagName }) => names.includes(tagName));
const main = (html: string) => named(read(html), "main")[0]!;

describe("toHtml", () => {
  const page = toHtml(sample());

  it("is a whole page in the article's language that loads and runs nothing", () => {
    const tree = read(page);
    expect(page.startsWith("<!doctype html>")).toBe(true);
    expect(named(tree, "html")[0]!.properties).toMatchObject({ lang: "en-GB", dir: "ltr" });
    expect(textOf(named(tree, "title")[0]!)).toBe("Rivers & <Borders>");
    expect(named(tree, "script", "link", "img", "iframe", "object", "base")).toEqual([]);
    expect(page).not.toMatch(/@import|url\(/);
  });

  it("has the structure of an article", () => {
    const [root] = named(main(page), "article");
    const shape = root!.children.flatMap((child) => (child.type === "element" ? child.tagName : []));
    expect(shape.join(" ")).toBe("header p h2 p blockquote ul h3 ol p p section");
    expect(
      named(root!, "header")[0]!.children.flatMap((child) => ("tagName" in child ? child.tagName : [])),
    ).toEqual(["h1", "p", "p", "p"]);
  });

  it("leads from each citation to its reference and back to the first", () => {
    const links = named(main(page), "a").map(({ properties }) => [properties.id, properties.href]);
    expect(links.filter(([id]) => id)).toEqual([
      ["citation-1", "#reference-1"],
      ["citation-2", "#reference-2"],
      ["citation-1-2", "#reference-1"],
      ["citation-3", "#reference-3"],
      ["citation-2-2", "#reference-2"],
      ["citation-3-2", "#reference-3"],
    ]);
    expect(links.filter(([, href]) => String(href).startsWith("#citation"))).toHaveLength(3);
    const ids = new Set(elements(main(page)).map(({ properties }) => properties.id));
    for (const [, href] of links)
      if (String(href).startsWith("#")) expect(ids).toContain(String(href).slice(1));
  });

  it("lets every block find its own direction", () => {
    for (const block of named(main(page), "h1", "h2", "h3", "p", "blockquote"))
      expect(block.properties.dir).toBe("auto");
  });

  it("turns an item of another direction inside its list", () => {
    const html = toHtml(article(title("T"), bullet("one"), bullet("دو")));
    expect(html).toContain('<ul dir="ltr">\n<li>one</li>\n<li><bdi dir="rtl">دو</bdi></li>');
    expect(toHtml(article(title("عنوان"), bullet("یک")))).toContain('<ul dir="rtl">\n<li>یک</li>');
  });

  it("puts the article's own heading over the references", () => {
    const html = toHtml(
      article(title("T"), body("x", cite("a")), heading(2, "Sources"), reference("a", "A")),
    );
    expect(textOf(named(read(html), "section")[0]!).trim()).toMatch(/^Sources\s+A ↩$/);
  });

  it("says a notice on the page and on every printed one", () => {
    const html = toHtml(sample(), { openFlags: 2 });
    expect(html).toContain(
      'role="note" lang="en" dir="ltr"><p>Not a clean draft: 2 flags are still open</p>',
    );
    expect(page).not.toContain("Not a clean draft");
    // What is repeated on every printed page is a table's head (seen in Chromium).
    expect(html).toMatch(/@media print[^]*\.banner \{[^}]*display: table-header-group/);
  });

  it("escapes everything, and follows nothing unsafe", () => {
    const evil = `"><script>alert(1)</script>`;
    const html = toHtml({
      ...article(
        title(evil),
        body(evil, link("x", `https://a.org/${evil}`), link("y", "javascript:alert(1)")),
      ),
      language: evil,
    });
    expect(named(read(html), "script")).toEqual([]);
    expect(named(read(html), "a").map(({ properties }) => properties.href)).toEqual([
      `https://a.org/${evil}`,
    ]);
  });

  it("is read as what was written, whatever characters and marks there are", () => {
    fc.assert(
      fc.property(arbitraryArticle, (source) => {
        const tree = main(toHtml(source));
        const { blocks, references } = draftOf(source);
        const words = [
          ...blocks.flatMap((block) =>
            "inlines" in block ? [block.inlines] : "items" in block ? block.items : block.paragraphs,
          ),
          ...(references.heading ? [[{ type: "text" as const, text: references.heading }]] : []),
          ...references.cited.map((inlines) => [...inlines, { type: "text" as const, text: "↩" }]),
          ...references.uncited,
        ]
          .flat()
          .map((inline) =>
            inline.type === "text" ? inline.text : inline.type === "citation" ? `[${inline.number}]` : "",
          );
        expect(textOf(tree).replace(/\s/g, "")).toBe(words.join("").replace(/\s/g, ""));
        for (const { properties } of named(tree, "a"))
          expect(String(properties.href).startsWith("#") || isSafeHref(String(properties.href))).toBe(true);
        expect(
          named(tree, "a").flatMap((anchor) => anchor.children.flatMap((child) => named(child, "a"))),
        ).toEqual([]);
      }),
      { numRuns: 100 },
    );
  }, 30_000);
});
