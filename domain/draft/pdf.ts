import type { DraftNotes } from "../contract";
import { citationWords } from "../article/citations";
import { isRightToLeft, stretches } from "./direction";
import { draftOf, withoutEmptyList, type DraftBlock, type DraftSource } from "./draft";
import { plainText, type Cited, type DraftInline } from "./inline";
import { draftLanguages, paragraphLanguages, type DraftLanguages } from "./language";
import { nested, type DraftNode } from "./nest";
import { noticeText, type DraftNotice } from "./notice";
import { strictUri } from "./strict-uri";

/**
 * All that the template of the PDF (server/typst/article.typ) sets: data, never source, so no word of an article can
 * be an instruction to the typesetter.
 */
export interface PdfArticle {
  title: string;
  /** For the head of every page but the first: no longer than a line. */
  runningTitle: string;
  authors: string[];
  /** The direction of the article as a whole: of its title. */
  rtl: boolean;
  languages: PdfLanguages;
  /** The sentence for every page of a draft with open flags. */
  notice: string | null;
  /** "list": by author and date, there are no notes. */
  notes: DraftNotes | "list";
  blocks: PdfBlock[];
  references: {
    heading: PdfText | null;
    /** In the order of their numbers, or by author. */
    cited: PdfText[];
    uncited: PdfText[];
  };
}

/** What words are in, by the direction they run in. */
export type PdfLanguages = Record<keyof DraftLanguages, PdfLanguage>;

export interface PdfLanguage {
  /** ISO 639, two or three letters. */
  lang: string;
  /** ISO 3166, two letters; null where the desk named none. */
  region: string | null;
}

/** A paragraph in one direction. */
export interface PdfText {
  rtl: boolean;
  /** Null: they are the article's. */
  languages: PdfLanguages | null;
  nodes: PdfNode[];
}

export type PdfBlock =
  | ({ kind: "title" | "byline" | "standfirst" | "body" } & PdfText)
  /** Of the outline, where the title is 1. No level is left out on the way down. */
  | ({ kind: "heading"; level: 2 | 3 } & PdfText)
  | { kind: "quote"; paragraphs: PdfText[] }
  | { kind: "list"; ordered: boolean; items: PdfText[] };

export type PdfNode =
  /** `turned`: it runs against its paragraph. */
  | { type: "text"; text: string; turned: boolean }
  | { type: "break" }
  | { type: "strong" | "em"; children: PdfNode[] }
  | { type: "link"; href: string; children: PdfNode[] }
  | {
      type: "note";
      number: number;
      /** The first citation of its reference: a footnote stands with this one. */
      first: boolean;
      /** Behind the number: ":12" for a page of the source, "" for none. */
      place: string;
      /** Another note stands right before it: two raised numbers side by side read as one. */
      joins: boolean;
    }
  /** By author and date: its words lead to entry `number` of the list. */
  | { type: "label"; number: number; children: PdfNode[] };

const LONGEST_RUNNING_TITLE = 70;

/** The clean draft as data for the template. */
export function toPdfArticle(
  article: DraftSource,
  { notes = "footnotes", notice }: { notes?: DraftNotes; notice?: DraftNotice | undefined } = {},
): PdfArticle {
  const draft = notes === "footnotes" ? withoutEmptyList(draftOf(article)) : draftOf(article);
  const languages = draftLanguages(article.language, article.paragraphs.map(({ text }) => text).join("\n"));
  const { numbered, cited, uncited, heading } = draft.references;
  const pdfText = textMaker(languages);
  return {
    title: draft.title || "Untitled",
    runningTitle: shortened(draft.title),
    authors: draft.bylines,
    rtl: isRightToLeft(draft.title),
    languages: pdfLanguages(languages),
    notice: notice ? noticeText(notice) : null,
    notes: numbered ? notes : "list",
    blocks: pdfBlocks(draft.blocks, pdfText),
    references: {
      heading: heading === null ? null : pdfText(plainInline(heading)),
      cited: cited.map(pdfText),
      uncited: uncited.map(pdfText),
    },
  };
}

type TextMaker = (inlines: readonly DraftInline[]) => PdfText;

function pdfBlocks(blocks: readonly DraftBlock[], pdfText: TextMaker): PdfBlock[] {
  let hasSection = false;
  return blocks.map((block): PdfBlock => {
    switch (block.kind) {
      case "heading": {
        const level = hasSection ? block.level : 2;
        hasSection = true;
        return { kind: "heading", level, ...pdfText(block.inlines) };
      }
      case "quote":
        return { kind: "quote", paragraphs: block.paragraphs.map(pdfText) };
      case "list":
        return { kind: "list", ordered: block.ordered, items: block.items.map(pdfText) };
      default:
        return { kind: block.kind, ...pdfText(block.inlines) };
    }
  });
}

function textMaker(file: DraftLanguages): TextMaker {
  return (inlines) => {
    const text = plainText(inlines);
    const rtl = isRightToLeft(text);
    const own = paragraphLanguages(text, file);
    const isNote = (inline: DraftInline | undefined) => inline?.type === "citation" && inline.label === null;
    const joining = new Set(
      inlines.flatMap((inline, index) =>
        inline.type === "citation" && isNote(inline) && isNote(inlines[index - 1]) ? [keyOf(inline)] : [],
      ),
    );
    return {
      rtl,
      languages: own.ltr === file.ltr && own.rtl === file.rtl ? null : pdfLanguages(own),
      nodes: pdfNodes(nested(inlines), { rtl, joining }),
    };
  };
}

const keyOf = ({ number, occurrence }: Cited) => `${number}/${occurrence}`;

const plainInline = (text: string): DraftInline[] => [
  { type: "text", text, strong: false, em: false, href: null },
];

function pdfNodes(
  nodes: readonly DraftNode[],
  paragraph: { rtl: boolean; joining: ReadonlySet<string> },
): PdfNode[] {
  return nodes.flatMap((node): PdfNode[] => {
    switch (node.type) {
      case "text":
        return words(node.text, paragraph.rtl);
      case "break":
        return [{ type: "break" }];
      case "citation": {
        const { number, occurrence, label, locator } = node;
        if (label !== null) return [{ type: "label", number, children: words(label, paragraph.rtl) }];
        const place = citationWords("numbered", "", locator);
        const joins = paragraph.joining.has(keyOf(node));
        return [{ type: "note", number, first: occurrence === 1, place, joins }];
      }
      case "link": {
        const href = strictUri(node.href);
        const children = pdfNodes(node.children, paragraph);
        return href === null ? children : [{ type: "link", href, children }];
      }
      default:
        return [{ type: node.type, children: pdfNodes(node.children, paragraph) }];
    }
  });
}

function words(text: string, rtl: boolean): PdfNode[] {
  return stretches(text, rtl).map((stretch) => ({
    type: "text",
    text: stretch.text,
    turned: stretch.rtl !== rtl,
  }));
}

const pdfLanguages = ({ ltr, rtl }: DraftLanguages): PdfLanguages => ({
  ltr: pdfLanguage(ltr),
  rtl: pdfLanguage(rtl),
});

function pdfLanguage(tag: string): PdfLanguage {
  const [lang = "en", ...subtags] = tag.split("-");
  const region = subtags.find((subtag) => /^[a-z]{2}$/i.test(subtag));
  return { lang: lang.toLowerCase(), region: region?.toUpperCase() ?? null };
}

function shortened(title: string): string {
  if ([...title].length <= LONGEST_RUNNING_TITLE) return title;
  const cut = [...title].slice(0, LONGEST_RUNNING_TITLE).join("");
  return `${cut.replace(/\s+\S*$/u, "")}…`;
}
