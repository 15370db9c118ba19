import { CITATION_CHAR, inlineText, type InlineJson, type ParagraphAttrs, type ParagraphKind } from "./kinds";
import { referenceNumbers } from "./references";

/** numbered: notes 1 … n in order of first citation. author_date: "(Mehta 2021)", the list by author (Chicago). */
export const CITATION_STYLES = ["numbered", "author_date"] as const;
export type CitationStyle = (typeof CITATION_STYLES)[number];

/** All that an article's citations are labelled by. */
export interface CitedParagraph {
  id: string;
  kind: ParagraphKind;
  content: readonly InlineJson[];
  attrs?: Pick<ParagraphAttrs, "csl">;
}

/** How the citations of an article read: text, list and every draft ask here, so they always agree. */
export interface Citations {
  style: CitationStyle;
  /** By reference id: the number of a cited one, or, by author and date, the label of every one. */
  labels: ReadonlyMap<string, string>;
  /** By reference id: a letter that stands behind the year in the entry, at this offset of its text. */
  letters: ReadonlyMap<string, { offset: number; letter: string }>;
}

export const NO_CITATIONS: Citations = { style: "numbered", labels: new Map(), letters: new Map() };

/** Those of a numbered list: all that a browser needs for most articles, without a reader of entries. */
export function numberedCitations(paragraphs: readonly CitedParagraph[]): Citations {
  const labels = new Map([...referenceNumbers(paragraphs)].map(([id, number]) => [id, String(number)]));
  return { style: "numbered", labels, letters: NO_CITATIONS.letters };
}

/** `now`, or `before` where nothing of it reads otherwise: what is memoised on it is not drawn again. */
export function sameCitations(now: Citations, before: Citations): Citations {
  const isSame =
    now.style === before.style &&
    now.labels.size === before.labels.size &&
    [...now.labels].every(([id, label]) => before.labels.get(id) === label) &&
    now.letters.size === before.letters.size &&
    [...now.letters].every(([id, { offset, letter }]) => {
      const known = before.letters.get(id);
      return known?.offset === offset && known.letter === letter;
    });
  return isSame ? before : now;
}

/**
 * What stands before and behind a label in running text, by the characters beside its citation ("" at an edge):
 * brackets, a space before them where there is none, and neighbours together as "(Mehta 2021; Ray 2019)".
 */
export function labelBrackets(before: string, after: string): { open: string; close: string } {
  const open = before === CITATION_CHAR ? "; " : before === "" || /[\s([{“‘«]/u.test(before) ? "(" : " (";
  return { open, close: after === CITATION_CHAR ? "" : ")" };
}

/** Where a reference is cited. */
export interface CitationPlace {
  paragraphId: string;
  /** Of the citation, in its paragraph's text. */
  offset: number;
  /** The end of what stands before it. */
  words: string;
}

const WORDS_BEFORE = 60;

/** Every citation of every reference, in text order. */
export function citationPlaces(paragraphs: readonly CitedParagraph[]): Map<string, CitationPlace[]> {
  const places = new Map<string, CitationPlace[]>();
  for (const { id: paragraphId, content } of paragraphs) {
    let before = "";
    for (const node of content) {
      if (node.type === "citation") {
        const { referenceId } = node.attrs;
        const place = { paragraphId, offset: before.length, words: lastWords(before) };
        places.set(referenceId, [...(places.get(referenceId) ?? []), place]);
      }
      before += inlineText([node]);
    }
  }
  return places;
}

/** A citation's own words, without brackets: "3", "3:12" for a page of it, "Mehta 2021, 12". */
export function citationWords(
  style: CitationStyle,
  label: string,
  locator: string | null | undefined,
): string {
  if (!locator) return label;
  return style === "numbered" ? `${label}:${locator}` : `${label}, ${locator}`;
}

function lastWords(text: string): string {
  const plain = text.replaceAll(CITATION_CHAR, "").replace(/\s+/g, " ").trim();
  if (plain.length <= WORDS_BEFORE) return plain;
  return `… ${plain.slice(-WORDS_BEFORE).replace(/^\S*\s/, "")}`;
}
