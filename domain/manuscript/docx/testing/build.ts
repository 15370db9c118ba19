import { strToU8, zipSync, type ZipOptions, type Zippable } from "fflate";
import type { CommentWords, Corrections, ParsedManuscript } from "../../../contract";
import { CITATION_CHAR, inlineText } from "../../../article/kinds";
import { parseManuscript } from "../../index";

/** For tests: Word files put together from a few lines of XML, so that a case shows what it is about. */

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NAMESPACES =
  `xmlns:w="${W}" xmlns:r="${R}"` +
  ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"' +
  ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"' +
  ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"' +
  ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"' +
  ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"' +
  ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"' +
  ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"' +
  ' xmlns:v="urn:schemas-microsoft-com:vml"' +
  ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"' +
  ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"';

/** What a file holds: each part the XML inside its root. Parts that are not given are not there. */
export interface Parts {
  styles?: string;
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  comments?: string;
  commentsExtended?: string;
  people?: string;
  header1?: string;
  footer1?: string;
  /** Addresses that the text links to, by the ids of their relationships. */
  links?: Record<string, string>;
  /** Ready parts by their names; undefined takes one out. */
  files?: Record<string, string | Uint8Array | undefined>;
}

const ROOTS: Record<string, string> = {
  styles: "w:styles",
  numbering: "w:numbering",
  footnotes: "w:footnotes",
  endnotes: "w:endnotes",
  comments: "w:comments",
  commentsExtended: "w15:commentsEx",
  people: "w15:people",
  header1: "w:hdr",
  footer1: "w:ftr",
};

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const part = (root: string, inside: string): string =>
  `${XML}<${root} ${NAMESPACES}>${inside}</${root}>`;

/** The parts of a file, by name. */
export function filesOf(
  body: readonly string[],
  { links = {}, files = {}, ...parts }: Parts = {},
): Record<string, string> {
  const names = Object.keys(parts) as (keyof typeof parts)[];
  const relationships = [
    ...names.map(
      (name) => `<Relationship Id="r${name}" Type="${R}/${name.replace(/\d$/, "")}" Target="${name}.xml"/>`,
    ),
    ...Object.entries(links).map(
      ([id, target]) =>
        `<Relationship Id="${id}" Type="${R}/hyperlink" Target="${escaped(target)}" TargetMode="External"/>`,
    ),
  ];
  const all: Record<string, string | Uint8Array | undefined> = {
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": relationshipsXml([
      `<Relationship Id="r1" Type="${R}/officeDocument" Target="word/document.xml"/>`,
      '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>',
      `<Relationship Id="r3" Type="${R}/custom-properties" Target="docProps/custom.xml"/>`,
    ]),
    "word/document.xml": part("w:document", `<w:body>${body.join("")}</w:body>`),
    "word/_rels/document.xml.rels": relationshipsXml(relationships),
    ...Object.fromEntries(names.map((name) => [`word/${name}.xml`, part(ROOTS[name]!, parts[name]!)])),
    ...files,
  };
  return Object.fromEntries(Object.entries(all).filter(([, content]) => content !== undefined)) as Record<
    string,
    string
  >;
}

