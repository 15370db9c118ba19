import { citationsOf } from "../../article/citation-labels";
import { citationWords, labelBrackets, type CitationStyle } from "../../article/citations";
import { inlineText, type InlineJson, type MarkJson } from "../../article/kinds";
import type { ParagraphDto, PersonDto } from "../../contract";
import { FIRST_NUMBERING, type Numbering } from "../docx/numbering";

/**
 * An article as a row of Word paragraphs with tracked changes: what is kept, what came and what went, in one order.
 * Without what came, its text is the old one, without what went, the new one.
 */

/** Who did something, and when (ISO 8601 to the second). */
export interface Trace {
  by: PersonDto;
  at: string;
}

export interface Change extends Trace {
  type: "ins" | "del";
}

/** Here begins a paragraph of the article, or one that is gone: the place of its bookmark. */
export interface Begin {
  type: "begin";
  paragraphId: string;
}

/** An inline node of the article, or a part of a text. */
export interface Piece {
  type: "piece";
  node: InlineJson;
  /** What a citation prints, brackets and all. */
  label: string;
  /** Where it stands in the text as it is; null for what is gone. */
  place: { paragraphId: string; start: number } | null;
  change: Change | null;
  /** How it was marked, where that changed. */
  before: ({ marks: readonly MarkJson[] } & Trace) | null;
}

/** What a Word paragraph is: its style, and the list it counts in. */
export interface ParagraphForm extends Pick<ParagraphDto, "kind" | "attrs"> {
  numbering: number | null;
}

/** A Word paragraph: all up to an end of paragraph, which may itself have come or gone. */
export interface TrackedParagraph {
  items: (Begin | Piece)[];
  form: ParagraphForm;
  /** Of its end. */
  mark: Change | null;
  /** What it was, where that changed. */
  before: ({ form: ParagraphForm } & Trace) | null;
}

export interface Track {
  paragraphs: TrackedParagraph[];
  numberings: Numbering[];
}

/** The article as it stands, with no changes. */
export function plainTrack(paragraphs: readonly ParagraphDto[], style: CitationStyle): Track {
  const { of, numberings } = numberingsOf(paragraphs, style);
  const pieces = piecesOf(paragraphs, style);
  return {
    numberings,
    paragraphs: paragraphs.map((paragraph, index) => ({
      items: [{ type: "begin", paragraphId: paragraph.id }, ...pieces[index]!],
      form: formOf(paragraph, of),
      mark: null,
      before: null,
    })),
  };
}

/** What stands in each paragraph. */
export function piecesOf(paragraphs: readonly ParagraphDto[], style: CitationStyle): Piece[][] {
  const { labels } = citationsOf(paragraphs, style);
  return paragraphs.map(({ id, content, text }) => {
    let start = 0;
    return content.map((node, index): Piece => {
      const place = { paragraphId: id, start };
      start += inlineText([node]).length;
      const label = citationLabel(node, labels, style, {
        before: text.charAt(place.start - 1),
        after: text.charAt(start),
        isAfterCitation: content[index - 1]?.type === "citation",
      });
      return { type: "piece", node, label, place, change: null, before: null };
    });
  });
}

function citationLabel(
  node: InlineJson,
  labels: ReadonlyMap<string, string>,
  style: CitationStyle,
  beside: { before: string; after: string; isAfterCitation: boolean },
): string {
  if (node.type !== "citation") return "";
  const label = labels.get(node.attrs.referenceId);
  const words = label === undefined ? "?" : citationWords(style, label, node.attrs.locator);
  // Two raised numbers side by side read as one.
  if (style === "numbered") return (beside.isAfterCitation ? ", " : "") + words;
  const { open, close } = labelBrackets(beside.before, beside.after);
  return open + words + close;
}

/** A part of a piece, by offsets in it. A citation and a break are never cut. */
export function partOf(piece: Piece, from: number, to: number): Piece {
  const { node, place } = piece;
  if (node.type !== "text" || (from === 0 && to === node.text.length)) return piece;
  return {
    ...piece,
    node: { ...node, text: node.text.slice(from, to) },
    place: place && { ...place, start: place.start + from },
  };
}

export function formOf({ id, kind, attrs }: ParagraphDto, of: ReadonlyMap<string, number>): ParagraphForm {
  return { kind, attrs, numbering: of.get(id) ?? null };
}

export interface Numberings {
  /** The list that a paragraph counts in, by its id. */
  of: Map<string, number>;
  numberings: Numbering[];
}

/** Neighbouring numbered items are a list that begins at 1, and so are the references that are cited, if by number. */
export function numberingsOf(paragraphs: readonly ParagraphDto[], style: CitationStyle): Numberings {
  const { labels } = citationsOf(paragraphs, style);
  const listOf = ({ id, kind, attrs }: ParagraphDto): Numbering["of"] | null => {
    if (kind === "list_item" && attrs.ordered === true) return "items";
    return kind === "reference" && style === "numbered" && labels.has(id) ? "references" : null;
  };
  const of = new Map<string, number>();
  const numberings: Numbering[] = [];
  let open: Numbering["of"] | null = null;
  for (const paragraph of paragraphs) {
    const list = listOf(paragraph);
    if (list !== null && list !== open)
      numberings.push({ id: FIRST_NUMBERING + numberings.length, of: list, start: 1 });
    if (list !== null) of.set(paragraph.id, numberings.at(-1)!.id);
    // Those that nothing cites do not end the list of references.
    if (list !== null || paragraph.kind !== "reference") open = list;
  }
  return { of, numberings };
}
