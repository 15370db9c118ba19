import {
  at,
  bold,
  comment,
  del,
  docx,
  extended,
  field,
  ins,
  mark,
  note,
  noteMark,
  on,
  p,
  px,
  raised,
  row,
  run,
  style,
  styled,
  table,
} from "./build";

/** A small Word file with something of everything in it. */
export function richDocx(): Uint8Array {
  const shape =
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${p("In a box.")}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>` +
    `<mc:Fallback><w:pict><v:textbox><w:txbxContent>${p("In a box.")}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
  const item = (text: string) => px('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', text);
  const contents = p(
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    run("The Treaty 1"),
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
  );
  return docx(
    [
      styled("Title", "The Shared River"),
      p("By Mina Sattari and Yusuf ", on(0, "Demir"), ", Regional Editors"),
      contents,
      styled("Heading1", "The Treaty"),
      p(
        "The river  was ",
        bold("shared"),
        " out ",
        on(1, "in 1987"),
        on(2, ""),
        noteMark(1),
        ". They ",
        del("Ann", "recieve"),
        ins("Ann", "receive"),
        " it [1].",
      ),
      px(mark("ins", "Ann"), "It was so", raised("2"), ins("Ann", " and so on"), "."),
      p(ins("Ann", "A new paragraph.")),
      p(
        shape,
        "See https://example.org/river -talks and ",
        '<w:hyperlink r:id="rLink"><w:r><w:t>this</w:t></w:r></w:hyperlink>',
        field("NOTEREF _Ref1", "1"),
        " now.",
      ),
      p(bold("Its End")),
      item("water"),
      item("power"),
      table(row("State", "Share"), row(p("Harran", at(3)), "58")),
      `<w:sdt><w:sdtPr/><w:sdtContent>${p("In a control", '<w:moveFrom w:id="70" w:author="Bob"><w:r><w:t> moved</w:t></w:r></w:moveFrom>', ".")}</w:sdtContent></w:sdt>`,
      p("رودخانه میان ", run("دو کشور", "<w:rtl/><w:bCs/>"), " تقسیم شد", noteMark(1, "endnote"), "."),
      p("References"),
      p("1. Sattari, Mina. 2021. “Water.”"),
      p("2. Demir, Yusuf. 2022. “Power.”"),
    ],
    {
      styles:
        style("Title", "Title") +
        style(
          "Heading1",
          "heading 1",
          '<w:basedOn w:val="Title"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>',
        ),
      numbering:
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
      footnotes: note(1, "Okay, Ana. 2020."),
      endnotes: note(1, "A remark.", "endnote"),
      comments:
        comment(0, "Ann", "Typo: Demirel") +
        comment(1, "Bob", "fact: who says?", "Really?") +
        comment(2, "Ann", "I do.") +
        comment(3, "Bob", "x"),
      commentsExtended: extended(0) + extended(1, { done: true }) + extended(2, { parent: 1 }),
      people:
        '<w15:person w15:author="Ann"><w15:presenceInfo w15:providerId="AD" w15:userId="S::ann@paper.example::0a1b"/></w15:person>',
      header1: p("For the desk"),
      links: { rLink: "https://example.org/water" },
    },
  );
}
