import { escapeMarkup } from "./escape";

/** The parts of a Word file that hold no words of the article: how it looks, and how its parts hang together. */

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";

export interface Relationship {
  id: string;
  type: "styles" | "settings" | "numbering" | "endnotes" | "header" | "hyperlink";
  target: string;
}

export function relationshipsXml(relationships: readonly Relationship[]): string {
  const list = relationships.map(
    ({ id, type, target }) =>
      `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${escapeMarkup(target)}"` +
      `${type === "hyperlink" ? ' TargetMode="External"' : ""}/>`,
  );
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join("")}</Relationships>`;
}

export const PACKAGE_RELATIONSHIPS =
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
  `<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/>` +
  '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>' +
  "</Relationships>";

/** `parts`: names under word/ without ".xml". */
export function contentTypesXml(parts: readonly string[]): string {
  const overrides = parts.map((part) => {
    const type = part === "document" ? "document.main" : part.replace(/\d+$/, "");
    return `<Override PartName="/word/${part}.xml" ContentType="${WORD}.${type}+xml"/>`;
  });
  return (
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    overrides.join("") +
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
    "</Types>"
  );
}

/** Title and authors, and nothing that tells who exported the file or when. */
export function corePropertiesXml(title: string, creators: readonly string[]): string {
  return (
    `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
    'xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    `<dc:title>${escapeMarkup(title)}</dc:title>` +
    `<dc:creator>${escapeMarkup(creators.join("; "))}</dc:creator>` +
    "</cp:coreProperties>"
  );
}

export const SETTINGS =
  `${XML}<w:settings ${NAMESPACES}><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>` +
  '<w:endnotePr><w:numFmt w:val="decimal"/><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>' +
  '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>' +
  '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>';

/** Numbering 1 is the bulleted lists', each numbered list has one of its own and so begins at 1. */
export function numberingXml(orderedLists: number): string {
  const level = (format: string, text: string) =>
    '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>' +
    `<w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/>` +
    '<w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl>';
  const ordered = Array.from(
    { length: orderedLists },
    (_, index) =>
      `<w:num w:numId="${index + 2}"><w:abstractNumId w:val="1"/>` +
      '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
  );
  return (
    `${XML}<w:numbering ${NAMESPACES}>` +
    `<w:abstractNum w:abstractNumId="0">${level("bullet", "•")}</w:abstractNum>` +
    `<w:abstractNum w:abstractNumId="1">${level("decimal", "%1.")}</w:abstractNum>` +
    `<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>${ordered.join("")}</w:numbering>`
  );
}
