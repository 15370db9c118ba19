import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { referenceNumbers } from "../article/references";
import { arbitraryArticle } from "./testing/arbitraries";
import { draftOf, type DraftBlock } from "./draft";
import { plainText, type DraftInline } from "./inline";
import {
  article,
  body,
  br,
  bullet,
  cite,
  heading,
  link,
  quote,
  reference,
  step,
  strong,
  title,
} from "./testing/articles";

const contentOf = (block: DraftBlock | undefined): DraftInline[] =>
  !block
    ? []
    : "inlines" in block
      ? block.inlines
      : "items" in block
        ? block.items.flat()
        : block.paragraphs.flat();
const inlinesOf = (...content: Parameters<typeof body>) =>
  contentOf(draftOf(article(body(...content), reference("a", "A"), reference("b", "B"))).blocks[0]);
const shapeOf = (...content: Parameters<typeof body>) =>
  inlinesOf(...content).map((inline) =>
    inline.type === "text"
      ? inline.text
      : inline.type === "break"
        ? "/"
        : `[${inline.number}.${inline.occurrence}]`,
  );
const words = (lists: DraftInline[][]) => lists.map(plainText);

describe("draftOf", () => {
  it("numbers references by first citation and keeps the uncited apart, without a number", () => {
    const { references } = draftOf(
      article(
        body("x", cite("c"), cite("a"), cite("c")),
        reference("a", "A"),
        reference("b", "B"),
        reference("c", "C"),
      ),
    );
    expect(references).toMatchObject({ heading: "References" });
    expect(words(references.cited)).toEqual(["C", "A"]);
    expect(words(references.uncited)).toEqual(["B"]);
  });

  it("counts the citations of one reference", () => {
    expect(shapeOf("x", cite("a"), cite("b"), cite("a"))).toEqual(["x", "[1.1]", "[2.1]", "[1.2]"]);
  });

  it("prints nothing for a citation whose reference is gone", () => {
    expect(shapeOf("before", cite("gone"), " after")).toEqual(["before after"]);
    expect(draftOf(article(body(cite("gone")), body("x"))).blocks).toHaveLength(1);
  });

  it("uses the article's own heading over its references", () => {
    const source = article(body("x"), heading(2, "Bibliography"), reference("a", "A"));
    expect(draftOf(source).references.heading).toBeNull();
  });

  it("has no heading where there are no references, and one in the article's language where there are", () => {
    expect(draftOf(article(body("x"))).references.heading).toBeNull();
    const source = { ...article(body("x"), reference("a", "A")), language: "fa-IR" };
    expect(draftOf(source).references.heading).toBe("منابع");
  });

  it("makes one quotation of neighbouring quotes, and one list of neighbouring items of one sort", () => {
    const { blocks } = draftOf(
      article(quote("a"), quote("b"), bullet("c"), bullet("d"), step("e"), body("f")),
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(["quote", "list", "list", "body"]);
  });

  it("leaves out empty paragraphs", () => {
    expect(draftOf(article(title(""), body(" "), body(br), body("x"))).blocks).toHaveLength(1);
  });

  it("trims lines, keeps breaks, and drops what no format can hold", () => {
    expect(shapeOf(" one ", br, " two\u0007\ufffc\nthree\t", br)).toEqual(["one", "/", "two", "/", "three"]);
    expect(shapeOf("a\ud800b")).toEqual(["a\ufffdb"]);
  });

  it("never lets a mark begin or end with a space", () => {
    expect(
      inlinesOf("a", strong(" b "), "c").map((inline) => [
        inline.type === "text" && inline.text,
        inline.strong,
      ]),
    ).toEqual([
      ["a ", false],
      ["b", true],
      [" c", false],
    ]);
  });

  it("makes links of addresses, and of nothing unsafe", () => {
    const hrefs = inlinesOf("See https://example.org/a_(b). Or ", link("this", "javascript:alert(1)"), ".");
    expect(hrefs.map(({ href }) => href)).toEqual([null, "https://example.org/a_(b)", null]);
  });

  it("never loses a word", () => {
    fc.assert(
      fc.property(arbitraryArticle, (source) => {
        const { blocks, references } = draftOf(source);
        const drafted = [...blocks.map(contentOf), ...references.cited, ...references.uncited].map(letters);
        const entries = new Set(
          source.paragraphs.filter(({ kind }) => kind === "reference").map(({ id }) => id),
        );
        const typed = source.paragraphs.map(({ content }) =>
          content.map((node) => (node.type === "text" ? node.text : "")).join(""),
        );
        expect(entries.size).toBe(references.cited.length + references.uncited.length);
        expect(sortedLetters(drafted.join(""))).toBe(sortedLetters(typed.join("")));
      }),
      { numRuns: 200 },
    );
  });

  it("numbers 1 … n without a gap, in the order of first appearance", () => {
    fc.assert(
      fc.property(arbitraryArticle, (source) => {
        const { blocks, references } = draftOf(source);
        const first = blocks
          .flatMap(contentOf)
          .flatMap((inline) =>
            inline.type === "citation" && inline.occurrence === 1 ? [inline.number] : [],
          );
        expect(first).toEqual(references.cited.map((_, index) => index + 1));
        expect(first).toHaveLength(referenceNumbers(source.paragraphs).size);
      }),
      { numRuns: 200 },
    );
  });
});

const letters = (inlines: DraftInline[]) =>
  inlines.map((inline) => (inline.type === "text" ? inline.text : "")).join("");
/** Visible characters, in any order: the list of references is in another order than its paragraphs. */
const sortedLetters = (text: string) =>
  [...text.replace(/\p{Cs}/gu, "\ufffd")]
    .filter((character) => /[^\s\p{Cc}\ufffc\ufffe\uffff]/u.test(character))
    .sort()
    .join("");
