import { describe, expect, it } from "vitest";
import { inlineText } from "../../article/kinds";
import { checkDocument, outline } from "../testing";
import {
  BODY,
  bold,
  docx,
  field,
  filesOf,
  p,
  px,
  raised,
  read,
  run,
  style,
  styled,
  warningsOf,
  zip,
} from "./testing/build";

/** The body of a paragraph of these pieces, below a title. */
const body = (...pieces: string[]) => read([p("The Shared River"), p(...pieces)]).manuscript.paragraphs[1]!;
const text = (...pieces: string[]) => inlineText(body(...pieces).content);
const STRONG = [{ type: "strong" }];
const EM = [{ type: "em" }];

describe("words", () => {
  it("keep strong, emphasis and links, whatever pieces Word cut them in", () => {
    const linked = '<w:hyperlink r:id="r9"><w:r><w:t>here</w:t></w:r></w:hyperlink>';
    const { manuscript } = read(
      [p("River"), p("One ", bold("tw"), bold("o"), " ", run("three", "<w:i/>"), linked)],
      {
        links: { r9: "https://example.org/a" },
      },
    );
    expect(manuscript.paragraphs[1]!.content).toEqual([
      { type: "text", text: "One " },
      { type: "text", text: "two", marks: STRONG },
      { type: "text", text: " " },
      { type: "text", text: "three", marks: EM },
      { type: "text", text: "here", marks: [{ type: "link", attrs: { href: "https://example.org/a" } }] },
    ]);
  });

  it("take their marks from character styles, and not from the style of their paragraph", () => {
    const styles =
      '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>' +
      '<w:style w:type="character" w:styleId="Key"><w:name w:val="Key"/><w:basedOn w:val="Strong"/><w:rPr><w:i/></w:rPr></w:style>' +
      style("Loud", "Loud", "<w:rPr><w:b/></w:rPr>");
    const { manuscript } = read(
      [
        p("River"),
        styled(
          "Loud",
          `So it was, and ${BODY}`,
          run("key", '<w:rStyle w:val="Key"/>'),
          run("off", '<w:rStyle w:val="Key"/><w:b w:val="0"/>'),
        ),
      ],
      { styles },
    );
    expect(manuscript.paragraphs[1]!.content.slice(1)).toEqual([
      { type: "text", text: "key", marks: [{ type: "em" }, { type: "strong" }] },
      { type: "text", text: "off", marks: EM },
    ]);
  });

  it("set from right to left have the switches that Word has for them", () => {
    expect(body(run("رودخانه", "<w:rtl/><w:b/>"), run(" مشترک", "<w:rtl/><w:bCs/>")).content).toEqual([
      { type: "text", text: "رودخانه" },
      { type: "text", text: " مشترک", marks: STRONG },
    ]);
  });

  it("have tabs, breaks, hyphens and signs of other fonts as characters", () => {
    const pieces = (xml: string) => text(`<w:r><w:t>a</w:t>${xml}<w:t>b</w:t></w:r>`);
    expect(pieces("<w:br/>")).toBe("a\nb");
    expect(pieces("<w:cr/>")).toBe("a\nb");
    expect(pieces("<w:noBreakHyphen/>")).toBe("a\u2011b");
    expect(pieces("<w:softHyphen/>")).toBe("a\u00adb");
    expect(pieces('<w:sym w:font="Symbol" w:char="F061"/>')).toBe("aαb");
    expect(pieces('<w:sym w:font="Wingdings" w:char="F0E0"/>')).toBe("a→b");
    expect(text('<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>&#xF062;</w:t></w:r>')).toBe("β");
    const tab = p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>");
    const spaces = { corrections: { undo: ["whitespace"] } };
    expect(outline(read([p("River"), tab]))[1]).toBe("body: a b");
    expect(outline(read([p("River"), tab], spaces))[1]).toBe("body: a\tb");
  });

  it("are as they were typed where Word only shows them in capitals", () => {
    expect(text(run("unesco", "<w:caps/>"), run(" who", "<w:smallCaps/>"))).toBe("unesco who");
  });

  it("of one branch are read where a file holds several for the same content", () => {
    const both =
      '<mc:AlternateContent><mc:Choice Requires="wps"><w:r><w:t>new</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>old</w:t></w:r></mc:Fallback></mc:AlternateContent>';
    expect(text("One ", both)).toBe("One new");
    expect(text("One ", both.replace("<w:t>new</w:t>", ""))).toBe("One old");
  });

  it("in content controls, smart tags and fields are words", () => {
    expect(
      text(
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:smartTag><w:r><w:t>b</w:t></w:r></w:smartTag>",
        '<w:fldSimple w:instr=" DATE "><w:r><w:t>c</w:t></w:r></w:fldSimple>',
        field("AUTHOR", "d"),
      ),
    ).toBe("abcd");
    expect(
      text(
        "x",
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>",
      ),
    ).toBe("x");
  });

  it("that are hidden are left out, and it is said", () => {
    const hidden = read([p("River"), p("One ", run("two", "<w:vanish/>"), "three")]);
    expect(outline(hidden)[1]).toBe("body: One three");
    expect(warningsOf(hidden)).toContain("Left out text that is marked as hidden (one place).");
  });

  it("lose no white space that the file means, and none at the edges of what it does not say", () => {
    expect(text("<w:r><w:t>one\n   two</w:t></w:r>")).toBe("one two");
    expect(text(run("one "), run(" two"))).toBe("one two");
  });

  it("lose only what no text can show", () => {
    const odd = read([p("River"), p(`a\ufffcb ${BODY}`)]);
    expect(outline(odd)[1]).toBe(`body: ab ${BODY}`);
    expect(warningsOf(odd)).toContain("Left out one character that no text can show.");
  });
});

