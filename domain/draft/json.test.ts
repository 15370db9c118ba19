import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CslItem } from "../reference/csl";
import { arbitraryArticle } from "./testing/arbitraries";
import { draftOf } from "./draft";
import { toJson, type JsonArticle, type JsonText } from "./json";
import { plainText } from "./inline";
import {
  article,
  body,
  both,
  byline,
  cite,
  link,
  paragraph,
  quote,
  reference,
  sample,
  step,
  title,
} from "./testing/articles";

const FACTS = { id: "an-id", version: 7, hash: "c0ffee" };
const textsOf = ({ blocks, references }: JsonArticle): JsonText[] => [
  ...blocks.flatMap((block) =>
    "content" in block ? [block] : "items" in block ? block.items : block.paragraphs,
  ),
  ...references,
];

describe("toJson", () => {
  it("is what docs/formats.md says, key by key", () => {
    const csl: CslItem = { type: "book", title: "A Book", issued: { "date-parts": [[2019]] } };
    const source = article(
      title("Rivers"),
      byline("Lena Hartmann, Institute for Rivers"),
      paragraph("standfirst", ["What they owe."]),
      body(
        "It was ",
        both("dry"),
        { type: "citation", attrs: { referenceId: "a", locator: "12" } },
        ", says ",
        link("the report", "https://example.org/r"),
        { type: "hard_break" },
        "(1).",
      ),
      paragraph("heading", ["Upstream"], { level: 3 }),
      quote("Nobody asked."),
      quote("هیچ‌کس."),
      step("first"),
      { ...reference("a", "A. Author, A Book. https://example.org/a."), attrs: { csl } },
      reference("b", "B. Never cited."),
    );
    expect(toJson(source, FACTS)).toEqual({
      format: "galley.article",
      formatVersion: 1,
      id: "an-id",
      version: 7,
      hash: "c0ffee",
      language: "en-GB",
      direction: "ltr",
      title: "Rivers",
      standfirst: "What they owe.",
      bylines: [{ name: "Lena Hartmann", role: "Institute for Rivers" }],
      citationStyle: "numbered",
      notice: null,
      blocks: [
        { kind: "title", direction: "ltr", content: [{ type: "text", text: "Rivers" }] },
        {
          kind: "byline",
          direction: "ltr",
          content: [{ type: "text", text: "Lena Hartmann, Institute for Rivers" }],
        },
        { kind: "standfirst", direction: "ltr", content: [{ type: "text", text: "What they owe." }] },
        {
          kind: "body",
          direction: "ltr",
          content: [
            { type: "text", text: "It was " },
            { type: "text", text: "dry", marks: [{ type: "strong" }, { type: "em" }] },
            { type: "citation", reference: 1, text: "[1:12]", locator: "12" },
            { type: "text", text: ", says " },
            {
              type: "text",
              text: "the report",
              marks: [{ type: "link", href: "https://example.org/r" }],
            },
            { type: "break" },
            { type: "text", text: "(1)." },
          ],
        },
        { kind: "heading", level: 3, direction: "ltr", content: [{ type: "text", text: "Upstream" }] },
        {
          kind: "quote",
          paragraphs: [
            { direction: "ltr", content: [{ type: "text", text: "Nobody asked." }] },
            { direction: "rtl", content: [{ type: "text", text: "هیچ‌کس." }] },
          ],
        },
        {
          kind: "list",
          ordered: true,
          items: [{ direction: "ltr", content: [{ type: "text", text: "first" }] }],
        },
      ],
      references: [
        {
          number: 1,
          cited: true,
          text: "A. Author, A Book. https://example.org/a.",
          url: "https://example.org/a",
          csl,
          direction: "ltr",
          content: [
            { type: "text", text: "A. Author, A Book. " },
            {
              type: "text",
              text: "https://example.org/a",
              marks: [{ type: "link", href: "https://example.org/a" }],
            },
            { type: "text", text: "." },
          ],
        },
        {
          number: null,
          cited: false,
          text: "B. Never cited.",
          url: null,
          csl: null,
          direction: "ltr",
          content: [{ type: "text", text: "B. Never cited." }],
        },
      ],
    });
  });

  it("reads citations by author and date, whose entries have no numbers but their own fields", () => {
    const cslOf = (family: string, year: number): CslItem => ({
      type: "book",
      author: [{ family }],
      issued: { "date-parts": [[year]] },
    });
    const json = toJson(
      {
        ...article(
          title("T"),
          body("So it is", cite("m"), cite("a"), "."),
          { ...reference("m", "Mehta, R. (2021) A Book."), attrs: { csl: cslOf("Mehta", 2021) } },
          { ...reference("a", "Abt, C. (2001) Another."), attrs: { csl: cslOf("Abt", 2001) } },
        ),
        citationStyle: "author_date",
      },
      FACTS,
    );
    expect(json.references.map(({ number, text, csl }) => [number, text, csl?.author?.[0]?.family])).toEqual([
      [null, "Abt, C. (2001) Another.", "Abt"],
      [null, "Mehta, R. (2021) A Book.", "Mehta"],
    ]);
    expect(json.blocks[1]).toMatchObject({
      content: [
        { type: "text", text: "So it is (" },
        { type: "citation", reference: 2, text: "Mehta 2021" },
        { type: "text", text: "; " },
        { type: "citation", reference: 1, text: "Abt 2001" },
        { type: "text", text: ")." },
      ],
    });
  });

  it("says a notice", () => {
    expect(toJson(sample(), FACTS, { openFlags: 2 }).notice).toBe(
      "Not a clean draft: 2 flags are still open",
    );
  });

  it("never loses a word, and cites what is there", () => {
    fc.assert(
      fc.property(arbitraryArticle, (source) => {
        const json = toJson(source, FACTS);
        expect(JSON.parse(JSON.stringify(json))).toEqual(json);
        const { blocks, references } = draftOf(source);
        const drafted = [
          ...blocks.flatMap((block) =>
            "inlines" in block ? [block.inlines] : "items" in block ? block.items : block.paragraphs,
          ),
          ...references.cited,
          ...references.uncited,
        ];
        const typed = textsOf(json).map(({ content }) =>
          content.map((inline) => (inline.type === "text" ? inline.text : "")).join(""),
        );
        const withoutBreaks = (words: string) => words.replace(/\s/g, "");
        expect(typed.map(withoutBreaks)).toEqual(drafted.map((inlines) => withoutBreaks(plainText(inlines))));
        for (const inline of textsOf(json).flatMap(({ content }) => content))
          if (inline.type === "citation") {
            expect(json.references[inline.reference - 1]).toMatchObject({
              cited: true,
              number: inline.reference,
            });
          }
      }),
      { numRuns: 200 },
    );
  });
});
