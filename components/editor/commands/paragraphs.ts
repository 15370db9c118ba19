import type { Node, NodeType } from "prosemirror-model";
import type { EditorState } from "prosemirror-state";
import type { ParagraphKind } from "@/domain/article/kinds";
import { schema } from "@/domain/article/schema";

export function typeOf(kind: ParagraphKind): NodeType {
  return schema.nodes[kind];
}

/** A run of whole paragraphs: indices in the document, and where it begins and ends. */
export interface ParagraphRun {
  first: number;
  last: number;
  from: number;
  to: number;
}

/** The paragraphs the selection reaches into. */
export function selectedRun({ selection, doc }: EditorState): ParagraphRun {
  const first = selection.$from.index(0);
  const end = selection.$to.index(0);
  // All of it is selected: the end lies behind the last paragraph.
  const last = Math.min(doc.childCount - 1, selection.$to.depth === 0 ? end - 1 : end);
  return runOf(doc, first, Math.max(first, last));
}

export function runOf(doc: Node, first: number, last: number): ParagraphRun {
  const before = (count: number) =>
    doc.children.slice(0, count).reduce((position, node) => position + node.nodeSize, 0);
  return { first, last, from: before(first), to: before(last + 1) };
}
