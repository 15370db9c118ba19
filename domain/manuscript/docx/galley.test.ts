import { describe, expect, it } from "vitest";
import { PARAGRAPH_KINDS } from "../../article/kinds";
import { flagBookmark, IDENTITY_PROPERTIES, paragraphBookmark } from "../../docx/identity";
import { styleOfParagraph } from "../../docx/styles";
import { uuid } from "../../testing";
import { checkDocument, outline } from "../testing";
import {
  bold,
  comment,
  del,
  flagsOf,
  ins,
  note,
  noteMark,
  on,
  p,
  read,
  run,
  style,
  styled,
  warningsOf,
  type Parts,
} from "./testing/build";

const STYLES = [
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
  ...["Title", "Byline", "Subtitle", "Quote", "Bibliography"].map((id) =>
    style(id, id, '<w:basedOn w:val="Normal"/>'),
  ),
  style("Heading1", "heading 1"),
  style("Heading2", "heading 2"),
  style("ListBullet", "List Bullet"),
  style("ListNumber", "List Number"),
].join("");

const property = (name: string, value: string) =>
  `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="${name}"><vt:lpwstr>${value}</vt:lpwstr></property>`;
const custom = (version: string, view = "reviewed") =>
  '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">' +
  property(IDENTITY_PROPERTIES.article, uuid("article")) +
  property(IDENTITY_PROPERTIES.version, version) +
  property(IDENTITY_PROPERTIES.view, view) +
  "</Properties>";

/** Reads the blocks of a reviewed file of ours. */
const reviewed = (body: readonly string[], parts: Parts = {}) =>
  read(body, { styles: STYLES, ...parts, files: { "docProps/custom.xml": custom("7"), ...parts.files } });

let marks = 100;
const bookmark = (name: string, inside = "") => {
  const id = ++marks;
  return `<w:bookmarkStart w:id="${id}" w:name="${name}"/>${inside}<w:bookmarkEnd w:id="${id}"/>`;
};
const own = (name: string) => bookmark(paragraphBookmark(uuid(name)));
const flag = (name: string, inside: string) => bookmark(flagBookmark(uuid(name)), inside);
const cite = (name: string, text: string) =>
  `<w:hyperlink w:anchor="${paragraphBookmark(uuid(name))}">${run(text)}</w:hyperlink>`;

