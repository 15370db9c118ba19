import type { Node } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import type { NodeView } from "prosemirror-view";
import { PARAGRAPH_KINDS } from "@/domain/article/kinds";
import { currentNumbers } from "./citation-numbers";

/** Something that shows the number of a reference. */
interface Numbered {
  referenceId: string | null;
  show(number: number | undefined): void;
}

/**
 * Paragraphs and citations in the DOM of the reading view (components/review/paragraph.tsx), so that nothing
 * moves when the editor takes its place. Numbers are set straight into the page when they change: no node is
 * drawn again for a citation that was put in above it.
 */
export function articleViews(): Plugin {
  const numbered = new Set<Numbered>();
  let numbers: ReadonlyMap<string, number> = new Map();
  const add = (entry: Numbered) => {
    numbered.add(entry);
    entry.show(numbers.get(entry.referenceId ?? ""));
    return () => void numbered.delete(entry);
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
        citation: (node) => citationView(node, add),
      },
    },
    view: (view) => {
      const update = () => {
        const now = currentNumbers(view.state);
        if (now === numbers) return;
        numbers = now;
        for (const { referenceId, show } of numbered) show(numbers.get(referenceId ?? ""));
      };
      update();
      return { update };
    },
  });
}

type Add = (entry: Numbered) => () => void;

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
  const entry: Numbered = {
    referenceId: node.attrs.id as string | null,
    show: (number) => {
      if (number === undefined) element.removeAttribute("data-number");
      else if (element.dataset.number !== String(number)) element.dataset.number = String(number);
    },
  };
  return {
    dom: element,
    contentDOM: element,
    ignoreMutation: (mutation) => mutation.type === "attributes",
    destroy: add(entry),
  };
}

function citationView(node: Node, add: Add): NodeView {
  const element = document.createElement("sup");
  const referenceId = node.attrs.referenceId as string;
  element.dataset.reference = referenceId;
  element.contentEditable = "false";
  const digits = element.appendChild(document.createElement("span"));
  digits.className = "citation-link";
  const entry: Numbered = {
    referenceId,
    show: (number) => {
      const text = number === undefined ? "?" : String(number);
      if (digits.textContent === text) return;
      digits.textContent = text;
      element.setAttribute("aria-label", number === undefined ? "Reference missing" : `Reference ${number}`);
    },
  };
  return { dom: element, ignoreMutation: () => true, destroy: add(entry) };
}
