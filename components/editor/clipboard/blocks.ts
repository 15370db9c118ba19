import { children, elementsIn, isElement, remove, rename, tagOf, unwrap } from "./tree";

const BLOCKS = new Set(
  "p div section article main header footer aside nav figure figcaption center address details summary fieldset form table caption tbody thead tfoot tr td th ul ol li dl dt dd blockquote pre h1 h2 h3 h4 h5 h6 hr".split(
    " ",
  ),
);
/** Those that the schema reads as a paragraph of some kind. */
const PARAGRAPHS = new Set("p div pre li blockquote h1 h2 h3 h4 h5 h6".split(" "));
const LISTS = new Set(["ul", "ol"]);

/**
 * Leaves a flat row of paragraphs, as the schema is: boxes around blocks go, words that stand bare beside a block
 * (the first line of a letter, an item with a list in it) become a paragraph, and empty ones, which other programs
 * make space with, go. The schema would read a box as an empty paragraph, and drop bare words or take them for
 * something else.
 */
export function flattenBlocks(root: Element): void {
  for (const element of elementsIn(root)) if (tagOf(element) === "pre") breakLines(element);
  for (const element of elementsIn(root)) {
    if (holdsBlocks(element)) wrapBareWords(element);
    else if (isBlock(element) && !PARAGRAPHS.has(tagOf(element))) rename(element, "p");
  }
  if (holdsBlocks(root)) wrapBareWords(root);
  for (const element of elementsIn(root))
    if (isBlock(element) && !LISTS.has(tagOf(element)) && holdsBlocks(element)) unwrap(element);
  for (const element of elementsIn(root))
    if (isBlock(element) && element.getAttribute("data-kind") === null && isBlank([element])) remove(element);
}

function isBlock(node: Node): boolean {
  return isElement(node) && BLOCKS.has(tagOf(node));
}

function holdsBlocks(element: Element): boolean {
  return elementsIn(element).some(isBlock);
}

/** Neither words nor a citation. */
function isBlank(nodes: readonly Node[]): boolean {
  return nodes.every(
    (node) =>
      (node.textContent ?? "").trim() === "" &&
      !(
        isElement(node) &&
        [node, ...elementsIn(node)].some((inner) => inner.getAttribute("data-reference") !== null)
      ),
  );
}

/** Whatever stands in this box between its blocks becomes blocks of the box's own kind. */
function wrapBareWords(box: Element): void {
  const tag = tagOf(box);
  const wrapper = LISTS.has(tag) ? "li" : ["li", "blockquote"].includes(tag) ? tag : "p";
  let run: Node[] = [];
  const wrap = () => {
    if (isBlank(run)) run.forEach(remove);
    else {
      const block = box.ownerDocument!.createElement(wrapper);
      run[0]!.parentNode!.insertBefore(block, run[0]!);
      for (const node of run) block.appendChild(node);
      dropOuterBreaks(block);
    }
    run = [];
  };
  for (const child of children(box)) {
    if (!isElement(child) || !(isBlock(child) || holdsBlocks(child))) {
      run.push(child);
      continue;
    }
    wrap();
    // A quotation of several paragraphs is several quotations, an item's paragraphs are items.
    if (wrapper !== "p" && tagOf(child) === "p") rename(child, wrapper);
  }
  wrap();
}

/** A break beside a block only ended a line that ends anyway. */
function dropOuterBreaks(block: Element): void {
  for (const edge of ["firstChild", "lastChild"] as const)
    for (let node = block[edge]; node && isBreakOrSpace(node); node = block[edge]) remove(node);
}

function isBreakOrSpace(node: Node): boolean {
  return isElement(node) ? tagOf(node) === "br" : (node.nodeValue ?? "").trim() === "";
}

/** The lines of a text that was set line by line stay lines. */
function breakLines(element: Element): void {
  for (const holder of [element, ...elementsIn(element)])
    for (const node of children(holder)) {
      if (node.nodeType !== 3 || !/\n/.test(node.nodeValue ?? "")) continue;
      const { ownerDocument } = element;
      (node.nodeValue ?? "").split(/\r?\n/).forEach((line, index) => {
        if (index > 0) holder.insertBefore(ownerDocument.createElement("br"), node);
        if (line) holder.insertBefore(ownerDocument.createTextNode(line), node);
      });
      remove(node);
    }
}
