import { PARAGRAPH_STYLES } from "../../docx/styles";
import { NAMESPACES, XML } from "./parts";

/** The numberings that the list styles themselves have; one that begins anew gets a number of its own. */
export const STYLE_NUMBERING = { bullet: 1, number: 2 } as const;
/** The first number for a list of one's own. */
export const FIRST_NUMBERING = 3;

/** A list that counts by itself. */
export interface Numbering {
  id: number;
  /** Numbered items of the text, or the bibliography of a file without notes. */
  of: "items" | "references";
  /** Where it begins. */
  start: number;
}

const ABSTRACT = { bullet: 0, items: 1, references: 2 };

export function numberingXml(lists: readonly Numbering[]): string {
  const hasReferences = lists.some((list) => list.of === "references");
  const own = lists.map(
    ({ id, of, start }) =>
      `<w:num w:numId="${id}"><w:abstractNumId w:val="${ABSTRACT[of]}"/>` +
      `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="${start}"/></w:lvlOverride></w:num>`,
  );
  const ofStyle = (id: number, abstract: number) =>
    `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstract}"/></w:num>`;
  return (
    `${XML}<w:numbering ${NAMESPACES}>` +
    abstractXml(ABSTRACT.bullet, "bullet", "•", PARAGRAPH_STYLES.bullet) +
    abstractXml(ABSTRACT.items, "decimal", "%1.", PARAGRAPH_STYLES.number) +
    // Of no style: only what is cited has a number.
    (hasReferences ? abstractXml(ABSTRACT.references, "decimal", "%1.") : "") +
    ofStyle(STYLE_NUMBERING.bullet, ABSTRACT.bullet) +
    ofStyle(STYLE_NUMBERING.number, ABSTRACT.items) +
    `${own.join("")}</w:numbering>`
  );
}

function abstractXml(id: number, format: string, text: string, style?: string): string {
  return (
    `<w:abstractNum w:abstractNumId="${id}"><w:nsid w:val="4A11E7${id}0"/>` +
    '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>' +
    `<w:numFmt w:val="${format}"/>${style ? `<w:pStyle w:val="${style}"/>` : ""}<w:lvlText w:val="${text}"/>` +
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
  );
}