describe("links", () => {
  it("come from fields, too, with the place inside what they lead to", () => {
    const [word] = body(field('HYPERLINK "https://example.org/a" \\l "b" \\o "Tip"', "here")).content;
    expect(word).toMatchObject({ text: "here", marks: [{ attrs: { href: "https://example.org/a#b" } }] });
  });

  it("inside the file, to nowhere and to what nobody should follow are their words", () => {
    const of = (attributes: string) => `<w:hyperlink ${attributes}><w:r><w:t>word</w:t></w:r></w:hyperlink>`;
    const result = read([p("River"), p(of('w:anchor="top"'), of('r:id="gone"'), of('r:id="bad"'))], {
      links: { bad: "javascript:x()" },
    });
    expect(result.manuscript.paragraphs[1]!.content).toEqual([{ type: "text", text: "wordwordword" }]);
    expect(warningsOf(result)).toContain("A link has no address in the file: its words are kept.");
  });
});

describe("numbers above the line", () => {
  const references = [p("References"), p("1. Sattari, Mina. 2021."), p("2. Demir, Yusuf. 2022.")];

  it("are markers, also cut in pieces, but no powers", () => {
    const result = read([
      p("River"),
      p("So it was", raised("1"), raised(","), raised("2"), " on 5 km", raised("2"), "."),
      ...references,
    ]);
    expect(outline(result)[1]).toBe("body: So it was{L4}{L5} on 5 km2.");
    checkDocument(result);
  });
});

describe("the same document", () => {
  it("is read under any prefix, and in the strict form of the standard", () => {
    const plain = filesOf([
      p("The Shared River"),
      px('<w:outlineLvl w:val="0"/>', "History"),
      p(BODY, bold("so")),
    ]);
    const usual = read(zip(plain));
    const main = plain["word/document.xml"]!;
    const prefixed = main
      .replaceAll("<w:", "<x:")
      .replaceAll("</w:", "</x:")
      .replaceAll(" w:", " x:")
      .replace("xmlns:w=", "xmlns:x=");
    expect(read(zip({ ...plain, "word/document.xml": prefixed }))).toEqual(usual);
    const strict = (xml: string) =>
      xml
        .replaceAll(
          "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
          "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replaceAll(
          "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
          "http://purl.oclc.org/ooxml/officeDocument/relationships",
        );
    expect(
      read(zip(Object.fromEntries(Object.entries(plain).map(([name, xml]) => [name, strict(xml)])))),
    ).toEqual(usual);
    expect(usual.manuscript.paragraphs).toHaveLength(3);
  });

  it("is read as UTF-16, too", () => {
    const plain = filesOf([p("رودخانه"), p("متن این مقاله کوتاه است.")]);
    const main = plain["word/document.xml"]!.replace("UTF-8", "UTF-16");
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${main}`, "utf16le"));
    const files: Record<string, string | Uint8Array> = { ...plain, "word/document.xml": utf16 };
    expect(read(zip(files))).toEqual(read(docx([p("رودخانه"), p("متن این مقاله کوتاه است.")])));
  });
});

describe("fields that show what they say", () => {
  it("are a sign, or an equation", () => {
    expect(text("a", field('SYMBOL 97 \\f "Symbol"'), "b")).toBe("aαb");
    expect(text("a ", field("EQ \\f(1,2)"), " b")).toBe("a \\f(1,2) b");
  });
});
