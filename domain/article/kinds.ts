import type { CslItem } from "../reference/csl";

/** Every block a reader sees, in the order the kinds stand in an article. */
export const PARAGRAPH_KINDS = [
  "title",
  "byline",
  "standfirst",
  "heading",
  "body",
  "quote",
  "list_item",
  "reference",
] as const;

export type ParagraphKind = (typeof PARAGRAPH_KINDS)[number];

const TEXT_KINDS: ReadonlySet<ParagraphKind> = new Set(["heading", "body", "quote", "list_item"]);

/** One of the kinds between head and bibliography, which may stand in any order. */
export function isTextKind(kind: ParagraphKind): boolean {
  return TEXT_KINDS.has(kind);
}

/** Stands for a citation in a paragraph's plain text, so that offsets count it as one. */
export const CITATION_CHAR = "\uFFFC";

/** A ProseMirror mark as JSON. Marks: strong, em, link { href }. */
export interface MarkJson {
  type: "strong" | "em" | "link";
  attrs?: { href: string };
}

export interface CitationAttrs {
  referenceId: string;
  /** The page, or another place in the source: "3", "ch. 2". */
  locator?: string | null;
}

/** A ProseMirror inline node as JSON. */
export type InlineJson =
  | { type: "text"; text: string; marks?: MarkJson[] }
  | { type: "citation"; attrs: CitationAttrs; marks?: MarkJson[] }
  | { type: "hard_break"; marks?: MarkJson[] };

/** Attributes of a paragraph node other than its id. Absent ones have the schema's default. */
export interface ParagraphAttrs {
  /** heading: 2 is a section, 3 a part of one. */
  level?: number;
  /** list_item: numbered, not bulleted. */
  ordered?: boolean;
  /** reference: its fields, once somebody entered or confirmed them. What prints is always the text. */
  csl?: CslItem | null;
}

/** Plain projection of inline content: U+FFFC for a citation, \n for a break. */
export function inlineText(content: readonly InlineJson[]): string {
  return content
    .map((node) => (node.type === "text" ? node.text : node.type === "citation" ? CITATION_CHAR : "\n"))
    .join("");
}
