import type { Node } from "prosemirror-model";
import { isTextKind, type ParagraphKind } from "./kinds";
import { schema } from "./schema";

export function kindOf(node: Node): ParagraphKind {
  return node.type.name as ParagraphKind;
}

/** A paragraph that may stand anywhere in the running text, and be any other kind of such. */
export function isText(node: Node): boolean {
  return isTextKind(kindOf(node));
}

/** Whether these paragraphs, in this order, make an article. */
export function makesArticle(paragraphs: readonly Node[]): boolean {
  const match = paragraphs.reduce(
    (found, node) => found?.matchType(node.type) ?? null,
    schema.nodes.doc.contentMatch as ReturnType<typeof schema.nodes.doc.contentMatch.matchType>,
  );
  return match?.validEnd ?? false;
}

/** The index at which a paragraph may come in, nearest to the one wanted (below before above); null for none. */
export function nearestPlace(paragraphs: readonly Node[], wanted: number, node: Node): number | null {
  const places = [...paragraphs.keys(), paragraphs.length].sort(
    (a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || b - a,
  );
  return places.find((place) => makesArticle(paragraphs.toSpliced(place, 0, node))) ?? null;
}
