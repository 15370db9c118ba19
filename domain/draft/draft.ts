import type { ArticleDto, ParagraphDto } from "../contract";
import { bylineOf } from "../article/bylines";
import { citationsOf, compareReferences, withYearLetter } from "../article/citation-labels";
import { citationWords } from "../article/citations";
import { referenceNumbers } from "../article/references";
import type { CslItem } from "../reference/csl";
import { draftInlines, plainText, type Cite, type DraftInline } from "./inline";

/** All a draft is ever made of: the paragraphs. Flags cannot leak into a draft that never sees them. */
export type DraftSource = Pick<ArticleDto, "language" | "citationStyle" | "paragraphs">;

export type DraftBlock =
  | { kind: "title" | "byline" | "standfirst" | "body"; inlines: DraftInline[] }
  | { kind: "heading"; level: 2 | 3; inlines: DraftInline[] }
  /** Neighbouring quotes are one quotation of several paragraphs, neighbouring items one list. */
  | { kind: "quote"; paragraphs: DraftInline[][] }
  | { kind: "list"; ordered: boolean; items: DraftInline[][] };

/** An article as every format prints it, in one order: blocks, then the list of references. */
export interface Draft {
  language: string;
  /** In plain words; "" where the article has none. */
  title: string;
  /** Names, without roles. */
  bylines: string[];
  blocks: DraftBlock[];
  references: {
    /** null: there are no references, or the article has its own heading over them (it is the last block). */
    heading: string | null;
    /** False: the list is by author, and citations are words. */
    numbered: boolean;
    /** Cited at least once: number 1 … n is the place in this list. */
    cited: DraftInline[][];
    /** Cited nowhere: they have no number, and stand under the same heading, in list order. */
    uncited: DraftInline[][];
    /** The fields of all of them, the cited ones first; null where nobody entered any. Nothing of them prints. */
    csl: (CslItem | null)[];
  };
}

const REFERENCES: Record<string, string> = {
  ar: "المراجع",
  de: "Quellen",
  es: "Referencias",
  fa: "منابع",
  fr: "Références",
  he: "מקורות",
  tr: "Kaynakça",
  ur: "حوالہ جات",
};

/** The one walk over an article that all formats share, so that their numbers and words are the same. */
export function draftOf({ language, citationStyle: style, paragraphs }: DraftSource): Draft {
  const isCited = referenceNumbers(paragraphs);
  const list = paragraphs
    .filter(({ kind }) => kind === "reference")
    .toSorted(compareReferences(paragraphs, style));
  const { labels, letters } = citationsOf(paragraphs, style);
  const places = new Map(list.map(({ id }, index) => [id, index + 1]));
  const occurrences = new Map<string, number>();
  const cite: Cite = ({ referenceId, locator = null }) => {
    const number = places.get(referenceId);
    const label = labels.get(referenceId);
    if (number === undefined || label === undefined) return null;
    const occurrence = (occurrences.get(referenceId) ?? 0) + 1;
    occurrences.set(referenceId, occurrence);
    if (style === "numbered") return { number, occurrence, label: null, locator };
    return { number, occurrence, label: citationWords(style, label, locator), locator };
  };

  const text = paragraphs.filter(({ kind }) => kind !== "reference");
  const blocks = text.reduce<DraftBlock[]>((done, paragraph) => {
    const inlines = draftInlines(paragraph.content, cite);
    if (inlines.length) place(done, paragraph, inlines);
    return done;
  }, []);

  const entries = list.map(({ id, content, attrs }) => ({
    csl: attrs.csl ?? null,
    inlines: draftInlines(withYearLetter(content, letters.get(id)), () => null),
    isCited: isCited.has(id),
  }));
  const cited = entries.filter((entry) => entry.isCited);
  const uncited = entries.filter((entry) => !entry.isCited && entry.inlines.length > 0);

  const ownHeading = blocks.at(-1)?.kind === "heading";
  const hasReferences = cited.length + uncited.length > 0;
  return {
    language,
    title: wordsOf(blocks, "title")[0] ?? "",
    bylines: wordsOf(blocks, "byline").map((words) => bylineOf(words).name),
    blocks,
    references: {
      heading: hasReferences && !ownHeading ? referencesHeading(language) : null,
      numbered: style === "numbered",
      cited: cited.map(({ inlines }) => inlines),
      uncited: uncited.map(({ inlines }) => inlines),
      csl: [...cited, ...uncited].map(({ csl }) => csl),
    },
  };
}

/** With its references at the foot of the pages, an article's own heading over them has nothing to stand over. */
export function withoutEmptyList(draft: Draft): Draft {
  const { references, blocks } = draft;
  if (!references.numbered || references.cited.length === 0 || references.uncited.length > 0) return draft;
  const last = blocks.at(-1);
  // What it cites itself has to stand somewhere.
  const isOverList = last?.kind === "heading" && last.inlines.every(({ type }) => type !== "citation");
  return {
    ...draft,
    blocks: isOverList ? blocks.slice(0, -1) : blocks,
    references: { ...references, heading: null },
  };
}

function place(blocks: DraftBlock[], { kind, attrs }: ParagraphDto, inlines: DraftInline[]): void {
  const before = blocks.at(-1);
  switch (kind) {
    case "quote":
      if (before?.kind === "quote") before.paragraphs.push(inlines);
      else blocks.push({ kind, paragraphs: [inlines] });
      return;
    case "list_item": {
      const ordered = attrs.ordered === true;
      if (before?.kind === "list" && before.ordered === ordered) before.items.push(inlines);
      else blocks.push({ kind: "list", ordered, items: [inlines] });
      return;
    }
    case "heading":
      blocks.push({ kind, level: (attrs.level ?? 2) <= 2 ? 2 : 3, inlines });
      return;
    case "reference":
      return;
    default:
      blocks.push({ kind, inlines });
  }
}

function wordsOf(blocks: readonly DraftBlock[], kind: "title" | "byline"): string[] {
  return blocks
    .flatMap((block) => (block.kind === kind ? [plainText(block.inlines)] : []))
    .filter((words) => words !== "");
}

function referencesHeading(language: string): string {
  return REFERENCES[language.split("-")[0]!.toLowerCase()] ?? "References";
}
