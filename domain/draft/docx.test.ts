import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryArticle } from "./testing/arbitraries";
import { toDocx } from "./docx";
import {
  all,
  attribute,
  childElements,
  paragraphText,
  parseXml,
  partsOf,
  styleOf,
} from "./testing/docx-reading";
import { draftOf, type DraftSource } from "./draft";
import type { DraftInline } from "./inline";
import type { DraftNotice } from "./notice";
import { article, body, cite, link, reference, sample, step, title } from "./testing/articles";

async function open(source: DraftSource, notice?: DraftNotice) {
  const parts = partsOf(await toDocx(source, notice));
  const xml = (name: string) => parseXml(parts[name]!);
  return { parts, xml, document: xml("word/document.xml"), endnotes: xml("word/endnotes.xml") };
}

/** The orders of ISO/IEC 29500 for those elements we write: Word takes no other. */
const ORDERS: Record<string, string[]> = {
  "w:pPr": "pStyle keepNext keepLines numPr bidi spacing ind contextualSpacing jc outlineLvl".split(" "),
  "w:rPr": "rStyle rFonts b bCs i iCs color sz szCs u vertAlign rtl lang".split(" "),
  "w:sectPr": "headerReference endnotePr pgSz pgMar bidi".split(" "),
  "w:style": "name basedOn next uiPriority semiHidden qFormat pPr rPr".split(" "),
  "w:settings": "defaultTabStop characterSpacingControl endnotePr compat decimalSymbol listSeparator".split(
    " ",
  ),
};

