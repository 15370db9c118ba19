import type { Node } from "prosemirror-model";
import { Plugin, type EditorState } from "prosemirror-state";
import type { EditorView, NodeView } from "prosemirror-view";
import { citationWords, labelBrackets, NO_CITATIONS, type Citations } from "@/domain/article/citations";
import { paragraphText } from "@/domain/article/document";
import { PARAGRAPH_KINDS, type CitationAttrs } from "@/domain/article/kinds";
import { currentCitations } from "./citation-numbers";

/** Something that shows the label of a reference, or is one. */
interface Labelled {
  show(citations: Citations): void;
}

/**
 * Paragraphs and citations in the DOM of the reading view (components/review/paragraph.tsx), so that nothing
 * moves when the editor takes its place. Labels are set straight into the page when they change: no node is
 * drawn again for a citation that was put in above it.
 */
export function articleViews(): Plugin {
  const labelled = new Set<Labelled>();
  let citations = NO_CITATIONS;
  const add = (entry: Labelled) => {
    labelled.add(entry);
    entry.show(citations);
    return () => void labelled.delete(entry);
  };
  return new Plugin({
    props: {
      nodeViews: {
        ...Object.fromEntries(
          PARAGRAPH_KINDS.map((kind) => [
            kind,
            (node: Node) => (kind === "reference" ? referenceView(node, add) : paragraphView(node)),
          ]),
        ),
        citation: (node, view, position) => citationView(node, besideIn(view, position), add),
      },
    },
    view: (view) => {
      const update = (_view: EditorView, before?: EditorState) => {
        const now = currentCitations(view.state);
        // Words in brackets look at the letters beside them.
        const byWords = now.style === "author_date" && before?.doc !== view.state.doc;
        if (now === citations && !byWords) return;
        citations = now;
        for (const { show } of labelled) show(citations);
      };
      update(view);
      return { update };
    },
  });
}

/** The characters on either side of a citation. */
type Beside = () => { before: string; after: string };

function besideIn(view: EditorView, position: () => number | undefined): Beside {
  return () => {
    const at = position();
    if (at === undefined || at >= view.state.doc.content.size) return { before: "", after: "" };
    const place = view.state.doc.resolve(at);
    const text = paragraphText(place.parent);
    const { parentOffset } = place;
    return { before: parentOffset > 0 ? text[parentOffset - 1]! : "", after: text[parentOffset + 1] ?? "" };
  };
}

type Add = (entry: Labelled) => () => void;

const TAGS: Record<string, string> = { title: "h1", heading: "h2", quote: "blockquote" };

function paragraphElement(node: Node): HTMLElement {
  const kind = node.type.name;
  const level = (node.attrs.level as number | undefined) ?? 2;
  const element = document.createElement(kind === "heading" && level > 2 ? "h3" : (TAGS[kind] ?? "p"));
  element.dir = "auto";
  element.dataset.kind = kind;
  const id = node.attrs.id as string | null;
  if (id) {
    element.id = `p-${id}`;
    element.dataset.paragraph = id;
  }
  if (kind === "heading") element.dataset.level = String(level);
  if (kind === "list_item") element.dataset.ordered = String(node.attrs.ordered);
  return element;
}

function paragraphView(node: Node): NodeView {
  const element = paragraphElement(node);
  return { dom: element, contentDOM: element };
}

function referenceView(node: Node, add: Add): NodeView {
  const element = paragraphElement(node);
  const id = node.attrs.id as string | null;
  const entry: Labelled = {
    show: ({ style, labels }) => {
      setData(element, "number", style === "numbered" ? labels.get(id ?? "") : undefined);
      setData(element, "byAuthor", style === "author_date" ? "true" : undefined);
    },
  };
  return {
    dom: element,
    contentDOM: element,
    ignoreMutation: (mutation) => mutation.type === "attributes",
    destroy: add(entry),
  };
}

function setData(element: HTMLElement, name: string, value: string | undefined): void {
  if (value === undefined) delete element.dataset[name];
  else if (element.dataset[name] !== value) element.dataset[name] = value;
}

/** A raised number, or words in brackets: the style may change while it stands there. */
function citationView(node: Node, beside: Beside, add: Add): NodeView {
  const element = document.createElement("span");
  const { referenceId, locator } = node.attrs as CitationAttrs;
  element.dataset.reference = referenceId;
  element.contentEditable = "false";
  const [open, words, close] = ["", "citation-link", ""].map((className) => {
    const part = element.appendChild(document.createElement("span"));
    if (className) part.className = className;
    return part;
  }) as [HTMLElement, HTMLElement, HTMLElement];
  const put = (part: HTMLElement, text: string) => {
    if (part.textContent !== text) part.textContent = text;
  };
  const entry: Labelled = {
    show: ({ style, labels }) => {
      const label = labels.get(referenceId);
      const isRaised = style === "numbered" || label === undefined;
      const { before, after } = isRaised ? { before: "", after: "" } : beside();
      const brackets = isRaised ? { open: "", close: "" } : labelBrackets(before, after);
      const said = label === undefined ? "?" : citationWords(style, label, locator);
      setData(element, "raised", isRaised ? "true" : undefined);
      put(open, brackets.open);
      put(words, said);
      put(close, brackets.close);
      element.setAttribute("aria-label", label === undefined ? "Reference missing" : `Reference ${said}`);
    },
  };
  return { dom: element, ignoreMutation: () => true, destroy: add(entry) };
}
