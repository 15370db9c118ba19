import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryArticle } from "../testing/arbitraries";
import { toDocx, type CleanDocxOptions } from "./clean";
import {
  all,
  attribute,
  childElements,
  paragraphText,
  parseXml,
  partsOf,
  styleOf,
} from "../testing/docx-reading";
import { draftOf, type DraftSource } from "../draft";
import type { DraftInline } from "../inline";
import type { ParagraphDto } from "../../contract";
import type { DraftNotice } from "../notice";
import type { DraftNotes } from "../../contract";
import {
  article,
  body,
  byline,
  cite,
  heading,
  link,
  reference,
  sample,
  step,
  title,
} from "../testing/articles";
import { inconsistencies } from "../testing/docx-consistency";

async function open(source: DraftSource, notice?: DraftNotice, options: CleanDocxOptions = {}) {
  const file = await toDocx(source, notice, options);
  const parts = partsOf(file);
  const xml = (name: string) => parseXml(parts[name]!);
  const place = options.notes ?? "endnotes";
  return { file, parts, xml, document: xml("word/document.xml"), notes: xml(`word/${place}.xml`) };
}

const PLACES = ["endnotes", "footnotes"] as const;

describe("toDocx", () => {
  it("holds these parts and no others", async () => {
    const { parts } = await open(sample());
    expect(Object.keys(parts).sort()).toEqual([
      "[Content_Types].xml",
      "_rels/.rels",
      "docProps/app.xml",
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

  it.each(PLACES)("hangs together, with %s", async (notes) => {
    const { file } = await open(sample(), { openFlags: 1 }, { notes });
    expect(inconsistencies(file)).toEqual([]);
  });

  it("is the same file for the same article", async () => {
    expect(await toDocx(sample())).toEqual(await toDocx(sample()));
  });

  it("says title, bylines and language in its properties, and what made it", async () => {
    const core = (await open(sample())).xml("docProps/core.xml").documentElement!;
    expect(childElements(core).map((one) => [one.tagName, one.textContent])).toEqual([
      ["dc:title", "Rivers & <Borders>"],
      ["dc:creator", "Lena Hartmann; Reza Karimi"],
      ["dc:language", "en-GB"],
    ]);
    const app = (await open(sample())).xml("docProps/app.xml").documentElement!;
    expect(childElements(app).map((one) => [one.tagName, one.textContent])).toEqual([
      ["Application", "Galley"],
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

  it.each(PLACES)(
    "has one of the %s a reference, numbered by first citation, and cross-references for the others",
    async (place) => {
      const { document, notes } = await open(sample(), undefined, { notes: place });
      const note = place.slice(0, -1);
      const entries = all(notes, `w:${note}`);
      expect(entries.map((one) => attribute(one, "w:id"))).toEqual(["-1", "0", "1", "2", "3"]);
      expect(entries.slice(2).map((one) => paragraphText(all(one, "w:p")[0]!))).toEqual([
        " B. Writer, Report no. 5.",
        " A. Author, A Book, 2019. https://example.org/a_b(c).",
        " سازمان آب، گزارش سالانه، ۱۴۰۱.",
      ]);
      expect(entries.map((one) => all(one, `w:${note}Ref`).length)).toEqual([0, 0, 1, 1, 1]);
      const cited = all(document, `w:${note}Reference`).map((one) => attribute(one, "w:id"));
      expect(cited).toEqual(["1", "2", "3"]);
      expect(all(document, "w:instrText").map((field) => field.textContent?.trim())).toEqual([
        "NOTEREF _RefNote1 \\f \\h",
        "NOTEREF _RefNote2 \\f \\h",
        "NOTEREF _RefNote3 \\f \\h",
      ]);
      const bookmarks = all(document, "w:bookmarkStart").map((mark) => attribute(mark, "w:name"));
      expect(bookmarks).toEqual(["_RefNote1", "_RefNote2", "_RefNote3"]);
      expect(paragraphText(all(document, "w:p").at(-3)!)).toBe("See again2, 3.");
    },
  );

  it.each(PLACES)("numbers %s in figures", async (notes) => {
    const { document, xml } = await open(sample(), undefined, { notes });
    for (const part of [document, xml("word/settings.xml")])
      expect(all(part, "w:numFmt").map((format) => attribute(format, "w:val"))).toEqual(["decimal"]);
  });

  it("has no heading over a list that is at the foot of the pages, nor loses one over anything else", async () => {
    const cited = [
      title("T"),
      body("One", cite("a"), "."),
      heading(2, "Sources"),
      reference("a", "A. 1999."),
    ];
    const lines = async (notes: DraftNotes, ...paragraphs: ParagraphDto[]) =>
      all((await open(article(...paragraphs), undefined, { notes })).document, "w:p").map(paragraphText);
    expect(await lines("footnotes", ...cited)).toEqual(["T", "One1."]);
    expect(await lines("endnotes", ...cited)).toEqual(["T", "One1.", "Sources"]);
    const unread = reference("u", "U. 2001.");
    expect(await lines("footnotes", ...cited, unread)).toEqual(["T", "One1.", "Sources", "U. 2001."]);
    const noted = cited.with(2, heading(2, "Sources", cite("a")));
    expect(await lines("footnotes", ...noted)).toEqual(["T", "One1.", "Sources1"]);
    expect(await lines("footnotes", title("T"), body("One."), heading(2, "End"))).toEqual([
      "T",
      "One.",
      "End",
    ]);
  });

  it("formats by styles alone: beside them there is strong and em", async () => {
    const { document } = await open(sample());
    const properties = ["w:pPr", "w:rPr"].flatMap((name) => all(document, name)).flatMap(childElements);
    const allowed = /^w:(pStyle|numPr|bidi|rStyle|b|bCs|i|iCs|rtl|lang)$/;
    expect(properties.map(({ tagName }) => tagName).filter((name) => !allowed.test(name))).toEqual([]);
  });

  it("says of each paragraph's words what they are in, where that is not what the file's are", async () => {
    const { document } = await open(
      article(
        title("T"),
        body("Он сказал: нет"),
        body("قال الوزير إن الاتفاقية مهمة"),
        body("رودخانه‌ها چه می‌گویند"),
      ),
    );
    const languages = all(document, "w:p").map((paragraph) =>
      all(paragraph, "w:lang").map((one) => attribute(one, "w:val") ?? attribute(one, "w:bidi")),
    );
    expect(languages).toEqual([[], ["ru-RU"], ["ar-SA"], []]);
  });

  it.each([
    ["fa", "T", 1],
    ["en-GB", "گزارش", 1],
    ["en-GB", "Report", 0],
  ])("reads from right to left for an article in %s with the title %s: %s", async (language, words, bidi) => {
    const { document } = await open({ ...article(title(words), byline("L")), language });
    expect(all(all(document, "w:sectPr")[0]!, "w:bidi")).toHaveLength(bidi);
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
    expect(all(document, "w:numId").map((one) => attribute(one, "w:val"))).toEqual(["3", "3", "4"]);
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

  it("says a notice on every page: in the header, and under endnotes, which may be pages without one", async () => {
    const { document, notes, xml } = await open(sample(), { openFlags: 4 });
    const notice = "Not a clean draft: 4 flags are still open";
    expect(all(xml("word/header1.xml"), "w:p").map(paragraphText)).toEqual([notice]);
    expect(all(document, "w:headerReference").map((one) => attribute(one, "w:type"))).toEqual(["default"]);
    expect(all(document, "w:titlePg")).toEqual([]);
    expect(paragraphText(all(notes, "w:p").at(-1)!)).toBe(notice);
    const onPage = await open(sample(), { openFlags: 4 }, { notes: "footnotes" });
    expect(all(onPage.notes, "w:p").map(paragraphText)).not.toContain(notice);
    expect(all(onPage.xml("word/header1.xml"), "w:p").map(paragraphText)).toEqual([notice]);
  });

  it("opens with nothing in it, and with an empty reference", async () => {
    expect(all((await open(article())).document, "w:p")).toHaveLength(1);
    const { notes } = await open(article(title("T"), body(cite("a")), reference("a", "")));
    expect(all(notes, "w:endnote")).toHaveLength(3);
  });

  it.each(PLACES)(
    "hangs together, and holds what was written, whatever that is, with %s",
    async (place) => {
      await fc.assert(
        fc.asyncProperty(arbitraryArticle, async (source) => {
          const { file, document, notes } = await open(source, undefined, { notes: place });
          expect(inconsistencies(file)).toEqual([]);
          const { blocks, references } = draftOf(source);
          const written = blocks
            .flatMap((block) =>
              "inlines" in block ? [block.inlines] : "items" in block ? block.items : block.paragraphs,
            )
            .map(text);
          if (references.heading) written.push(references.heading);
          written.push(...references.uncited.map(text));
          const isListElsewhere =
            place === "footnotes" && references.cited.length > 0 && references.uncited.length === 0;
          const lines = all(document, "w:p").map(paragraphText);
          if (isListElsewhere) expect(written.slice(0, lines.length)).toEqual(lines);
          else expect(lines).toEqual(written.length ? written : [""]);
          const note = place.slice(0, -1);
          expect(
            all(notes, `w:${note}`)
              .slice(2)
              .map((one) => paragraphText(one)),
          ).toEqual(references.cited.map((inlines) => ` ${text(inlines)}`));
          const numbers = all(document, `w:${note}Reference`).map((one) => Number(attribute(one, "w:id")));
          expect(numbers).toEqual(references.cited.map((_, index) => index + 1));
        }),
        { numRuns: 60 },
      );
    },
    120_000,
  );
});

const text = (inlines: DraftInline[]) =>
  inlines
    .map((inline, index) => {
      if (inline.type === "text") return inline.text;
      if (inline.type === "break") return "\n";
      return `${inlines[index - 1]?.type === "citation" ? ", " : ""}${inline.number}`;
    })
    .join("");
