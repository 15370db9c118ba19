import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { GalleyError } from "../../errors";
import { outline } from "../testing";
import { crc32 } from "./crc32";
import {
  at,
  BODY,
  comment,
  docx,
  filesOf,
  on,
  p,
  part,
  read,
  table,
  row,
  warningsOf,
  zip,
} from "./testing/build";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const plain = [p("The Shared River"), p(BODY)];

/** How a file is refused: code and words. */
function refusal(file: Uint8Array): string {
  try {
    read(file);
  } catch (error) {
    if (error instanceof GalleyError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "none";
}

const DAMAGED =
  "invalid: This Word file is damaged and cannot be read. Open it in Word, save it again and try once more.";

describe("a file that is no Word file", () => {
  it.each([
    ["nothing", new Uint8Array(), "This file is empty."],
    ["text", bytes("The Shared River"), "This is not a Word document (.docx)."],
    [
      "an old document",
      bytes("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1WordDocument"),
      "This is a document of Word 97–2003 (.doc).",
    ],
    [
      "a locked one",
      bytes("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1" + [..."EncryptedPackage"].join("\0") + "\0"),
      "This Word file is locked with a password.",
    ],
    ["rich text", bytes("{\\rtf1\\ansi"), "This is a file in Rich Text Format."],
    ["a PDF", bytes("%PDF-1.7"), "This is a PDF."],
    [
      "OpenDocument",
      zip({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<a/>" }),
      "This is an OpenDocument file.",
    ],
    ["Pages", zip({ "Index/Document.iwa": "x" }), "This is a Pages document."],
    [
      "a workbook",
      zip({ "[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>" }),
      "This is an Excel workbook, not a Word document.",
    ],
    [
      "slides",
      zip({ "ppt/presentation.xml": "<a/>" }),
      "This is a PowerPoint presentation, not a Word document.",
    ],
    ["any zip", zip({ "a.txt": "x" }), "This is a zip file, not a Word document."],
  ])("%s is refused by what it is", (_, file, words) => {
    expect(refusal(file)).toMatch(/^invalid: /);
    expect(refusal(file)).toContain(words);
  });

  it("over 20 MB is too large", () => {
    expect(refusal(new Uint8Array(20 * 1024 * 1024 + 1))).toMatch(/^too_large: /);
  });

  it("without a word in it is an empty manuscript", () => {
    expect(refusal(docx([]))).toBe("invalid: This manuscript is empty.");
    expect(refusal(docx([p(" "), p("")]))).toBe("invalid: This manuscript is empty.");
  });
});

describe("a damaged file", () => {
  const file = docx(plain, { comments: comment(1, "Ann", "x") });

  it("cut anywhere is refused", () => {
    for (let length = 1; length < file.length; length += 37)
      expect(refusal(file.subarray(0, length))).toMatch(/^invalid: /);
  });

  it("with one bit changed in its text is refused, and never read as something else", () => {
    const whole = JSON.stringify(read(file));
    const name = strToU8("word/document.xml");
    const header =
      file.findIndex((_, index) => name.every((byte, offset) => file[index + offset] === byte)) - 30;
    const packed = new DataView(file.buffer, file.byteOffset).getUint32(header + 18, true);
    for (let offset = 0; offset < packed; offset += 3) {
      const changed = file.slice();
      changed[header + 30 + name.length + offset]! ^= 1 << (offset % 8);
      // The last bits of what is packed mean nothing.
      const said = refusal(changed);
      expect(said === "none" ? JSON.stringify(read(changed)) : said).toBe(said === "none" ? whole : DAMAGED);
    }
  });

  it("with a part that is no XML, or no part where its text should be, is refused", () => {
    const files = filesOf(plain);
    const having = (name: string, xml: string) => refusal(zip({ ...files, [name]: xml }));
    expect(having("word/document.xml", "<w:document")).toBe(DAMAGED);
    expect(having("word/document.xml", "")).toBe(DAMAGED);
    expect(having("word/document.xml", files["word/document.xml"]!.replace("</w:body>", ""))).toBe(DAMAGED);
    expect(having("word/document.xml", "<html><body>x</body></html>")).toBe(DAMAGED);
    expect(having("_rels/.rels", "no xml")).toBe(DAMAGED);
    const { "word/document.xml": _, ...without } = files;
    expect(refusal(zip(without))).toBe(DAMAGED);
  });

  it("that holds two parts of one name is refused", () => {
    const two = docx(plain, { files: { "word/Document.xml": "<a/>" } });
    expect(refusal(two)).toBe(DAMAGED);
  });
});

describe("a file made to do harm", () => {
  it("with a DOCTYPE is refused in every part that is read", () => {
    const doctype = '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
    const files = filesOf(plain, { comments: "", styles: "" });
    for (const name of [
      "word/document.xml",
      "word/comments.xml",
      "word/styles.xml",
      "_rels/.rels",
      "word/_rels/document.xml.rels",
    ])
      expect(refusal(zip({ ...files, [name]: files[name]!.replace("?>\n", `?>${doctype}`) }))).toContain(
        "document type declaration",
      );
  });

  it("that unpacks beyond its limits is refused before it is unpacked", () => {
    const bomb = zipSync({
      ...Object.fromEntries(Object.entries(filesOf(plain)).map(([name, xml]) => [name, strToU8(xml)])),
      "word/comments.xml": [new Uint8Array(60 * 1024 * 1024), { level: 1 }],
    });
    // Nothing refers to it: it is never unpacked.
    expect(refusal(bomb)).toBe("none");
    const files = filesOf(plain, { comments: "" });
    const used = zipSync({
      ...Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])),
      "word/comments.xml": [new Uint8Array(60 * 1024 * 1024), { level: 1 }],
    });
    const began = performance.now();
    expect(refusal(used)).toMatch(/^too_large: /);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it("whose directory lies about sizes is refused", () => {
    const file = docx([p("x".repeat(1_000_000))]);
    const view = new DataView(file.buffer, file.byteOffset);
    for (let index = 0; index < file.length - 46; index++)
      if (view.getUint32(index, true) === 0x02014b50) view.setUint32(index + 24, 10, true);
    expect(refusal(file)).toBe(DAMAGED);
  });

  it("with more entries than any document is refused", () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`a${index}`, ""]));
    expect(refusal(zip({ ...filesOf(plain), ...many }))).toMatch(/^too_large: /);
  });

  it("with names that climb out of it is read by its own parts alone", () => {
    const relationships = (target: string) =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/><Relationship Id="b" Type="x/comments" Target="${target}"/></Relationships>`;
    const files = {
      ...filesOf(plain),
      "../../etc/passwd": "root",
      "word/_rels/document.xml.rels": relationships("../../../../etc/passwd"),
    };
    expect(outline(read(zip(files)))).toEqual(["title: The Shared River", `body: ${BODY}`]);
  });

  it("nested beyond reason is refused", () => {
    expect(
      refusal(
        docx(["<w:sdt><w:sdtContent>".repeat(5_000) + p("x") + "</w:sdtContent></w:sdt>".repeat(5_000)]),
      ),
    ).toContain("nested too deeply");
    const tables = Array.from({ length: 300 }).reduce<string>((inner) => table(row("a", inner)), p("x"));
    expect(refusal(docx([tables]))).toContain("nested too deeply");
  });

  it("of enormous size in one piece is refused", () => {
    const runs = "<w:r><w:t>a</w:t></w:r>".repeat(400_000);
    expect(refusal(docx([`<w:p>${runs}</w:p>`]))).toMatch(/^too_large: /);
    expect(refusal(docx([p("word ".repeat(450_000))]))).toMatch(/^too_large: /);
    expect(
      refusal(docx(Array.from({ length: 6_000 }, (_, index) => p(`Sentence ${index} ends here.`)))),
    ).toMatch(/^too_large: /);
  });

  it.each([
    ["fields that only begin", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'],
    ["bookmarks that only begin", '<w:bookmarkStart w:id="1" w:name="a"/>'],
    ["comments that only begin", '<w:commentRangeStart w:id="1"/>'],
    ["moves that only begin", '<w:moveFromRangeStart w:id="1" w:name="m"/>'],
    ["breaks", "<w:r><w:br/></w:r>"],
    ["changes", '<w:ins w:id="1" w:author="A"><w:r><w:t>a</w:t></w:r></w:ins><w:r><w:t> b </w:t></w:r>'],
    ["notes of nothing", '<w:r><w:footnoteReference w:id="1"/></w:r>'],
    ["comments", `${at(1)}<w:r><w:t>a</w:t></w:r>`],
  ])("with thousands of %s takes no longer than any other", (_, xml) => {
    const count = 20_000;
    const unique = Array.from({ length: count }, (__, index) =>
      xml.replaceAll('"1"', `"${index}"`).replaceAll('"a"', `"a${index}"`),
    );
    const began = performance.now();
    read([p("River"), `<w:p>${unique.join("")}</w:p>`, p(BODY)], { comments: comment(1, "A", "x") });
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});

describe("a file that is only odd", () => {
  it("without styles, relationships or content types is read", () => {
    const { "word/document.xml": main } = filesOf(plain);
    expect(outline(read(zip({ "word/document.xml": main! })))).toEqual([
      "title: The Shared River",
      `body: ${BODY}`,
    ]);
  });

  it("whose parts are called otherwise is read", () => {
    const { "word/document.xml": main } = filesOf(plain);
    const relationships =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="x/officeDocument" Target="/Word\\Document2.XML"/></Relationships>';
    expect(outline(read(zip({ "_rels/.rels": relationships, "word/document2.xml": main! })))).toHaveLength(2);
  });

  it("with parts that nothing is in where they are said to be is read without them", () => {
    const files = filesOf([p("River"), p(on(1, "One"), BODY)], { comments: "", styles: "" });
    const { "word/comments.xml": _, "word/styles.xml": __, ...without } = files;
    expect(read(zip(without))).toMatchObject({ flags: [], warnings: [] });
  });

  it("stored without compression, or with sizes in 64 bits, is read", () => {
    const stored = zipSync(
      Object.fromEntries(Object.entries(filesOf(plain)).map(([name, xml]) => [name, strToU8(xml)])),
      { level: 0 },
    );
    expect(read(stored)).toEqual(read(docx(plain)));
    expect(
      read(zip64("word/document.xml", part("w:document", `<w:body>${plain.join("")}</w:body>`))),
    ).toEqual(read(docx(plain)));
  });

  it("with a part put in from another file is read without it", () => {
    const result = read([p("River"), p(BODY), '<w:altChunk r:id="x"/>']);
    expect(warningsOf(result)).toEqual(["A part that another file holds is not read."]);
  });
});

/** A zip file of one stored part, as programs write it that put all sizes into 64 bits. */
function zip64(name: string, text: string): Uint8Array {
  const [title, content] = [strToU8(name), strToU8(text)];
  const long = (value: number) => [
    value & 0xff,
    (value >> 8) & 0xff,
    (value >> 16) & 0xff,
    value >>> 24,
    0,
    0,
    0,
    0,
  ];
  const four = (value: number) => long(value).slice(0, 4);
  const two = (value: number) => long(value).slice(0, 2);
  const check = four(crc32(content));
  const local = [
    ...four(0x04034b50),
    ...two(45),
    ...two(0),
    ...two(0),
    ...four(0),
    ...check,
    ...four(content.length),
    ...four(content.length),
    ...two(title.length),
    ...two(0),
    ...title,
  ];
  const extra = [...two(1), ...two(24), ...long(content.length), ...long(content.length), ...long(0)];
  const none = [0xff, 0xff, 0xff, 0xff];
  const entry = [
    ...four(0x02014b50),
    ...two(45),
    ...two(45),
    ...two(0),
    ...two(0),
    ...four(0),
    ...check,
    ...none,
    ...none,
    ...two(title.length),
    ...two(extra.length),
    ...two(0),
    ...two(0),
    ...two(0),
    ...four(0),
    ...none,
    ...title,
    ...extra,
  ];
  const start = local.length + content.length;
  const end64 = [
    ...four(0x06064b50),
    ...long(44),
    ...two(45),
    ...two(45),
    ...four(0),
    ...four(0),
    ...long(1),
    ...long(1),
    ...long(entry.length),
    ...long(start),
  ];
  const locator = [...four(0x07064b50), ...four(0), ...long(start + entry.length), ...four(1)];
  const end = [
    ...four(0x06054b50),
    ...two(0),
    ...two(0),
    ...two(0xffff),
    ...two(0xffff),
    ...four(entry.length),
    ...none,
    ...two(0),
  ];
  return Uint8Array.from([...local, ...content, ...entry, ...end64, ...locator, ...end]);
}
