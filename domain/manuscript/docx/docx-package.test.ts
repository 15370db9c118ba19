import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  DeletedTextRun,
  Document,
  ExternalHyperlink,
  FootnoteReferenceRun,
  HeadingLevel,
  InsertedTextRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from "docx";
import { describe, expect, it } from "vitest";
import { checkDocument, outline } from "../testing";
import { flagsOf, read, warningsOf } from "./testing/build";

/** Files as another library writes them. */

const date = new Date(Date.UTC(2026, 2, 1, 9, 30));
const said = (id: number, author: string, text: string, rest = {}) => ({
  id,
  author,
  date,
  children: [new Paragraph(text)],
  ...rest,
});
const commented = (id: number, text: string) => [
  new CommentRangeStart(id),
  new TextRun(text),
  new CommentRangeEnd(id),
  new TextRun({ children: [new CommentReference(id)] }),
];
const replyAt = (id: number) => [
  new CommentRangeStart(id),
  new CommentRangeEnd(id),
  new TextRun({ children: [new CommentReference(id)] }),
];
const changed = (id: number, text: string) => ({ id, author: "Ann Editor", date: date.toISOString(), text });

async function file(): Promise<Uint8Array> {
  const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] });
  const document = new Document({
    title: "The Shared River",
    numbering: {
      config: [{ reference: "steps", levels: [{ level: 0, format: LevelFormat.DECIMAL, text: "%1." }] }],
    },
    comments: {
      children: [
        said(0, "Bob Reader", "fact: who says so?", { resolved: true }),
        said(1, "Ann Editor", "I do.", { parentId: 0 }),
        said(2, "Bob Reader", "Nice."),
      ],
    },
    footnotes: {
      1: { children: [new Paragraph("Sattari, Mina. 2021.")] },
      2: { children: [new Paragraph("Demir, Yusuf. 2022.")] },
    },
    sections: [
      {
        children: [
          new Paragraph({ text: "The Shared River", heading: HeadingLevel.TITLE }),
          new Paragraph("By Mina Sattari"),
          new Paragraph({ text: "The Treaty", heading: HeadingLevel.HEADING_1 }),
          new Paragraph({
            children: [
              new TextRun("The river was "),
              new TextRun({ text: "shared", bold: true }),
              new TextRun(" out "),
              ...commented(0, "in 1987"),
              ...replyAt(1),
              new FootnoteReferenceRun(1),
              new TextRun(". They "),
              new DeletedTextRun(changed(10, "recieve")),
              new InsertedTextRun(changed(11, "receive")),
              new TextRun(" its "),
              new ExternalHyperlink({ link: "https://example.org/water", children: [new TextRun("water")] }),
              new TextRun("."),
              new FootnoteReferenceRun(2),
            ],
          }),
          new Paragraph({ text: "read the treaty", numbering: { reference: "steps", level: 0 } }),
          new Paragraph({ text: "share the water", bullet: { level: 0 } }),
          new Table({
            rows: [
              new TableRow({ children: [cell("State"), cell("Share")] }),
              new TableRow({ children: [cell("Harran"), cell("58")] }),
            ],
          }),
          new Paragraph({ children: commented(2, "The end of it.") }),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

describe("a file made by the docx package", () => {
  it("is read with all that is in it", async () => {
    const result = read(await file());
    expect(outline(result)).toEqual([
      "title: The Shared River",
      "byline: Mina Sattari",
      "heading: The Treaty",
      "body: The river was shared out in 1987{L10}. They recieve its water.{L11}",
      "list_item: read the treaty",
      "list_item: share the water",
      "body: State | Share",
      "body: Harran | 58",
      "body: The end of it.",
      "reference: Sattari, Mina. 2021.",
      "reference: Demir, Yusuf. 2022.",
    ]);
    expect(flagsOf(result)).toEqual([
      "fact_check “in 1987” (Bob Reader): who says so? / Ann Editor: I do. ✓",
      "typo “recieve” → “receive” (Ann Editor)",
      "comment “The end of it.” (Bob Reader): Nice.",
    ]);
    expect(result.flags.map(({ at }) => at)).toEqual(Array(3).fill("2026-03-01T09:30:00.000Z"));
    expect(result.manuscript.paragraphs[4]!.attrs).toEqual({ ordered: true });
    expect(result.manuscript.paragraphs[3]!.content).toContainEqual({
      type: "text",
      text: "water",
      marks: [{ type: "link", attrs: { href: "https://example.org/water" } }],
    });
    expect(warningsOf(result)).toEqual([
      "A table is kept as text: each row is a paragraph, its cells parted by “ | ”.",
    ]);
    checkDocument(result);
  });
});