describe("toDocx", () => {
  it("holds these parts and no others", async () => {
    const { parts } = await open(sample());
    expect(Object.keys(parts).sort()).toEqual([
      "[Content_Types].xml",
      "_rels/.rels",
      "docProps/core.xml",
      "word/_rels/document.xml.rels",
      "word/_rels/endnotes.xml.rels",
      "word/document.xml",
      "word/endnotes.xml",
      "word/numbering.xml",
      "word/settings.xml",
      "word/styles.xml",
    ]);
    expect(Object.values(parts).join("")).not.toMatch(
      /w:rsid|w:ins |w:del |w:comment|dcterms|lastModifiedBy/,
    );
  });

  it("names every part in the content types, and every relationship's target is there", async () => {
    const { parts, xml } = await open(sample(), { openFlags: 1 });
    const named = all(xml("[Content_Types].xml"), "Override").map((part) =>
      attribute(part, "PartName")!.slice(1),
    );
    expect(named.sort()).toEqual(
      Object.keys(parts)
        .filter((name) => !/rels$|Types/.test(name))
        .sort(),
    );
    const targets = all(xml("word/_rels/document.xml.rels"), "Relationship")
      .filter((one) => attribute(one, "TargetMode") !== "External")
      .map((one) => `word/${attribute(one, "Target")}`);
    for (const target of targets) expect(parts).toHaveProperty([target]);
  });

  it("is the same file for the same article", async () => {
    expect(await toDocx(sample())).toEqual(await toDocx(sample()));
  });

  it("says title and bylines in its properties", async () => {
    const core = (await open(sample())).xml("docProps/core.xml").documentElement!;
    expect(childElements(core).map((one) => [one.tagName, one.textContent])).toEqual([
      ["dc:title", "Rivers & <Borders>"],
      ["dc:creator", "Lena Hartmann; Reza Karimi"],
    ]);
  });

  it("has real styles, all of them defined", async () => {
    const { document, xml } = await open(sample());
    const used = all(document, "w:p").map(styleOf);
    expect(used).toEqual([
      ...["Title", "Byline", "Byline", "Subtitle", null, "Heading1", null, "Quote", "Quote"],
      ...["ListBullet", "ListBullet", "Heading2", "ListNumber", "ListNumber", null, null],
      ...["Heading1", "Bibliography"],
    ]);
    const defined = all(xml("word/styles.xml"), "w:style").map((style) => attribute(style, "w:styleId"));
    for (const style of used) if (style) expect(defined).toContain(style);
    for (const run of all(document, "w:rStyle")) expect(defined).toContain(attribute(run, "w:val"));
  });

  it("has one endnote a reference, numbered by first citation, and cross-references for the others", async () => {
    const { document, endnotes } = await open(sample());
    const notes = all(endnotes, "w:endnote");
    expect(notes.map((note) => attribute(note, "w:id"))).toEqual(["-1", "0", "1", "2", "3"]);
    expect(notes.slice(2).map((note) => paragraphText(all(note, "w:p")[0]!))).toEqual([
      " B. Writer, Report no. 5.",
      " A. Author, A Book, 2019. https://example.org/a_b(c).",
      " سازمان آب، گزارش سالانه، ۱۴۰۱.",
    ]);
    // A separator with a number in it is one that Word repairs.
    expect(notes.map((note) => all(note, "w:endnoteRef").length)).toEqual([0, 0, 1, 1, 1]);
    expect(all(document, "w:endnoteReference").map((one) => attribute(one, "w:id"))).toEqual(["1", "2", "3"]);
    expect(all(document, "w:instrText").map((field) => field.textContent?.trim())).toEqual([
      "NOTEREF _RefNote1 \\f \\h",
      "NOTEREF _RefNote2 \\f \\h",
      "NOTEREF _RefNote3 \\f \\h",
    ]);
    const bookmarks = all(document, "w:bookmarkStart").map((mark) => attribute(mark, "w:name"));
    expect(bookmarks).toEqual(["_RefNote1", "_RefNote2", "_RefNote3"]);
    expect(paragraphText(all(document, "w:p").at(-3)!)).toBe("See again2, 3.");
  });

  it("numbers endnotes in figures", async () => {
    const { document, xml } = await open(sample());
    for (const part of [document, xml("word/settings.xml")])
      expect(all(part, "w:numFmt").map((format) => attribute(format, "w:val"))).toEqual(["decimal"]);
  });

  it("marks right-to-left paragraphs and words, and the language of both directions", async () => {
    const { document, xml } = await open(sample());
    const persian = all(document, "w:p").filter((paragraph) => all(paragraph, "w:bidi").length);
    expect(persian.map(paragraphText)).toEqual(["رودخانه‌ها مرز نمی‌شناسند3، گفت Lena در ۱۴۰۲."]);
    const runs = all(persian[0]!, "w:r").map((run) => [paragraphText(run), all(run, "w:rtl").length]);
    expect(runs).toEqual([
      ["رودخانه‌ها مرز نمی‌شناسند", 1],
      ["3", 0],
      ["، گفت ", 1],
      ["Lena", 0],
      [" در ۱۴۰۲.", 1],
    ]);
    const [language] = all(xml("word/styles.xml"), "w:lang");
    expect([attribute(language!, "w:val"), attribute(language!, "w:bidi")]).toEqual(["en-GB", "fa-IR"]);
  });

  it("begins each numbered list at 1", async () => {
    const { document, xml } = await open(article(title("T"), step("a"), step("b"), body("x"), step("c")));
    expect(all(document, "w:numId").map((one) => attribute(one, "w:val"))).toEqual(["2", "2", "3"]);
    expect(all(xml("word/numbering.xml"), "w:startOverride").map((one) => attribute(one, "w:val"))).toEqual([
      "1",
      "1",
    ]);
  });

  it("keeps links as links where Word takes their address", async () => {
    const { document, xml } = await open(
      article(title("T"), body(link("one", "https://a.org/{x}"), " ", link("two", "https://a:b"))),
    );
    expect(all(document, "w:hyperlink").map(paragraphText)).toEqual(["one"]);
    const targets = all(xml("word/_rels/document.xml.rels"), "Relationship")
      .filter((one) => attribute(one, "TargetMode") === "External")
      .map((one) => attribute(one, "Target"));
    expect(targets).toEqual(["https://a.org/%7Bx%7D"]);
  });

  it("says a notice on every page: in the header, and under the notes", async () => {
    const { document, endnotes, xml } = await open(sample(), { openFlags: 4 });
    const notice = "Not a clean draft: 4 flags are still open";
    expect(all(xml("word/header1.xml"), "w:p").map(paragraphText)).toEqual([notice]);
    expect(all(document, "w:headerReference").map((one) => attribute(one, "w:type"))).toEqual(["default"]);
    expect(all(document, "w:titlePg")).toEqual([]);
    expect(paragraphText(all(endnotes, "w:p").at(-1)!)).toBe(notice);
  });

  it("opens with nothing in it, and with an empty reference", async () => {
    expect(all((await open(article())).document, "w:p")).toHaveLength(1);
    const { endnotes } = await open(article(title("T"), body(cite("a")), reference("a", "")));
    expect(all(endnotes, "w:endnote")).toHaveLength(3);
  });

  it("is well-formed, in Word's order, and holds what was written, whatever that is", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryArticle, async (source) => {
        const { parts, document, endnotes, xml } = await open(source);
        for (const name of Object.keys(parts)) {
          for (const [parent, order] of Object.entries(ORDERS))
            for (const element of all(xml(name), parent)) {
              const places = childElements(element).map((child) => order.indexOf(child.tagName.slice(2)));
              expect(places).toEqual(
                [...places].filter((place) => place >= 0).sort((one, other) => one - other),
              );
            }
        }
        const { blocks, references } = draftOf(source);
        const written = [
          ...blocks.flatMap((block) =>
            "inlines" in block ? [block.inlines] : "items" in block ? block.items : block.paragraphs,
          ),
        ].map(text);
        if (references.heading) written.push(references.heading);
        written.push(...references.uncited.map(text));
        expect(all(document, "w:p").map(paragraphText)).toEqual(written.length ? written : [""]);
        expect(
          all(endnotes, "w:endnote")
            .slice(2)
            .map((note) => paragraphText(note)),
        ).toEqual(references.cited.map((inlines) => ` ${text(inlines)}`));
        const numbers = all(document, "w:endnoteReference").map((one) => Number(attribute(one, "w:id")));
        expect(numbers).toEqual(references.cited.map((_, index) => index + 1));
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

const text = (inlines: DraftInline[]) =>
  inlines
    .map((inline, index) => {
      if (inline.type === "text") return inline.text;
      if (inline.type === "break") return "\n";
      return `${inlines[index - 1]?.type === "citation" ? ", " : ""}${inline.number}`;
    })
    .join("");
