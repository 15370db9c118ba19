import { Fragment, Slice, type Node } from "prosemirror-model";
import { schema } from "@/domain/article/schema";
import { isTextKind, type ParagraphKind } from "@/domain/article/kinds";
import { kindOf } from "@/domain/article/shape";
import { typeOf } from "../commands/paragraphs";

/** A pasted slice, its bibliography apart: that goes to the end of the article wherever the caret is. */
export interface FittedSlice {
  slice: Slice;
  references: Node[];
}

interface FitOptions {
  /** The kind of the paragraph it is pasted into. */
  into: ParagraphKind;
  /** A paragraph keeps its id when no paragraph of the article has it: it was cut, and now comes back. */
  isTaken: (id: string) => boolean;
  newId: () => string;
}

/** Makes pasted paragraphs such as may stand where they are pasted, each with an id of its own. */
export function fitSlice(slice: Slice, { into, isTaken, newId }: FitOptions): FittedSlice {
  const paragraphs = slice.content.content;
  if (paragraphs.every((node) => !node.isTextblock))
    return { slice: withoutForeign(slice, into), references: [] };
  if (into === "reference") return { slice: asReferences(slice, isTaken, newId), references: [] };
  const used = new Set<string>();
  const idOf = (node: Node): string => {
    const id = node.attrs.id as string | null;
    const own = id && !isTaken(id) && !used.has(id) ? id : newId();
    used.add(own);
    return own;
  };
  const isReference = (node: Node) => kindOf(node) === "reference";
  const references = paragraphs.filter(isReference);
  const isAlone = references.length === paragraphs.length;
  const text = isAlone ? paragraphs : paragraphs.filter((node) => !isReference(node));
  const carried = isAlone
    ? []
    : references.filter((node) => !isTaken((node.attrs.id as string | null) ?? ""));
  const carriedOver = () =>
    carried.map((node) => node.type.create({ ...node.attrs, id: idOf(node) }, node.content));
  if (!isTextKind(into)) return { slice: asOneLine(text), references: carriedOver() };
  const content = text.map((node) => {
    const kind = textKind(node);
    const attrs = kind === kindOf(node) ? node.attrs : {};
    return typeOf(kind).create({ ...attrs, id: idOf(node) }, node.content);
  });
  return {
    slice: new Slice(
      Fragment.from(content),
      slice.openStart,
      references.length > 0 && !isAlone ? Math.min(1, slice.openStart) : slice.openEnd,
    ),
    references: carriedOver(),
  };
}

/** What a paragraph is in the text: a title is a heading there, a byline or an entry plain text. */
function textKind(node: Node): ParagraphKind {
  const kind = kindOf(node);
  if (isTextKind(kind)) return kind;
  return kind === "title" ? "heading" : "body";
}

/** Into the bibliography: an entry a paragraph, without citations. */
function asReferences(slice: Slice, isTaken: (id: string) => boolean, newId: () => string): Slice {
  const entries = slice.content.content.map((node) => {
    const id = node.attrs.id as string | null;
    const own = id && kindOf(node) === "reference" && !isTaken(id) ? id : newId();
    return schema.nodes.reference.create({ id: own }, uncited(node.content));
  });
  return new Slice(Fragment.from(entries), slice.openStart, slice.openEnd);
}

/** Into the title, a byline or the standfirst: one line, whatever it was. */
function asOneLine(paragraphs: readonly Node[]): Slice {
  const space = Fragment.from(schema.text(" "));
  const line = paragraphs
    .map((node) => node.content)
    .reduce(
      (joined, content) => (joined.size > 0 ? joined.append(space) : joined).append(content),
      Fragment.empty,
    );
  return new Slice(line, 0, 0);
}

function withoutForeign(slice: Slice, into: ParagraphKind): Slice {
  return into === "reference" ? new Slice(uncited(slice.content), slice.openStart, slice.openEnd) : slice;
}

function uncited(content: Fragment): Fragment {
  return Fragment.from(content.content.filter((node) => node.type !== schema.nodes.citation));
}
