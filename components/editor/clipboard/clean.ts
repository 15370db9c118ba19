import { flattenBlocks } from "./blocks";
import {
  children,
  elementsIn,
  isElement,
  isInside,
  remove,
  removeWithBox,
  rename,
  styleOf,
  tagOf,
  unwrap,
} from "./tree";

/**
 * What other programs put on the clipboard, made into what the schema can read: no scripts, no hidden parts, no
 * deleted words, Word's lists as lists, footnotes as references. Uses only the DOM's core (no selectors, no
 * styles engine), so that it is tested without a browser. Nothing here is ever put into the page: the tree is
 * parsed inert and read by the schema, which knows no attribute but a safe link.
 */
export interface CleanOptions {
  newId: () => string;
  /** References that this article has: their citations stay citations. */
  isReference: (id: string) => boolean;
}

const DROPPED = new Set(
  "script style meta link title template noscript iframe object embed svg math canvas audio video input button select textarea del head xml".split(
    " ",
  ),
);

/** Word, LibreOffice, Google Docs and web pages' names for a footnote's mark in the text and its entry. */
const MARK_TARGET =
  /^#?(_(?:ftn|edn)\d+|sdfootnote\d+sym|sdendnote\d+sym|fn[-:]?[\w-]+|cite_note-[\w.-]+|footnote-?\d+|ftnt\d+)$/i;

export function cleanPasted(root: Element, options: CleanOptions): void {
  dropUnwanted(root);
  const references = readFootnotes(root, options);
  styleRuns(root);
  wordLists(root);
  ownCitations(root, options);
  // First the references: beside them words without a paragraph need one.
  for (const reference of references) root.appendChild(reference);
  flattenBlocks(root);
}

function dropUnwanted(root: Element): void {
  for (const node of children(root)) {
    if (!isElement(node)) {
      // Comments: Word's conditional parts.
      if (node.nodeType === 8) remove(node);
      continue;
    }
    const tag = tagOf(node);
    const style = styleOf(node);
    const isHidden =
      /display:none|mso-hide:all|visibility:hidden/.test(style) || node.getAttribute("hidden") !== null;
    // Namespaced tags are Word's own; an empty one holds nothing.
    if (
      DROPPED.has(tag) ||
      isHidden ||
      isComment(node) ||
      (tag.includes(":") && node.textContent?.trim() === "")
    )
      remove(node);
    else {
      dropUnwanted(node);
      if (tag.includes(":") || (tag === "a" && !node.getAttribute("href") && !node.getAttribute("name")))
        unwrap(node);
    }
  }
}

/** What Word keeps of its comments: them, and their marks in the text. They were said about the words, to few. */
function isComment(element: Element): boolean {
  return (
    /mso-element:comment/.test(styleOf(element)) ||
    /^msocomanchor$/i.test(element.getAttribute("class") ?? "")
  );
}

/** Marks like [1] that link to an entry further down become citations, the entries references. */
function readFootnotes(root: Element, { newId }: CleanOptions): Element[] {
  const all = elementsIn(root);
  const entries = new Map<string, Element>();
  for (const element of all) {
    const name = element.getAttribute("id") ?? element.getAttribute("name");
    if (name) entries.set(name.toLowerCase(), entryOf(element));
  }
  const references = new Map<Element, { id: string; element: Element }>();
  for (const element of all) {
    const target = tagOf(element) === "a" ? (element.getAttribute("href") ?? "") : "";
    const hash = target.slice(target.indexOf("#"));
    if (!target.includes("#") || !MARK_TARGET.test(hash)) continue;
    const entry = entries.get(hash.slice(1).toLowerCase());
    if (!entry || isInside(element, entry)) continue;
    const made = references.get(entry) ?? { id: newId(), element: entry };
    references.set(entry, made);
    const citation = element.ownerDocument.createElement("sup");
    citation.setAttribute("data-reference", made.id);
    citation.setAttribute("data-new", "");
    const outer = element.parentNode;
    const isAlone =
      outer && isElement(outer) && tagOf(outer) === "sup" && outer.textContent === element.textContent;
    const replaced = isAlone ? outer : element;
    replaced.parentNode?.replaceChild(citation, replaced);
  }
  return [...references.values()].map(({ id, element }) => {
    const reference = element.ownerDocument.createElement("li");
    reference.setAttribute("data-kind", "reference");
    reference.setAttribute("data-id", id);
    for (const paragraph of elementsIn(element).filter((inner) => tagOf(inner) === "p"))
      paragraph.appendChild(element.ownerDocument.createTextNode(" "));
    const text = (element.textContent ?? "").replace(/\s+/g, " ").trim();
    const words = text.replace(/^(\[?\d+\]?[.)]?|\^|↑)\s*/u, "").replace(/\s*↩︎?$/u, "");
    reference.appendChild(element.ownerDocument.createTextNode(words));
    removeWithBox(element, root);
    return reference;
  });
}

