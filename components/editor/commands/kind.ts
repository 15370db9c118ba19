import type { Command, EditorState } from "prosemirror-state";
import { isTextKind, type ParagraphAttrs, type ParagraphKind } from "@/domain/article/kinds";
import { kindOf, makesArticle } from "@/domain/article/shape";
import { selectedRun, typeOf } from "./paragraphs";

/** A kind of paragraph as it is chosen from the menu. */
export interface KindChoice {
  kind: ParagraphKind;
  attrs: ParagraphAttrs;
  label: string;
  /** As prosemirror-keymap writes it. */
  keys: string;
}

export const KIND_CHOICES: readonly KindChoice[] = [
  { kind: "body", attrs: {}, label: "Text", keys: "Mod-Alt-0" },
  { kind: "heading", attrs: { level: 2 }, label: "Heading", keys: "Mod-Alt-1" },
  { kind: "heading", attrs: { level: 3 }, label: "Smaller heading", keys: "Mod-Alt-2" },
  { kind: "quote", attrs: {}, label: "Quote", keys: "Mod-Alt-3" },
  { kind: "list_item", attrs: { ordered: false }, label: "Bulleted item", keys: "Mod-Alt-4" },
  { kind: "list_item", attrs: { ordered: true }, label: "Numbered item", keys: "Mod-Alt-5" },
  { kind: "standfirst", attrs: {}, label: "Standfirst", keys: "Mod-Alt-6" },
  { kind: "byline", attrs: {}, label: "Byline", keys: "Mod-Alt-7" },
];

/** Makes the selected paragraphs of this kind; only where the article keeps its shape. Ids stay. */
export function setKind({ kind, attrs }: Pick<KindChoice, "kind" | "attrs">): Command {
  return (state, dispatch) => {
    const { first, last, from } = selectedRun(state);
    const paragraphs = state.doc.children.slice(first, last + 1);
    // Title and references are what they are: an article has the one, and citations point at the others.
    if (paragraphs.some((node) => ["title", "reference"].includes(kindOf(node)))) return false;
    const order = state.doc.children.map((node, index) =>
      index < first || index > last
        ? node
        : typeOf(kind).create({ ...attrs, id: node.attrs.id }, node.content),
    );
    if (!makesArticle(order)) return false;
    if (paragraphs.every((node) => isOfKind(node, { kind, attrs }))) return false;
    if (dispatch) {
      const transaction = state.tr;
      let position = from;
      const changes = paragraphs.map((node) => {
        const at = position;
        position += node.nodeSize;
        return { node, at };
      });
      // After every single one the article must have its shape: towards the head from above, else from below.
      if (isTextKind(kind)) changes.reverse();
      for (const { node, at } of changes)
        if (!isOfKind(node, { kind, attrs }))
          transaction.setNodeMarkup(at, typeOf(kind), { ...attrs, id: node.attrs.id });
      dispatch(transaction.scrollIntoView());
    }
    return true;
  };
}

/** The choice that the paragraph at the caret is; null for title and references. */
export function currentKind(state: EditorState): KindChoice | null {
  const paragraph = state.selection.$from.node(1) ?? state.doc.child(selectedRun(state).first);
  return KIND_CHOICES.find((choice) => isOfKind(paragraph, choice)) ?? null;
}

function isOfKind(
  node: { type: { name: string }; attrs: Record<string, unknown> },
  { kind, attrs }: Pick<KindChoice, "kind" | "attrs">,
): boolean {
  return (
    node.type.name === kind && Object.entries(attrs).every(([name, value]) => node.attrs[name] === value)
  );
}
