import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState } from "prosemirror-state";
import { referenceNumbers } from "@/domain/article/references";
import type { InlineJson, ParagraphKind } from "@/domain/article/kinds";

/** Only what is numbered by, once a paragraph: paragraphs that are not touched stay the same objects. */
const cache = new WeakMap<Node, { id: string; kind: ParagraphKind; content: InlineJson[] }>();

function numbered(paragraph: Node) {
  const known = cache.get(paragraph);
  if (known) return known;
  const content: InlineJson[] = [];
  paragraph.forEach((node) => {
    if (node.type.name === "citation")
      content.push({ type: "citation", attrs: { referenceId: node.attrs.referenceId as string } });
  });
  const made = { id: paragraph.attrs.id as string, kind: paragraph.type.name as ParagraphKind, content };
  cache.set(paragraph, made);
  return made;
}

/** Live numbers of an article's references, by their ids. */
export function numbersOf(doc: Node): Map<string, number> {
  return referenceNumbers(doc.children.map(numbered));
}

const key = new PluginKey<Map<string, number>>("citation-numbers");

/** Keeps the numbers, the same map as long as none changes. */
export function citationNumbers(): Plugin {
  return new Plugin<Map<string, number>>({
    key,
    state: {
      init: (_config, state) => numbersOf(state.doc),
      apply(transaction, numbers) {
        if (!transaction.docChanged) return numbers;
        const now = numbersOf(transaction.doc);
        const isSame =
          now.size === numbers.size && [...now].every(([id, number]) => numbers.get(id) === number);
        return isSame ? numbers : now;
      },
    },
  });
}

export function currentNumbers(state: EditorState): ReadonlyMap<string, number> {
  return key.getState(state)!;
}