/**
 * The whole entry: a named anchor stands at the beginning of its paragraph or list item, and that, where the entry
 * has several, in a box of the same name (Word's `ftn1` around `_ftn1`, LibreOffice's `sdfootnote1` around …`sym`).
 */
function entryOf(element: Element): Element {
  if (tagOf(element) !== "a") return element;
  let entry = element;
  while (
    !["p", "li", "div", "dd", "td"].includes(tagOf(entry)) &&
    entry.parentNode &&
    isElement(entry.parentNode)
  )
    entry = entry.parentNode;
  const name = element.getAttribute("name") ?? element.getAttribute("id") ?? "";
  const box = entry.parentNode;
  const isBox = box && isElement(box) && box.getAttribute("id") === name.replace(/^_|sym$/g, "");
  return isBox ? box : entry;
}

/** Bold and italics that are said by a style become tags; a `b` that says it is not bold goes (Google Docs). */
function styleRuns(root: Element): void {
  for (const element of elementsIn(root)) {
    const style = styleOf(element);
    const tag = tagOf(element);
    const isNormal = /font-weight:(normal|400)/.test(style);
    if ((tag === "b" || tag === "strong") && isNormal) {
      unwrap(element);
      continue;
    }
    if (tag !== "span" && tag !== "font") continue;
    if (/font-weight:(bold|[6-9]00)/.test(style)) wrapContent(element, "strong");
    if (/font-style:(italic|oblique)/.test(style)) wrapContent(element, "em");
    if (/text-decoration[a-z-]*:[^;]*line-through/.test(style)) remove(element);
    else unwrap(element);
  }
  // What the schema would read again from a style, a second time or wrongly.
  for (const element of elementsIn(root))
    if (styleOf(element) && !/mso-list/.test(styleOf(element))) element.removeAttribute("style");
}

function wrapContent(element: Element, tag: string): void {
  const wrapper = element.ownerDocument.createElement(tag);
  for (const child of children(element)) wrapper.appendChild(child);
  element.appendChild(wrapper);
}

/** Word writes its lists as paragraphs with a typed bullet or number. */
function wordLists(root: Element): void {
  for (const element of elementsIn(root)) {
    const isItem =
      /mso-list:(?!none|skip)/.test(styleOf(element)) ||
      /msolistparagraph/i.test(element.getAttribute("class") ?? "");
    if (tagOf(element) !== "p" || !isItem) continue;
    const text = element.textContent ?? "";
    const marker = text.match(/^\s*(\d+[.)]|[a-z][.)]|[ivx]+[.)]|[·•o§▪‣–-])\s+/iu);
    if (marker) takeStart(element, marker[0].length);
    const item = rename(element, "li");
    item.setAttribute("data-kind", "list_item");
    item.setAttribute("data-ordered", /^\s*\w+[.)]/.test(marker?.[0] ?? "") ? "true" : "false");
  }
  for (const element of elementsIn(root)) element.removeAttribute("style");
}

/** Takes so many characters off the beginning of an element's text. */
function takeStart(element: Element, count: number): number {
  let left = count;
  for (const child of children(element)) {
    if (left <= 0) break;
    if (isElement(child)) {
      left = takeStart(child, left);
      if (child.textContent === "") remove(child);
    } else if (child.nodeType === 3) {
      const text = child.nodeValue ?? "";
      child.nodeValue = text.slice(left);
      left -= Math.min(left, text.length);
    }
  }
  return left;
}

/** A citation of ours whose reference is not in this article is its number in brackets. */
function ownCitations(root: Element, { isReference }: CleanOptions): void {
  for (const element of elementsIn(root)) {
    const id = tagOf(element) === "sup" ? element.getAttribute("data-reference") : null;
    if (id === null || element.getAttribute("data-new") !== null || isReference(id)) continue;
    const isCarried = elementsIn(root).some(
      (other) => other.getAttribute("data-kind") === "reference" && other.getAttribute("data-id") === id,
    );
    if (isCarried) continue;
    const number = element.textContent?.trim();
    element.parentNode?.replaceChild(
      element.ownerDocument.createTextNode(number ? `[${number}]` : ""),
      element,
    );
  }
}
