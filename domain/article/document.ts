import { Node } from "prosemirror-model";
import type { ParagraphDto } from "../contract";
import type { InlineJson, ParagraphAttrs, ParagraphKind } from "./kinds";
import { schema } from "./schema";

/** The whole article as one ProseMirror document. Throws a RangeError where the rows do not make one. */
export function docFromParagraphs(paragraphs: readonly Omit<ParagraphDto, "text">[]): Node {
  return Node.fromJSON(schema, {
    type: "doc",
    content: paragraphs.map(({ id, kind, attrs, content }) => ({
      type: kind,
      attrs: { ...attrs, id },
      content,
    })),
  });
}

/** A paragraph node as the API and the database know it. Its id must be filled (see normalise.ts). */
export function paragraphDto(node: Node): ParagraphDto {
  const { id, ...attrs } = node.attrs;
  return {
    id: id as string,
    kind: node.type.name as ParagraphKind,
    attrs: attrs as ParagraphAttrs,
    text: paragraphText(node),
    content: (node.content.toJSON() ?? []) as InlineJson[],
  };
}

/** Plain projection of a paragraph node: as long as the node's content is in document positions. */
export function paragraphText(node: Node): string {
  return node.textBetween(0, node.content.size, "");
}

export function paragraphsFromDoc(doc: Node): ParagraphDto[] {
  return doc.children.map(paragraphDto);
}

/** A paragraph and where it stands: `start` is the document position of its text offset 0. */
export interface PlacedParagraph {
  node: Node;
  index: number;
  start: number;
}

/** Every paragraph by its id (those without one are left out). */
export function placeParagraphs(doc: Node): Map<string, PlacedParagraph> {
  const placed = new Map<string, PlacedParagraph>();
  doc.forEach((node, offset, index) => {
    if (node.attrs.id) placed.set(node.attrs.id as string, { node, index, start: offset + 1 });
  });
  return placed;
}

/** Document position of a paragraph's text offset 0; null when there is no such paragraph. */
export function paragraphStart(doc: Node, id: string): number | null {
  return placeParagraphs(doc).get(id)?.start ?? null;
}
