/** What the DOM's core has no words for: no selectors, no styles engine, so that all of it runs without a browser. */

/** A list of its own, so that the tree may change meanwhile. */
export function children(node: Node): Node[] {
  const found: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
}

export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

/** In small letters, whatever the document is. */
export function tagOf(element: Element): string {
  return element.nodeName.toLowerCase();
}

/** All below, in the order of the text. */
export function elementsIn(root: Element): Element[] {
  return children(root)
    .filter(isElement)
    .flatMap((element) => [element, ...elementsIn(element)]);
}

export function remove(node: Node): void {
  node.parentNode?.removeChild(node);
}

/** Also what held only this. */
export function removeWithBox(element: Element, root: Element): void {
  const box = element.parentNode;
  remove(element);
  if (box && box !== root && isElement(box) && (box.textContent ?? "").trim() === "")
    removeWithBox(box, root);
}

/** What it holds stays, in its place. */
export function unwrap(element: Element): void {
  for (const child of children(element)) element.parentNode?.insertBefore(child, element);
  remove(element);
}

/** Without its attributes. */
export function rename(element: Element, tag: string): Element {
  const renamed = element.ownerDocument.createElement(tag);
  for (const child of children(element)) renamed.appendChild(child);
  element.parentNode?.replaceChild(renamed, element);
  return renamed;
}

/** In small letters and without spaces, to look things up in. */
export function styleOf(element: Element): string {
  return (element.getAttribute("style") ?? "").toLowerCase().replace(/\s+/g, "");
}

export function isInside(element: Element, ancestor: Element): boolean {
  for (let parent: Node | null = element; parent; parent = parent.parentNode)
    if (parent === ancestor) return true;
  return false;
}
