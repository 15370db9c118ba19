import { CHARACTER_STYLES, PARAGRAPH_STYLES } from "../../docx/styles";
import { escapeMarkup } from "../escape";
import type { DraftLanguages } from "../language";
import { STYLE_NUMBERING } from "./numbering";
import { NAMESPACES, XML } from "./parts";

/**
 * All that our Word files look like: no paragraph and no word has any formatting of its own beside strong and em, so
 * a desk restyles a file by its styles, or by attaching its own template.
 */

interface Style {
  id: string;
  /** Word's own name where it has such a style: then its menus and other programs know it. */
  name: string;
  type?: "paragraph" | "character";
  next?: string;
  /** Its place in Word's list of styles. */
  priority: number;
  /** Shown only once it is used: not something one chooses from a menu. */
  quiet?: true;
  /** The order inside these two is the schema's. */
  paragraph?: string;
  run?: string;
  /** Only in a file with comments. */
  ofComments?: true;
}

const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
const BOLD = "<w:b/><w:bCs/>";
const GREY = '<w:color w:val="595550"/>';
const SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>';
const NOTE = '<w:spacing w:after="80" w:line="250" w:lineRule="auto"/>';
const body = PARAGRAPH_STYLES.body;

const heading = (level: 1 | 2): Style => ({
  id: level === 1 ? PARAGRAPH_STYLES.section : PARAGRAPH_STYLES.part,
  name: `heading ${level}`,
  next: body,
  priority: 9,
  paragraph:
    `<w:keepNext/><w:keepLines/><w:spacing w:before="${level === 1 ? 400 : 280}" w:after="${level === 1 ? 120 : 100}"/>` +
    `<w:outlineLvl w:val="${level - 1}"/>`,
  run: BOLD + size(level === 1 ? 28 : 24),
});

const list = (kind: "bullet" | "number"): Style => ({
  id: PARAGRAPH_STYLES[kind],
  name: kind === "bullet" ? "List Bullet" : "List Number",
  priority: 36,
  paragraph: `<w:numPr><w:numId w:val="${STYLE_NUMBERING[kind]}"/></w:numPr><w:spacing w:after="80"/><w:contextualSpacing/>`,
});

const note = (kind: "endnote" | "footnote"): Style[] => [
  {
    id: PARAGRAPH_STYLES[kind],
    name: `${kind} text`,
    priority: 99,
    quiet: true,
    paragraph: NOTE,
    run: size(20),
  },
  {
    id: CHARACTER_STYLES[kind],
    name: `${kind} reference`,
    type: "character",
    priority: 99,
    quiet: true,
    run: SUPERSCRIPT,
  },
];

const STYLES: readonly Style[] = [
  {
    id: PARAGRAPH_STYLES.title,
    name: "Title",
    next: body,
    priority: 10,
    paragraph: '<w:keepNext/><w:spacing w:before="0" w:after="160" w:line="240" w:lineRule="auto"/>',
    run: BOLD + size(44),
  },
  {
    id: PARAGRAPH_STYLES.byline,
    name: "Byline",
    priority: 12,
    paragraph: '<w:spacing w:after="0"/>',
    run: GREY,
  },
  {
    id: PARAGRAPH_STYLES.standfirst,
    name: "Subtitle",
    next: body,
    priority: 11,
    paragraph: '<w:spacing w:before="200" w:after="320"/>',
    run: size(26),
  },
  heading(1),
  heading(2),
  {
    id: PARAGRAPH_STYLES.quote,
    name: "Quote",
    priority: 29,
    paragraph: '<w:spacing w:before="120" w:after="160"/><w:ind w:left="567" w:right="567"/>',
  },
  list("bullet"),
  list("number"),
  {
    id: PARAGRAPH_STYLES.reference,
    name: "Bibliography",
    priority: 37,
    paragraph: NOTE,
    run: size(20),
  },
  ...note("endnote"),
  ...note("footnote"),
  {
    id: PARAGRAPH_STYLES.header,
    name: "header",
    priority: 99,
    quiet: true,
    paragraph: '<w:spacing w:after="0"/><w:jc w:val="center"/>',
    run: `${BOLD}<w:color w:val="8C1D18"/>${size(18)}`,
  },
  {
    id: CHARACTER_STYLES.link,
    name: "Hyperlink",
    type: "character",
    priority: 99,
    run: '<w:color w:val="1F4E79"/><w:u w:val="single"/>',
  },
  {
    id: PARAGRAPH_STYLES.comment,
    name: "annotation text",
    priority: 99,
    quiet: true,
    paragraph: '<w:spacing w:after="60" w:line="240" w:lineRule="auto"/>',
    run: size(20),
    ofComments: true,
  },
  {
    id: CHARACTER_STYLES.comment,
    name: "annotation reference",
    type: "character",
    priority: 99,
    quiet: true,
    run: size(16),
    ofComments: true,
  },
];

