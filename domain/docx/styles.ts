import type { ParagraphAttrs, ParagraphKind } from "../article/kinds";

/** A paragraph style of our Word files, and the kind of paragraph it stands for. */
export interface ParagraphStyle {
  id: string;
  /** Word's own name where it has such a style: then its menus and other programs know it. */
  name: string;
  kind: ParagraphKind;
  attrs: ParagraphAttrs;
}

/** One table for the writer and the reader: what was exported comes back as what it was. */
export const PARAGRAPH_STYLES: readonly ParagraphStyle[] = [
  { id: "Title", name: "Title", kind: "title", attrs: {} },
  { id: "Byline", name: "Byline", kind: "byline", attrs: {} },
  { id: "Subtitle", name: "Subtitle", kind: "standfirst", attrs: {} },
  { id: "Heading1", name: "heading 1", kind: "heading", attrs: { level: 2 } },
  { id: "Heading2", name: "heading 2", kind: "heading", attrs: { level: 3 } },
  { id: "Normal", name: "Normal", kind: "body", attrs: {} },
  { id: "Quote", name: "Quote", kind: "quote", attrs: {} },
  { id: "ListBullet", name: "List Bullet", kind: "list_item", attrs: { ordered: false } },
  { id: "ListNumber", name: "List Number", kind: "list_item", attrs: { ordered: true } },
  { id: "Bibliography", name: "Bibliography", kind: "reference", attrs: {} },
];
