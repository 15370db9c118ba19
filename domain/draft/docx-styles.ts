import { NAMESPACES, XML } from "./docx-parts";
import { escapeMarkup } from "./escape";
import type { DraftLanguages } from "./language";

interface Style {
  id: string;
  /** Word's own name where it has such a style: then its menus and other programs know it. */
  name: string;
  type?: "paragraph" | "character";
  next?: string;
  /** The order inside these two is the schema's. */
  paragraph?: string;
  run?: string;
}

const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
const BOLD = "<w:b/><w:bCs/>";
const GREY = '<w:color w:val="595550"/>';

const STYLES: readonly Style[] = [
  {
    id: "Title",
    name: "Title",
    next: "Normal",
    paragraph: '<w:keepNext/><w:spacing w:before="0" w:after="160" w:line="240" w:lineRule="auto"/>',
    run: BOLD + size(44),
  },
  { id: "Byline", name: "Byline", paragraph: '<w:spacing w:after="0"/>', run: GREY },
  {
    id: "Subtitle",
    name: "Subtitle",
    next: "Normal",
    paragraph: '<w:spacing w:before="200" w:after="320"/>',
    run: size(26),
  },
  {
    id: "Heading1",
    name: "heading 1",
    next: "Normal",
    paragraph:
      '<w:keepNext/><w:keepLines/><w:spacing w:before="400" w:after="120"/><w:outlineLvl w:val="0"/>',
    run: BOLD + size(28),
  },
  {
    id: "Heading2",
    name: "heading 2",
    next: "Normal",
    paragraph:
      '<w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="1"/>',
    run: BOLD + size(24),
  },
  {
    id: "Quote",
    name: "Quote",
    paragraph: '<w:spacing w:before="120" w:after="160"/><w:ind w:left="567" w:right="567"/>',
  },
  { id: "ListBullet", name: "List Bullet", paragraph: '<w:spacing w:after="80"/><w:contextualSpacing/>' },
  { id: "ListNumber", name: "List Number", paragraph: '<w:spacing w:after="80"/><w:contextualSpacing/>' },
  {
    id: "Bibliography",
    name: "Bibliography",
    paragraph: '<w:spacing w:after="80" w:line="250" w:lineRule="auto"/>',
    run: size(20),
  },
  {
    id: "EndnoteText",
    name: "endnote text",
    paragraph: '<w:spacing w:after="80" w:line="250" w:lineRule="auto"/>',
    run: size(20),
  },
  {
    id: "Header",
    name: "header",
    paragraph: '<w:spacing w:after="0"/><w:jc w:val="center"/>',
    run: `${BOLD}<w:color w:val="8C1D18"/>${size(18)}`,
  },
  {
    id: "EndnoteReference",
    name: "endnote reference",
    type: "character",
    run: '<w:vertAlign w:val="superscript"/>',
  },
  {
    id: "Hyperlink",
    name: "Hyperlink",
    type: "character",
    run: '<w:color w:val="1F4E79"/><w:u w:val="single"/>',
  },
];

export function stylesXml(languages: DraftLanguages): string {
  const ltr = escapeMarkup(languages.ltr);
  const rtl = escapeMarkup(languages.rtl);
  return (
    `${XML}<w:styles ${NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>` +
    '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:eastAsia="Georgia" w:cs="Times New Roman"/>' +
    `${size(22)}<w:lang w:val="${ltr}" w:eastAsia="${ltr}" w:bidi="${rtl}"/></w:rPr></w:rPrDefault>` +
    '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="290" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>' +
    '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>' +
    `${STYLES.map(styleXml).join("")}</w:styles>`
  );
}

function styleXml({ id, name, type = "paragraph", next, paragraph, run }: Style): string {
  const custom = id === "Byline" ? ' w:customStyle="1"' : "";
  const base = type === "paragraph" ? "Normal" : "DefaultParagraphFont";
  return (
    `<w:style w:type="${type}"${custom} w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${base}"/>` +
    (next ? `<w:next w:val="${next}"/>` : "") +
    "<w:qFormat/>" +
    (paragraph ? `<w:pPr>${paragraph}</w:pPr>` : "") +
    (run ? `<w:rPr>${run}</w:rPr>` : "") +
    "</w:style>"
  );
}
