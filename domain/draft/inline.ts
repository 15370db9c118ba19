import { isSafeHref } from "../article/safe-href";
import { labelBrackets } from "../article/citations";
import {
  CITATION_CHAR,
  inlineText,
  type CitationAttrs,
  type InlineJson,
  type MarkJson,
} from "../article/kinds";
import { splitAtUrls } from "../article/urls";

/** What a piece of inline content looks like; `href` is always safe to follow. */
export interface DraftStyle {
  strong: boolean;
  em: boolean;
  href: string | null;
}

export type DraftInline = DraftStyle &
  (
    | { type: "text"; text: string }
    /** `occurrence`: 1 for the first citation of its reference in the article, 2 for the next … */
    | ({ type: "citation" } & Cited)
    | { type: "break" }
  );

/** What a citation prints. */
export interface Cited {
  /** The place of its reference among the cited ones of the printed list, from 1. */
  number: number;
  occurrence: number;
  /** By author and date: its words, without brackets. Null: the number is what prints. */
  label: string | null;
  /** The place in the source; part of the label where there is one. */
  locator: string | null;
}

/** Null where the reference is gone: then its citation prints nothing. */
export type Cite = (citation: CitationAttrs) => Cited | null;

const PLAIN: DraftStyle = { strong: false, em: false, href: null };
/** Every line separator there is; a draft has one kind, the break. */
const LINE_ENDS = /\r\n|[\n\r\u0085\u2028\u2029]/;
/** Controls and others that XML, and with it a DOCX, cannot hold, and the stand-in for a citation. */
const UNPRINTABLE = /[\p{Cc}\ufffc\ufffe\uffff]/gu;

/**
 * Stored inline content as every format prints it: citations numbered, characters that no format can hold left
 * out, white space at the ends of lines trimmed, spaces never at the edge of a mark, addresses made links, and
 * neighbours of one style joined.
 */
export function draftInlines(content: readonly InlineJson[], cite: Cite): DraftInline[] {
  const pieces = content.flatMap((node, index) => {
    const before = content[index - 1];
    const after = content[index + 1];
    return pieceOf(node, cite, { before: before ? inlineText([before]).slice(-1) : "", after: after?.type });
  });
  return joined(linked(trimmed(joined(spaced(joined(pieces))))));
}

/** The words alone: breaks are spaces, citations nothing. For file names and properties. */
export function plainText(inlines: readonly DraftInline[]): string {
  return inlines
    .map((inline) => (inline.type === "text" ? inline.text : inline.type === "break" ? " " : ""))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

function styleOf(marks: readonly MarkJson[] = []): DraftStyle {
  const href = marks.find(({ type }) => type === "link")?.attrs?.href;
  return {
    strong: marks.some(({ type }) => type === "strong"),
    em: marks.some(({ type }) => type === "em"),
    href: isSafeHref(href) ? href : null,
  };
}

interface Beside {
  /** The character before, "" at the start. */
  before: string;
  after: InlineJson["type"] | undefined;
}

function pieceOf(node: InlineJson, cite: Cite, beside: Beside): DraftInline[] {
  const style = styleOf(node.marks);
  if (node.type === "hard_break") return [{ ...style, type: "break" }];
  if (node.type === "citation") {
    const cited = cite(node.attrs);
    if (!cited) return [];
    // A citation is a link of its own, and a link inside a link is not possible in any format.
    const plain = { ...style, href: null };
    if (cited.label === null) return [{ ...plain, type: "citation", ...cited }];
    const { open, close } = labelBrackets(beside.before, beside.after === "citation" ? CITATION_CHAR : "");
    return [
      { ...plain, type: "text", text: open },
      { ...plain, type: "citation", ...cited, label: printable(cited.label) },
      ...(close ? [{ ...plain, type: "text" as const, text: close }] : []),
    ];
  }
  return node.text.split(LINE_ENDS).flatMap((line, index): DraftInline[] => {
    const text = printable(line);
    const words: DraftInline[] = text ? [{ ...style, type: "text", text }] : [];
    return index ? [{ ...style, type: "break" }, ...words] : words;
  });
}

function printable(line: string): string {
  return line
    .replace(/\p{Cs}/gu, "\uFFFD")
    .replace(/[\t\v\f]/g, " ")
    .replace(UNPRINTABLE, "");
}

/** Space between two styles takes only what both have, so that no mark begins or ends with a space. */
function spaced(inlines: readonly DraftInline[]): DraftInline[] {
  const pieces = inlines.flatMap((inline): DraftInline[] =>
    inline.type === "text"
      ? inline.text.split(/^(\s+)|(\s+)$/).flatMap((text) => (text ? [{ ...inline, text }] : []))
      : [inline],
  );
  const befores = neighbours(pieces);
  const afters = neighbours(pieces.toReversed()).reverse();
  return pieces.map((piece, index) => {
    if (!isSpace(piece)) return piece;
    const before = befores[index]!;
    const after = afters[index]!;
    return {
      ...piece,
      strong: before.strong && after.strong,
      em: before.em && after.em,
      href: before.href === after.href ? before.href : null,
    };
  });
}

function isSpace(inline: DraftInline): boolean {
  return inline.type === "break" || (inline.type === "text" && inline.text.trim() === "");
}

/** For every piece the style of the nearest one before it that is not space. */
function neighbours(pieces: readonly DraftInline[]): DraftStyle[] {
  let last = PLAIN;
  return pieces.map((piece) => {
    const before = last;
    if (!isSpace(piece)) last = piece;
    return before;
  });
}

/** No space at the start or end of a line, no break at the start or end of the paragraph. */
function trimmed(inlines: readonly DraftInline[]): DraftInline[] {
  const isBreak = (inline: DraftInline | undefined) => inline === undefined || inline.type === "break";
  const lines = joined(
    inlines.map((inline, index) => {
      if (inline.type !== "text") return inline;
      let { text } = inline;
      if (isBreak(inlines[index - 1])) text = text.trimStart();
      if (isBreak(inlines[index + 1])) text = text.trimEnd();
      return { ...inline, text };
    }),
  );
  const first = lines.findIndex((inline) => inline.type !== "break");
  const last = lines.findLastIndex((inline) => inline.type !== "break");
  return first < 0 ? [] : lines.slice(first, last + 1);
}

function linked(inlines: readonly DraftInline[]): DraftInline[] {
  return inlines.flatMap((inline) =>
    inline.type === "text" && inline.href === null
      ? splitAtUrls(inline.text).map((piece) => ({ ...inline, ...piece }))
      : [inline],
  );
}

function joined(inlines: readonly DraftInline[]): DraftInline[] {
  const result: DraftInline[] = [];
  for (const inline of inlines) {
    const before = result.at(-1);
    if (inline.type === "text" && inline.text === "") continue;
    if (inline.type === "text" && before?.type === "text" && sameStyle(inline, before))
      result[result.length - 1] = { ...before, text: before.text + inline.text };
    else result.push(inline);
  }
  return result;
}

function sameStyle(one: DraftStyle, other: DraftStyle): boolean {
  return one.strong === other.strong && one.em === other.em && one.href === other.href;
}