export function stylesXml(languages: DraftLanguages, { comments = false } = {}): string {
  const ltr = escapeMarkup(languages.ltr);
  const rtl = escapeMarkup(languages.rtl);
  const styles = STYLES.filter(({ ofComments }) => comments || !ofComments);
  return (
    `${XML}<w:styles ${NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>` +
    '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:eastAsia="Georgia" w:cs="Times New Roman"/>' +
    `${size(22)}<w:lang w:val="${ltr}" w:eastAsia="${ltr}" w:bidi="${rtl}"/></w:rPr></w:rPrDefault>` +
    '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="290" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
    latentXml(styles) +
    `<w:style w:type="paragraph" w:default="1" w:styleId="${body}"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>' +
    '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>' +
    `${styles.map((style) => styleXml(style) + linkedXml(style)).join("")}</w:styles>`
  );
}

/** Word's other styles stand behind ours in its lists. */
function latentXml(styles: readonly Style[]): string {
  const exceptions = styles
    .filter(({ name }) => name !== "Byline")
    .map(({ name, priority, quiet }) => {
      const shown = quiet ? ' w:semiHidden="1" w:unhideWhenUsed="1"' : ' w:qFormat="1"';
      return `<w:lsdException w:name="${name}" w:uiPriority="${priority}"${shown}/>`;
    });
  return (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0" ' +
    `w:defQFormat="0" w:count="376">${exceptions.join("")}</w:latentStyles>`
  );
}

function styleXml({ id, name, type = "paragraph", next, priority, quiet, paragraph, run }: Style): string {
  const custom = id === PARAGRAPH_STYLES.byline ? ' w:customStyle="1"' : "";
  return (
    `<w:style w:type="${type}"${custom} w:styleId="${id}"><w:name w:val="${name}"/>` +
    `<w:basedOn w:val="${type === "paragraph" ? body : "DefaultParagraphFont"}"/>` +
    (next ? `<w:next w:val="${next}"/>` : "") +
    (type === "paragraph" && run ? `<w:link w:val="${id}Char"/>` : "") +
    `<w:uiPriority w:val="${priority}"/>` +
    (quiet ? "<w:semiHidden/><w:unhideWhenUsed/>" : "<w:qFormat/>") +
    (paragraph ? `<w:pPr>${paragraph}</w:pPr>` : "") +
    (run ? `<w:rPr>${run}</w:rPr>` : "") +
    "</w:style>"
  );
}

/** The same look for words, as Word keeps it beside each of its own paragraph styles. */
function linkedXml({ id, name, type = "paragraph", priority, run }: Style): string {
  if (type !== "paragraph" || !run) return "";
  const words = name.replace("annotation", "comment").replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  return (
    `<w:style w:type="character" w:customStyle="1" w:styleId="${id}Char"><w:name w:val="${words} Char"/>` +
    `<w:basedOn w:val="DefaultParagraphFont"/><w:link w:val="${id}"/><w:uiPriority w:val="${priority}"/>` +
    `<w:rPr>${run}</w:rPr></w:style>`
  );
}
