import { describe, expect, it } from "vitest";
import { checkDocument, outline } from "../testing";
import {
  BODY,
  bold,
  docx,
  field,
  p,
  px,
  read,
  row,
  run,
  style,
  styled,
  table,
  warningsOf,
} from "./testing/build";

const STYLES = [
  style("Title", "Title"),
  style("Subtitle", "Subtitle"),
  style("berschrift1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
  style(
    "berschrift2",
    "heading 2",
    '<w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>',
  ),
  style("Zitat", "Quote"),
  style("Byline", "Byline"),
  style("ListBullet", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'),
].join("");
const level = (format: string, number = 0) =>
  `<w:lvl w:ilvl="${number}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="%1."/></w:lvl>`;
const NUMBERING =
  `<w:abstractNum w:abstractNumId="1">${level("decimal")}${level("bullet", 1)}</w:abstractNum>` +
  `<w:abstractNum w:abstractNumId="2">${level("bullet")}</w:abstractNum>` +
  '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>';
const item = (list: number, text: string, depth = 0) =>
  px(`<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`, text);

describe("styles", () => {
  it("say what paragraphs are, in whatever language Word ran", () => {
    const result = read(
      [
        styled("Title", "The Shared River"),
        styled("Byline", "Mina Sattari"),
        styled("Subtitle", "What two states made of it"),
        styled("berschrift1", "The Treaty"),
        p(BODY),
        styled("berschrift2", "Its Makers"),
        styled("Zitat", "We had no choice."),
        styled("ListBullet", "water"),
      ],
      { styles: STYLES, numbering: NUMBERING },
    );
    expect(outline(result)).toEqual([
      "title: The Shared River",
      "byline: Mina Sattari",
      "standfirst: What two states made of it",
      "heading: The Treaty",
      `body: ${BODY}`,
      "heading: Its Makers",
      "quote: We had no choice.",
      "list_item: water",
    ]);
    expect(result.manuscript.paragraphs.map(({ attrs }) => attrs.level)[5]).toBe(3);
    expect(result.repairs).toEqual([]);
  });

  it.each(["Überschrift 1", "Titre 1", "Título 1", "Заголовок 1", "عنوان 1", "Başlık 1", "标题 1"])(
    "of other programs are known by their own names: %s",
    (name) => {
      const result = read([p("The Shared River"), styled("x", "The Treaty"), p(BODY)], {
        styles: style("x", name),
      });
      expect(outline(result)[1]).toBe("heading: The Treaty");
    },
  );

  it("of a desk's own are what they are based on, and a circle of them is no trap", () => {
    const styles =
      STYLES +
      style("House", "House Section", '<w:basedOn w:val="berschrift1"/>') +
      style("a", "A", '<w:basedOn w:val="b"/>') +
      style("b", "B", '<w:basedOn w:val="a"/>');
    const result = read(
      [styled("Title", "River"), styled("House", "The Treaty"), styled("a", BODY), styled("gone", BODY)],
      { styles },
    );
    expect(outline(result)).toEqual([
      "title: River",
      "heading: The Treaty",
      `body: ${BODY}`,
      `body: ${BODY}`,
    ]);
  });

  it("give way to the outline level of the paragraph itself", () => {
    const result = read(
      [
        styled("Title", "River"),
        px('<w:outlineLvl w:val="2"/>', "The Treaty"),
        px('<w:pStyle w:val="berschrift1"/><w:outlineLvl w:val="9"/>', BODY),
      ],
      { styles: STYLES },
    );
    expect(outline(result)).toEqual(["title: River", "heading: The Treaty", `body: ${BODY}`]);
  });

  it("leave the title to the first line where the top level heads sections", () => {
    const sections = [
      p("The Shared River"),
      styled("berschrift1", "One"),
      p(BODY),
      styled("berschrift1", "Two"),
      p(BODY),
    ];
    expect(outline(read(sections, { styles: STYLES })).slice(0, 2)).toEqual([
      "title: The Shared River",
      "heading: One",
    ]);
    const web = [styled("berschrift1", "The Shared River"), p(BODY), styled("berschrift2", "One"), p(BODY)];
    expect(outline(read(web, { styles: STYLES }))[0]).toBe("title: The Shared River");
  });
});

describe("looks", () => {
  const article = [p("The Shared River"), p(BODY), p(bold("The Treaty")), p(BODY)];

  it("make headings of short bold paragraphs: a repair, which can be undone", () => {
    const result = read(article);
    expect(outline(result)[2]).toBe("heading: The Treaty");
    expect(result.manuscript.paragraphs[2]!.content).toEqual([{ type: "text", text: "The Treaty" }]);
    const [repair] = result.repairs;
    expect(repair).toMatchObject({ id: "heading:L3", type: "heading", line: 3 });
    const undone = read(article, { corrections: { undo: ["heading:L3"] } });
    expect(outline(undone)[2]).toBe("body: The Treaty");
    expect(undone.manuscript.paragraphs[2]!.content).toEqual([
      { type: "text", text: "The Treaty", marks: [{ type: "strong" }] },
    ]);
    expect(undone.manuscript.paragraphs.map(({ key }) => key)).toEqual(
      result.manuscript.paragraphs.map(({ key }) => key),
    );
  });

  it("also where the paragraph's style is bold", () => {
    const styles = style("Loud", "Loud", "<w:rPr><w:b/></w:rPr>");
    expect(outline(read([p("River"), p(BODY), styled("Loud", "The Treaty"), p(BODY)], { styles }))[2]).toBe(
      "heading: The Treaty",
    );
  });

  it("make none of a sentence, a list of bold lines, the last line, a byline or the references' heading", () => {
    const of = (...lines: string[]) =>
      outline(read([p("The Shared River"), ...lines])).filter((line) => line.startsWith("heading"));
    expect(of(p(BODY), p(bold("It was so.")), p(BODY))).toEqual([]);
    expect(of(p(BODY), p(bold("One")), p(bold("Two")), p(bold("Three")), p(BODY))).toEqual([]);
    expect(of(p(BODY), p(bold("The End")))).toEqual([]);
    expect(of(p(bold("By Mina Sattari")), p(BODY))).toEqual([]);
    expect(of(p(BODY), p(bold("References")), p("1. Sattari, Mina. 2021."))).toEqual([]);
  });

  it("stand below headings that have a style", () => {
    const result = read(
      [styled("Title", "River"), styled("berschrift1", "One"), p(BODY), p(bold("Part")), p(BODY)],
      { styles: STYLES },
    );
    expect(result.manuscript.paragraphs.map(({ kind, attrs }) => [kind, attrs.level]).slice(1, 4)).toEqual([
      ["heading", 2],
      ["body", undefined],
      ["heading", 3],
    ]);
  });

  it("of short lines alone are guessed as in plain text, where nothing else tells", () => {
    expect(outline(read([p("The Shared River"), p(BODY), p("The Treaty"), p(BODY)]))[2]).toBe(
      "heading: The Treaty",
    );
  });
});

describe("lists", () => {
  it("are numbered or not, at every level", () => {
    const result = read([p("River"), item(1, "one"), item(1, "water", 1), item(2, "power"), p(BODY)], {
      numbering: NUMBERING,
    });
    expect(result.manuscript.paragraphs.map(({ kind, attrs }) => [kind, attrs.ordered]).slice(1, 4)).toEqual([
      ["list_item", true],
      ["list_item", false],
      ["list_item", false],
    ]);
  });

  it("under a heading of references are the references, and their numbers the labels", () => {
    const result = read(
      [
        p("River"),
        p("So it was [2], and so [1]."),
        p("References"),
        item(1, "Sattari, Mina. 2021."),
        item(1, "Demir, Yusuf. 2022."),
      ],
      { numbering: NUMBERING },
    );
    expect(outline(result).slice(1)).toEqual([
      "body: So it was{L5}, and so{L4}.",
      "reference: Demir, Yusuf. 2022.",
      "reference: Sattari, Mina. 2021.",
    ]);
  });

  it("that the file does not define, or switches off, are none", () => {
    expect(
      outline(read([p("River"), item(9, BODY), item(0, BODY)], { numbering: NUMBERING })).slice(1),
    ).toEqual([`body: ${BODY}`, `body: ${BODY}`]);
  });

  it("typed by hand are as in plain text", () => {
    const result = read([p("River"), p(BODY), p("1. water"), p("2. power")]);
    expect(outline(result).slice(2)).toEqual(["list_item: water", "list_item: power"]);
    expect(result.repairs.map(({ type }) => type)).toEqual(["list"]);
  });
});

describe("tables", () => {
  it("are kept, a row a paragraph", () => {
    const result = read([
      p("River"),
      table(row("State", "Share"), row("Harran", p("58") + p("or so")), row("", "3"), row("a", "", "c")),
      p(BODY),
    ]);
    expect(outline(result).slice(1)).toEqual([
      "body: State | Share",
      "body: Harran | 58 or so",
      "body: 3",
      "body: a | | c",
      `body: ${BODY}`,
    ]);
    expect(warningsOf(result)).toContain(
      "A table is kept as text: each row is a paragraph, its cells parted by “ | ”.",
    );
  });

  it("that only lay out columns of text are their paragraphs", () => {
    const column = p(BODY.repeat(5)) + p(BODY.repeat(5));
    const result = read([p("River"), table(row(p("One.") + p(BODY))), table(row("aside", column))]);
    expect(outline(result).slice(1)).toEqual([
      "body: One.",
      `body: ${BODY}`,
      "body: aside",
      `body: ${BODY.repeat(5)}`,
      `body: ${BODY.repeat(5)}`,
    ]);
  });

  it("inside tables are words of their cells", () => {
    expect(outline(read([p("River"), table(row("a", table(row("b", "c"))))]))[1]).toBe("body: a | b | c");
  });
});

describe("what is no text", () => {
  const picture = (description: string) =>
    `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="${description}"/><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

  it("is named: pictures, whose descriptions are kept", () => {
    const result = read([
      p("River"),
      p(BODY, picture("A dam")),
      p(picture("A map. Description automatically generated")),
    ]);
    expect(outline(result).slice(1)).toEqual([`body: ${BODY}`, "body: A dam", "body: A map."]);
    expect(warningsOf(result)).toContain(
      "2 pictures are left out. Where they have a description, that stands in a paragraph of its own.",
    );
  });

  it("is named: text boxes, whose words come after their paragraph, once", () => {
    const box = p("In a box.");
    const shape =
      `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${box}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>` +
      `<mc:Fallback><w:pict><v:textbox><w:txbxContent>${box}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const result = read([p("River"), p("So ", shape, "it was."), p(BODY)]);
    expect(outline(result).slice(1)).toEqual(["body: So it was.", "body: In a box.", `body: ${BODY}`]);
    expect(warningsOf(result)).toContain("The words of a text box stand after the paragraph it belongs to.");
  });

  it("is named: equations, written in a line", () => {
    const t = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
    const sum = `<m:oMath><m:f><m:num>${t("a+b")}</m:num><m:den>${t("2")}</m:den></m:f>${t("=")}<m:sSup><m:e>${t("c")}</m:e><m:sup>${t("2")}</m:sup></m:sSup></m:oMath>`;
    const result = read([p("River"), p("So ", sum, " is it.")]);
    expect(outline(result)[1]).toBe("body: So (a+b)/2=c^2 is it.");
    expect(warningsOf(result)).toContain("An equation is kept as text, written in one line.");
  });

  it("is named: fields, as what they last showed", () => {
    const result = read([p("River"), p("On ", field('DATE \\@ "d MMMM yyyy"', "3 May 2026"), ".")]);
    expect(outline(result)[1]).toBe("body: On 3 May 2026.");
    expect(warningsOf(result)).toContain("A field is kept as the words it last showed (DATE).");
  });

  it("is named: headers and footers that say more than a number", () => {
    const header1 = p("CONFIDENTIAL draft for the desk");
    const footer1 = p("Page ", field("PAGE", "3"), " of ", field("NUMPAGES", "9"));
    const messages = warningsOf(read([p("River"), p(BODY)], { header1, footer1 }));
    expect(messages).toContain(
      "Left out what the headers of the pages say: “CONFIDENTIAL draft for the desk”.",
    );
    expect(messages).toHaveLength(1);
  });

  it("is named: macros, which are never run", () => {
    const result = read([p("River"), p(BODY)], { files: { "word/vbaProject.bin": "x" } });
    expect(warningsOf(result)).toEqual([
      "This file holds macros. They were left out; Galley never runs any.",
    ]);
  });

  it("is left out with its table of contents: a repair, which can be undone", () => {
    const contents = [
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>One 3</w:t></w:r></w:p>',
      p("Two 5"),
      '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    ];
    const article = [
      styled("Title", "River"),
      ...contents,
      styled("berschrift1", "One"),
      p(BODY),
      styled("berschrift1", "Two"),
      p(BODY),
    ];
    const result = read(article, { styles: STYLES });
    expect(outline(result).slice(1, 3)).toEqual(["heading: One", `body: ${BODY}`]);
    expect(result.repairs).toMatchObject([{ id: "contents:L2", type: "order", line: 2 }]);
    const undone = read(article, { styles: STYLES, corrections: { undo: ["contents:L2"] } });
    expect(outline(undone).slice(1, 4)).toEqual(["body: One 3", "body: Two 5", "heading: One"]);
  });

  it("swallows no text where a field never ends", () => {
    const open =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>';
    expect(outline(read([p("River"), p(open, BODY), p(BODY)])).slice(1)).toEqual([
      `body: ${BODY}`,
      `body: ${BODY}`,
    ]);
    const unread = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>';
    expect(outline(read([p("River"), p(unread, field("DATE", "now"), "then")])).join("\n")).toMatch(/now/);
  });
});

describe("the title", () => {
  const core = (title: string) => ({
    files: {
      "docProps/core.xml": `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title></cp:coreProperties>`,
    },
  });
  const untitled = [p(`${BODY} ${BODY}`), p(BODY)];

  it("is the properties' where the text begins with none: a repair, which can be undone", () => {
    const result = read(untitled, core("The Shared River"));
    expect(outline(result)).toEqual(["title: The Shared River", `body: ${BODY} ${BODY}`, `body: ${BODY}`]);
    expect(result.repairs).toMatchObject([{ id: "title", type: "heading", after: "The Shared River" }]);
    const undone = read(untitled, { ...core("The Shared River"), corrections: { undo: ["title"] } });
    expect(outline(undone)).toEqual([`title: ${BODY} ${BODY}`, `body: ${BODY}`]);
    const typed = read(untitled, { ...core("The Shared River"), corrections: { title: "Mine" } });
    expect(outline(typed)[0]).toBe("title: Mine");
  });

  it("is the text's own where it has one, and never the name of a program or a file", () => {
    expect(outline(read([p("The Shared River"), p(BODY)], core("Other")))[0]).toBe("title: The Shared River");
    expect(read(untitled, core("Microsoft Word - Document1")).repairs).toEqual([]);
    expect(read(untitled, core("river_final.docx")).repairs).toEqual([]);
  });
});

it("says of joined paragraphs that they are paragraphs, and numbers them as a reader does", () => {
  const result = read([
    p("The Shared River"),
    p(""),
    p("The river was shared out between the two states and"),
    p("harran has most of the dams."),
  ]);
  expect(outline(result)[1]).toBe(
    "body: The river was shared out between the two states and harran has most of the dams.",
  );
  expect(result.repairs).toMatchObject([{ type: "join", message: "Joined paragraphs 2 and 3" }]);
  checkDocument(result);
  expect(run("x")).toContain("x");
  expect(docx([p("x")]).length).toBeGreaterThan(0);
});