describe("a reviewed file of ours", () => {
  it("comes back letter for letter: nothing is guessed, joined or mended", () => {
    const result = reviewed([
      styled("Title", own("t"), " The  River "),
      styled("Byline", own("b"), "By A and B, Editors"),
      p(own("p1"), "the two states and"),
      p(own("p2"), "harran [1], see https://example.org/a -b"),
      p(own("p3")),
      p(own("p4"), bold("In Bold")),
      p(own("p5"), "- one", "<w:r><w:br/></w:r>", "  two "),
      styled("Heading2", own("h"), bold("References")),
      styled("Bibliography", own("r"), "1. Sattari, Mina."),
    ]);
    expect(outline(result)).toEqual([
      "title:  The  River ",
      "byline: By A and B, Editors",
      "body: the two states and",
      "body: harran [1], see https://example.org/a -b",
      "body: ",
      "body: In Bold",
      "body: - one\n  two ",
      "heading: References",
      "reference: 1. Sattari, Mina.",
    ]);
    expect(result.manuscript.paragraphs[7]).toMatchObject({
      attrs: { level: 3 },
      content: [{ marks: [{ type: "strong" }] }],
    });
    expect([result.repairs, result.warnings, result.flags]).toEqual([[], [], []]);
    checkDocument(result);
  });

  it("says which article it is of, and which paragraphs are which", () => {
    const { galley } = reviewed([
      styled("Title", own("t"), "River"),
      p(own("a"), own("b"), "Joined."),
      p("New."),
      p(own("a"), "Copied."),
    ]);
    expect(galley).toMatchObject({ articleId: uuid("article"), version: 7, view: "reviewed" });
    expect(galley!.paragraphs).toEqual([
      { id: uuid("t"), paragraphKey: "L1" },
      { id: uuid("a"), paragraphKey: "L2" },
      { id: uuid("b"), paragraphKey: "L2" },
      { id: uuid("a"), paragraphKey: "L4" },
    ]);
  });

  it("says where the words of its flags are, and where those stood that are gone", () => {
    const { galley } = reviewed([
      styled("Title", own("t"), "River"),
      p(own("a"), "One ", flag("f1", run("two ") + flag("f2", run("three"))), " four", flag("f3", ""), "."),
    ]);
    expect(galley!.flags).toEqual([
      { id: uuid("f2"), paragraphKey: "L2", start: 8, end: 13 },
      { id: uuid("f1"), paragraphKey: "L2", start: 4, end: 13 },
      { id: uuid("f3"), paragraphKey: "L2", start: 18, end: 18 },
    ]);
  });

  it("has its citations as links to its references, and new notes as references", () => {
    const result = reviewed(
      [
        styled("Title", own("t"), "River"),
        p(
          own("a"),
          "So",
          cite("r1", "1:12"),
          " it",
          cite("r2", "(Demir 2022)"),
          " was",
          cite("gone", "3"),
          noteMark(1),
          ".",
        ),
        styled("Bibliography", own("r1"), "Sattari."),
        styled("Bibliography", own("r2"), "Demir."),
      ],
      { footnotes: note(1, "New.") },
    );
    expect(outline(result).slice(1)).toEqual([
      "body: So{L3} it{L4} was{L5}.",
      "reference: Sattari.",
      "reference: Demir.",
      "reference:  New.",
    ]);
    expect(result.manuscript.paragraphs[1]!.content[1]).toEqual({
      type: "citation",
      attrs: { referenceId: "L3", locator: "12" },
    });
    expect(result.galley!.citations.slice(0, 2)).toEqual([
      { paragraphKey: "L2", offset: 2, text: "1:12" },
      { paragraphKey: "L2", offset: 6, text: "(Demir 2022)" },
    ]);
    expect(warningsOf(result)).toEqual(["Left out a citation of references that are no longer in the file."]);
    checkDocument(result);
  });

  it("takes the words for words that LibreOffice puts into the link of a citation it rejected", () => {
    const link = (name: string, inside: string) =>
      `<w:hyperlink w:anchor="${paragraphBookmark(uuid(name))}">${inside}</w:hyperlink>`;
    const ends = '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>';
    const result = reviewed(
      [
        styled("Title", own("t"), "River"),
        p(
          own("a"),
          '<w:commentRangeStart w:id="1"/>',
          "So",
          link("r", ends + run(" it was in 1987")),
          link("r", ""),
          cite("r", "2"),
          ".",
        ),
        p(own("b"), "And", link("gone", run(" 12 others.")), link("r", run(" (Demir 2022) "))),
        p(
          own("c"),
          '<w:commentRangeStart w:id="2"/>',
          "Now",
          link("r", ends.replaceAll('"1"', '"2"') + run("1")),
        ),
        styled("Bibliography", own("r"), "Sattari."),
      ],
      { comments: comment(1, "Ann", "Really?") + comment(2, "Ann", "When?") },
    );
    expect(outline(result).slice(1)).toEqual([
      "body: So it was in 1987{L5}.",
      "body: And 12 others.{L5}",
      "body: Now{L5}",
      "reference: Sattari.",
    ]);
    expect(flagsOf(result)).toEqual(["comment “So” (Ann): Really?", "comment “Now” (Ann): When?"]);
    expect(warningsOf(result)).toEqual([]);
    checkDocument(result);
  });

  it("has its comments and changes on the very words they were put on", () => {
    const result = reviewed(
      [
        styled("Title", own("t"), "River"),
        p(
          own("a"),
          "They ",
          on(1, run("rec ")),
          del("Ann", "ie"),
          ins("Ann", "ei"),
          "ve ",
          on(2, cite("r", "1")),
          ".",
        ),
        styled("Bibliography", own("r"), "Sattari."),
      ],
      { comments: comment(1, "Ann", "Fact-check: Who?") + comment(2, "Bob", "Nice.") },
    );
    expect(flagsOf(result)).toEqual([
      "fact_check “rec ” (Ann): Who?",
      "typo “ie” → “ei” (Ann)",
      "comment “*” (Bob): Nice.",
    ]);
  });

  it("keeps what somebody added to it: paragraphs of any style, a second title, kinds that are corrected", () => {
    const body = [
      p(own("a"), "Text."),
      styled("Title", own("t"), "River"),
      styled("Title", "Another"),
      styled("Heading1", "New"),
      p(""),
    ];
    expect(outline(reviewed(body))).toEqual([
      "title: River",
      "body: Text.",
      "heading: Another",
      "heading: New",
    ]);
    const result = read(body, {
      styles: STYLES,
      files: { "docProps/custom.xml": custom("7") },
      corrections: { kinds: { L4: "quote" }, joins: ["L4"] },
    });
    expect(outline(result)).toEqual(["title: River", "body: Text.", "heading: Another New"]);
  });

  it("is like any other file without an article and a version that can be one", () => {
    const body = [p("The River"), p(bold("Bold")), p("It was so.")];
    for (const version of ["0", "x", "1.5"])
      expect(read(body, { files: { "docProps/custom.xml": custom(version) } })).not.toHaveProperty("galley");
    expect(read(body)).not.toHaveProperty("galley");
    expect(read(body, { files: { "docProps/custom.xml": custom("1", "odd") } }).galley!.view).toBe(
      "reviewed",
    );
  });
});

it.each(PARAGRAPH_KINDS)("reads the style that our files give a paragraph of kind %s", (kind) => {
  const attrs =
    kind === "heading"
      ? [{ level: 2 }, { level: 3 }]
      : kind === "list_item"
        ? [{ ordered: false }, { ordered: true }]
        : [{}];
  for (const own of attrs) {
    const lines = [styled("Title", "River"), styled(styleOfParagraph(kind, own), "Words."), p("So it was.")];
    const all = reviewed(kind === "title" ? lines.slice(1) : lines).manuscript.paragraphs;
    expect(
      all.find((paragraph) =>
        paragraph.content.some((node) => node.type === "text" && node.text === "Words."),
      ),
    ).toMatchObject({ kind, attrs: own });
  }
});
