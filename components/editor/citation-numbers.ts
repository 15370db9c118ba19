import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { citationsOf } from "@/domain/article/citation-labels";
import {
  sameCitations,
  type CitationStyle,
  type Citations,
  type CitedParagraph,
} from "@/domain/article/citations";
import { placeParagraphs } from "@/domain/article/document";
import type { CitationAttrs, InlineJson, ParagraphAttrs, ParagraphKind } from "@/domain/article/kinds";

/** Only what is labelled by, once a paragraph: paragraphs that are not touched stay the same objects. */
const cache = new WeakMap<Node, CitedParagraph>();

function cited(paragraph: Node): CitedParagraph {
  const known = cache.get(paragraph);
  if (known) return known;
  const kind = paragraph.type.name as ParagraphKind;
  const content: InlineJson[] = [];
  paragraph.forEach((node) => {
    if (node.type.name === "citation") content.push({ type: "citation", attrs: node.attrs as CitationAttrs });
    else if (kind === "reference")
      content.push(node.isText ? { type: "text", text: node.text! } : { type: "hard_break" });
  });
  const { id, csl = null } = paragraph.attrs as ParagraphAttrs & { id: string };
  const made = { id, kind, content, attrs: { csl } };
  cache.set(paragraph, made);
  return made;
}

/** Live labels of an article's citations. */
export function citationsIn(doc: Node, style: CitationStyle): Citations {
  return citationsOf(doc.children.map(cited), style);
}

interface Known {
  citations: Citations;
  letters: DecorationSet;
}

const key = new PluginKey<Known>("citation-numbers");

/** Keeps the labels, the same object as long as none changes; and draws the letters behind years in the list. */
export function citationNumbers(style: CitationStyle): Plugin {
  const known = (doc: Node, citations: Citations): Known => ({
    citations,
    letters: lettersIn(doc, citations),
  });
  return new Plugin<Known>({
    key,
    state: {
      init: (_config, state) => known(state.doc, citationsIn(state.doc, style)),
      apply(transaction, before) {
        const asked = transaction.getMeta(key) as CitationStyle | undefined;
        if (!transaction.docChanged && !asked) return before;
        const now = citationsIn(transaction.doc, asked ?? before.citations.style);
        const citations = sameCitations(now, before.citations);
        return citations === before.citations
          ? { citations, letters: before.letters.map(transaction.mapping, transaction.doc) }
          : known(transaction.doc, citations);
      },
    },
    props: { decorations: (state) => key.getState(state)?.letters },
  });
}

function lettersIn(doc: Node, { letters }: Citations): DecorationSet {
  if (letters.size === 0) return DecorationSet.empty;
  const placed = placeParagraphs(doc);
  return DecorationSet.create(
    doc,
    [...letters].map(([id, { offset, letter }]) =>
      Decoration.widget(placed.get(id)!.start + offset, () => letterElement(letter), {
        side: -1,
        key: `${id} ${letter}`,
      }),
    ),
  );
}

function letterElement(letter: string): HTMLElement {
  const element = document.createElement("span");
  element.dataset.outside = "";
  element.textContent = letter;
  return element;
}

export function currentCitations(state: EditorState): Citations {
  return key.getState(state)!.citations;
}

/** The style of the article's citations has changed; null where it is that already. */
export function setCitationStyle(state: EditorState, style: CitationStyle): Transaction | null {
  return currentCitations(state).style === style ? null : state.tr.setMeta(key, style);
}