const relationshipsXml = (list: readonly string[]) =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join("")}</Relationships>`;

export function zip(files: Record<string, string | Uint8Array>, options: ZipOptions = {}): Uint8Array {
  const zippable: Zippable = {};
  for (const [name, content] of Object.entries(files))
    zippable[name] = typeof content === "string" ? strToU8(content) : content;
  return zipSync(zippable, options);
}

/** A Word file with these blocks. */
export const docx = (body: readonly string[], parts?: Parts): Uint8Array => zip(filesOf(body, parts));

/** Reads a file, or the blocks of one. */
export function read(
  source: Uint8Array | readonly string[],
  {
    corrections = {},
    commentWords,
    ...parts
  }: Parts & { corrections?: Partial<Corrections>; commentWords?: CommentWords } = {},
): ParsedManuscript {
  const file = source instanceof Uint8Array ? source : docx(source, parts);
  const all = { undo: [], kinds: {}, joins: [], ...corrections };
  return parseManuscript({ format: "docx", file, corrections: all }, commentWords && { commentWords });
}

// ---------------------------------------------------------------- pieces of text

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
/** Text is a run; what is XML already stays as it is. */
const content = (pieces: readonly string[]) =>
  pieces.map((piece) => (piece.startsWith("<") ? piece : run(piece))).join("");

/** Words with run properties. */
export const run = (text: string, properties = ""): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
export const bold = (text: string): string => run(text, "<w:b/>");
export const raised = (text: string): string => run(text, '<w:vertAlign w:val="superscript"/>');

/** A paragraph of these pieces. */
export const p = (...pieces: string[]): string => `<w:p>${content(pieces)}</w:p>`;
/** A paragraph with properties. */
export const px = (properties: string, ...pieces: string[]): string =>
  `<w:p><w:pPr>${properties}</w:pPr>${content(pieces)}</w:p>`;
/** A paragraph of a style. */
export const styled = (style: string, ...pieces: string[]): string =>
  px(`<w:pStyle w:val="${style}"/>`, ...pieces);

let ids = 0;
const by = (author: string) => `w:id="${++ids}" w:author="${author}" w:date="2026-03-01T09:30:00Z"`;
/** A tracked insertion. */
export const ins = (author: string, ...pieces: string[]): string =>
  `<w:ins ${by(author)}>${content(pieces)}</w:ins>`;
/** A tracked deletion. */
export const del = (author: string, text: string): string =>
  `<w:del ${by(author)}><w:r><w:delText xml:space="preserve">${escaped(text)}</w:delText></w:r></w:del>`;
/** The mark of a paragraph's end that was put in or taken out. */
export const mark = (change: "ins" | "del", author: string): string =>
  `<w:rPr><w:${change} ${by(author)}/></w:rPr>`;

/** Words that a comment stands on. */
export const on = (id: number, ...pieces: string[]): string =>
  `<w:commentRangeStart w:id="${id}"/>${content(pieces)}<w:commentRangeEnd w:id="${id}"/>${at(id)}`;
/** A place that a comment stands at. */
export const at = (id: number): string => `<w:r><w:commentReference w:id="${id}"/></w:r>`;
/** A comment; its last paragraph is known as `P` and its id. */
export const comment = (id: number, author: string, ...lines: string[]): string =>
  `<w:comment w:id="${id}" w:author="${author}" w:date="2026-03-02T10:00:00Z">${lines
    .map(
      (line, index) =>
        `<w:p w14:paraId="${index === lines.length - 1 ? `0000000${id}` : `A000000${id}`}">${content([line])}</w:p>`,
    )
    .join("")}</w:comment>`;
/** What commentsExtended says of a comment. */
export const extended = (
  id: number,
  { done = false, parent }: { done?: boolean; parent?: number } = {},
): string =>
  `<w15:commentEx w15:paraId="0000000${id}"${parent === undefined ? "" : ` w15:paraIdParent="0000000${parent}"`} w15:done="${done ? 1 : 0}"/>`;

/** The mark of a note, and the note. */
export const noteMark = (id: number, kind: "footnote" | "endnote" = "footnote"): string =>
  `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
export const note = (id: number, text: string, kind: "footnote" | "endnote" = "footnote"): string =>
  `<w:${kind} w:id="${id}"><w:p><w:r><w:${kind}Ref/></w:r>${run(` ${text}`)}</w:p></w:${kind}>`;

/** A field with what it last showed. */
export const field = (instruction: string, ...shown: string[]): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${escaped(instruction)} </w:instrText></w:r>` +
  `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${content(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

export const row = (...cells: string[]): string =>
  `<w:tr>${cells.map((cell) => `<w:tc>${cell.startsWith("<") ? cell : p(cell)}</w:tc>`).join("")}</w:tr>`;
export const table = (...rows: string[]): string => `<w:tbl><w:tblPr/>${rows.join("")}</w:tbl>`;

/** Styles by id: Word's name, and what else they say. */
export const style = (id: string, name: string, rest = ""): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${rest}</w:style>`;

/** A sentence that is nothing but the text of an article. */
export const BODY = "The river was shared out between the two states in the year after the war.";

// ---------------------------------------------------------------- what was read

/** Every flag as `kind “words” → replacement (person): note / replies`. */
export function flagsOf({ manuscript, flags }: ParsedManuscript): string[] {
  const texts = new Map(manuscript.paragraphs.map(({ key, content }) => [key, inlineText(content)]));
  return flags.map(
    ({ kind, paragraphKey, start, end, replacement, by: person, note: words, replies, resolved }) => {
      const quote = texts.get(paragraphKey)!.slice(start, end).replaceAll(CITATION_CHAR, "*");
      return [
        `${kind} “${quote}”`,
        ...(replacement === undefined ? [] : [` → “${replacement}”`]),
        ` (${person.name})`,
        ...(words ? [`: ${words}`] : []),
        ...replies.map(({ by: other, body: answer }) => ` / ${other.name}: ${answer}`),
        ...(resolved ? [" ✓"] : []),
      ].join("");
    },
  );
}

export const warningsOf = ({ warnings }: ParsedManuscript): string[] =>
  warnings.map(({ message }) => message);
