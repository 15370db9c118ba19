import type { DraftNotes } from "../../contract";
import { escapeMarkup } from "../escape";
import type { DraftLanguages } from "../language";

/** The parts of a Word file that hold no words of the article, and how its parts hang together. */

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATIONS = `${OFFICE}/relationships`;
const MICROSOFT = "http://schemas.microsoft.com/office";

/** What each part under word/ is to others, by its name: its content type and the type of the relationship to it. */
const PARTS = {
  document: { type: `${WORD}.document.main+xml`, relation: `${RELATIONS}/officeDocument` },
  styles: { type: `${WORD}.styles+xml`, relation: `${RELATIONS}/styles` },
  settings: { type: `${WORD}.settings+xml`, relation: `${RELATIONS}/settings` },
  numbering: { type: `${WORD}.numbering+xml`, relation: `${RELATIONS}/numbering` },
  endnotes: { type: `${WORD}.endnotes+xml`, relation: `${RELATIONS}/endnotes` },
  footnotes: { type: `${WORD}.footnotes+xml`, relation: `${RELATIONS}/footnotes` },
  header1: { type: `${WORD}.header+xml`, relation: `${RELATIONS}/header` },
  comments: { type: `${WORD}.comments+xml`, relation: `${RELATIONS}/comments` },
  commentsExtended: {
    type: `${WORD}.commentsExtended+xml`,
    relation: `${MICROSOFT}/2011/relationships/commentsExtended`,
  },
  commentsIds: {
    type: `${WORD}.commentsIds+xml`,
    relation: `${MICROSOFT}/2016/09/relationships/commentsIds`,
  },
  commentsExtensible: {
    type: `${WORD}.commentsExtensible+xml`,
    relation: `${MICROSOFT}/2018/08/relationships/commentsExtensible`,
  },
  people: { type: `${WORD}.people+xml`, relation: `${MICROSOFT}/2011/relationships/people` },
} as const;

export type PartName = keyof typeof PARTS;

/** By which the document refers to another part. */
export function relationshipId(part: PartName): string {
  return `rId${part.charAt(0).toUpperCase()}${part.slice(1)}`;
}

export interface Hyperlink {
  id: string;
  target: string;
}

export function relationshipsXml(parts: readonly PartName[], links: readonly Hyperlink[]): string {
  return packageXml("Relationships", "relationships", [
    ...parts.map((part) => relationship(relationshipId(part), PARTS[part].relation, `${part}.xml`)),
    ...links.map(({ id, target }) => relationship(id, `${RELATIONS}/hyperlink`, target, "External")),
  ]);
}

/** docProps/…: `custom` is there only where a file has properties of its own. */
export function packageRelationshipsXml(hasCustom: boolean): string {
  return packageXml("Relationships", "relationships", [
    relationship("rId1", PARTS.document.relation, "word/document.xml"),
    relationship("rId2", `${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"),
    relationship("rId3", `${RELATIONS}/extended-properties`, "docProps/app.xml"),
    ...(hasCustom ? [relationship("rId4", `${RELATIONS}/custom-properties`, "docProps/custom.xml")] : []),
  ]);
}

function relationship(id: string, type: string, target: string, mode?: "External"): string {
  return `<Relationship Id="${id}" Type="${type}" Target="${escapeMarkup(target)}"${mode ? ` TargetMode="${mode}"` : ""}/>`;
}

function packageXml(root: string, namespace: string, children: readonly string[]): string {
  return `${XML}<${root} xmlns="${PACKAGE}/${namespace}">${children.join("")}</${root}>`;
}

export function contentTypesXml(parts: readonly PartName[], hasCustom: boolean): string {
  const override = (name: string, type: string) =>
    `<Override PartName="/${name}.xml" ContentType="${type}"/>`;
  return packageXml("Types", "content-types", [
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    ...parts.map((part) => override(`word/${part}`, PARTS[part].type)),
    override("docProps/core", "application/vnd.openxmlformats-package.core-properties+xml"),
    override("docProps/app", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    ...(hasCustom
      ? [override("docProps/custom", "application/vnd.openxmlformats-officedocument.custom-properties+xml")]
      : []),
  ]);
}

/** Title, authors and language, and nothing that tells who exported the file or when. */
export function corePropertiesXml(title: string, creators: readonly string[], language: string): string {
  return (
    `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" ` +
    'xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    `<dc:title>${escapeMarkup(title)}</dc:title>` +
    `<dc:creator>${escapeMarkup(creators.join("; "))}</dc:creator>` +
    `<dc:language>${escapeMarkup(language)}</dc:language>` +
    "</cp:coreProperties>"
  );
}

/** What made the file. */
export const APP_PROPERTIES = `${XML}<Properties xmlns="${OFFICE}/extended-properties"><Application>Galley</Application></Properties>`;

/** Properties by name, as text. */
export function customPropertiesXml(properties: Record<string, string>): string {
  const list = Object.entries(properties).map(
    ([name, value], index) =>
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${index + 2}" name="${escapeMarkup(name)}">` +
      `<vt:lpwstr>${escapeMarkup(value)}</vt:lpwstr></property>`,
  );
  return (
    `${XML}<Properties xmlns="${OFFICE}/custom-properties" xmlns:vt="${OFFICE}/docPropsVTypes">` +
    `${list.join("")}</Properties>`
  );
}

export function settingsXml({ ltr, rtl }: DraftLanguages, notes?: DraftNotes): string {
  const note = notes?.slice(0, -1);
  const separators = note
    ? `<w:${note}Pr><w:numFmt w:val="decimal"/><w:${note} w:id="-1"/><w:${note} w:id="0"/></w:${note}Pr>`
    : "";
  return (
    `${XML}<w:settings ${NAMESPACES}><w:defaultTabStop w:val="720"/>` +
    `<w:characterSpacingControl w:val="doNotCompress"/>${separators}` +
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>' +
    `<w:themeFontLang w:val="${escapeMarkup(ltr)}" w:bidi="${escapeMarkup(rtl)}"/>` +
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
  );
}
