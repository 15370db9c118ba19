import { authorDateLabels, compareEntries, yearEnd, type Entry } from "../reference/author-date";
import { numberedCitations, type Citations, type CitationStyle, type CitedParagraph } from "./citations";
import { inlineText, type InlineJson } from "./kinds";
import { referenceNumbers } from "./references";

/**
 * Labels and order of references in every style. Apart from citations.ts because author and date are read off the
 * entries' words, which is much code that a browser needs for few articles.
 */

/** How an article's citations read. */
export function citationsOf(paragraphs: readonly CitedParagraph[], style: CitationStyle): Citations {
  if (style === "numbered") return numberedCitations(paragraphs);
  const entries = paragraphs.filter(({ kind }) => kind === "reference").map(entryOf);
  const made = authorDateLabels(entries);
  const letters = new Map<string, { offset: number; letter: string }>();
  for (const entry of entries) {
    const letter = made.get(entry.id)!.letter;
    const offset = letter ? yearEnd(entry) : null;
    if (offset !== null) letters.set(entry.id, { offset, letter });
  }
  return { style, labels: new Map([...made].map(([id, { label }]) => [id, label])), letters };
}

/** An entry's place in the list: a cited one by its number or author, then those that nothing cites. */
export function compareReferences(
  paragraphs: readonly CitedParagraph[],
  style: CitationStyle,
): (one: CitedParagraph, other: CitedParagraph) => number {
  const numbers = referenceNumbers(paragraphs);
  return (one, other) => {
    const [a, b] = [numbers.get(one.id), numbers.get(other.id)];
    if (a === undefined || b === undefined || style === "numbered") {
      const isCited = Number(b !== undefined) - Number(a !== undefined);
      if (isCited !== 0) return isCited;
      if (style === "numbered") return (a ?? 0) - (b ?? 0);
    }
    return compareEntries(entryOf(one), entryOf(other));
  };
}

/** An entry's content as it prints: with the letter that tells its year from another's. */
export function withYearLetter(
  content: readonly InlineJson[],
  mark: { offset: number; letter: string } | undefined,
): readonly InlineJson[] {
  if (!mark) return content;
  let at = 0;
  return content.map((node) => {
    const start = at;
    at += inlineText([node]).length;
    if (node.type !== "text" || mark.offset <= start || mark.offset > at) return node;
    const cut = mark.offset - start;
    return { ...node, text: node.text.slice(0, cut) + mark.letter + node.text.slice(cut) };
  });
}

function entryOf({ id, content, attrs }: CitedParagraph): Entry {
  return { id, text: inlineText(content), csl: attrs?.csl ?? null };
}
