import type { ParagraphAttrs, ParagraphKind } from "../article/kinds";

/**
 * What paragraphs and words are called in a Word file: ids that Word itself gives its built-in styles, so that its
 * menus, other programs and a desk's own template know them. The writer writes these and the reader reads them.
 */

/** By what a paragraph is. "Byline" is the one that Word does not have. */
export const PARAGRAPH_STYLES = {
  title: "Title",
  byline: "Byline",
  standfirst: "Subtitle",
  /** Heading of a section (level 2) … */
  section: "Heading1",
  /** … and of a part of one (level 3). */
  part: "Heading2",
  body: "Normal",
  quote: "Quote",
  bullet: "ListBullet",
  number: "ListNumber",
  reference: "Bibliography",
  endnote: "EndnoteText",
  footnote: "FootnoteText",
  comment: "CommentText",
  header: "Header",
} as const;

/** By what words are. */
export const CHARACTER_STYLES = {
  endnote: "EndnoteReference",
  footnote: "FootnoteReference",
  comment: "CommentReference",
  link: "Hyperlink",
} as const;

/** The id of the style that a paragraph of an article has. */
export function styleOfParagraph(kind: ParagraphKind, attrs: ParagraphAttrs): string {
  switch (kind) {
    case "heading":
      return (attrs.level ?? 2) <= 2 ? PARAGRAPH_STYLES.section : PARAGRAPH_STYLES.part;
    case "list_item":
      return attrs.ordered === true ? PARAGRAPH_STYLES.number : PARAGRAPH_STYLES.bullet;
    default:
      return PARAGRAPH_STYLES[kind];
  }
}

interface Form {
  kind: ParagraphKind;
  attrs: ParagraphAttrs;
}

const FORMS: Record<string, Form> = {
  [PARAGRAPH_STYLES.title]: { kind: "title", attrs: {} },
  [PARAGRAPH_STYLES.byline]: { kind: "byline", attrs: {} },
  [PARAGRAPH_STYLES.standfirst]: { kind: "standfirst", attrs: {} },
  [PARAGRAPH_STYLES.section]: { kind: "heading", attrs: { level: 2 } },
  [PARAGRAPH_STYLES.part]: { kind: "heading", attrs: { level: 3 } },
  [PARAGRAPH_STYLES.body]: { kind: "body", attrs: {} },
  [PARAGRAPH_STYLES.quote]: { kind: "quote", attrs: {} },
  [PARAGRAPH_STYLES.bullet]: { kind: "list_item", attrs: { ordered: false } },
  [PARAGRAPH_STYLES.number]: { kind: "list_item", attrs: { ordered: true } },
  [PARAGRAPH_STYLES.reference]: { kind: "reference", attrs: {} },
};

/** What a paragraph of one of our styles is in an article; null for any other style. */
export function formOfStyle(styleId: string): Form | null {
  return Object.hasOwn(FORMS, styleId) ? FORMS[styleId]! : null;
}
