/**
 * From a place in the page to a place in a paragraph and back. A paragraph's offsets are UTF-16 units in which a
 * citation and a line break count one each, as in the database. Works on any tree with the few DOM properties
 * below, so that it is tested without a browser, and on the editor's DOM as well as ours.
 */
export interface TreeNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: ArrayLike<TreeNode>;
  readonly parentNode: TreeNode | null;
}

const TEXT = 3;
const ELEMENT = 1;

interface ElementNode extends TreeNode {
  getAttribute(name: string): string | null;
}

const isElement = (node: TreeNode): node is ElementNode => node.nodeType === ELEMENT;

/** What a whole node counts, or null when its children are to be counted. */
function wholeLength(node: TreeNode): number | null {
  if (node.nodeType === TEXT) return node.nodeValue?.length ?? 0;
  if (!isElement(node)) return 0;
  // Ours for the eye only, and the editor's helpers at the end of a line.
  if (node.getAttribute("data-outside") !== null) return 0;
  if (/ProseMirror-(trailingBreak|separator)/.test(node.getAttribute("class") ?? "")) return 0;
  if (node.getAttribute("data-reference") !== null) return 1;
  if (node.nodeName.toUpperCase() === "BR") return 1;
  return null;
}

/** How many units of text a node holds. */
export function textLength(node: TreeNode): number {
  const whole = wholeLength(node);
  if (whole !== null) return whole;
  let length = 0;
  for (let index = 0; index < node.childNodes.length; index++) length += textLength(node.childNodes[index]!);
  return length;
}

/** The offset, inside `paragraph`, of a place given as the DOM gives it (a node, and an offset in it). */
export function offsetOf(paragraph: TreeNode, node: TreeNode, offset: number): number {
  let length = 0;
  let inside: TreeNode = node;
  if (node.nodeType === TEXT) length = offset;
  else
    for (let index = 0; index < Math.min(offset, node.childNodes.length); index++)
      length += textLength(node.childNodes[index]!);
  while (inside !== paragraph) {
    const parent: TreeNode | null = inside.parentNode;
    if (!parent) return 0;
    // Inside something that counts as a whole (the digits of a citation): the place is before or after it.
    const whole = wholeLength(parent);
    if (whole !== null && parent !== paragraph) {
      length = length > 0 ? whole : 0;
    } else {
      for (let index = 0; index < parent.childNodes.length; index++) {
        const sibling = parent.childNodes[index]!;
        if (sibling === inside) break;
        length += textLength(sibling);
      }
    }
    inside = parent;
  }
  return length;
}

/** The DOM place of an offset inside a paragraph: in a text node where there is one. */
export function placeOf<Node extends TreeNode>(
  paragraph: Node,
  offset: number,
): { node: Node; offset: number } {
  let left = offset;
  let last: { node: Node; offset: number } = { node: paragraph, offset: 0 };
  const walk = (node: Node): { node: Node; offset: number } | null => {
    for (let index = 0; index < node.childNodes.length; index++) {
      const child = node.childNodes[index] as Node;
      const whole = wholeLength(child);
      if (child.nodeType === TEXT) {
        if (left <= whole!) return { node: child, offset: left };
        last = { node: child, offset: whole! };
        left -= whole!;
      } else if (whole === null) {
        const found = walk(child);
        if (found) return found;
      } else if (whole > 0) {
        if (left === 0) return { node, offset: index };
        left -= whole;
        last = { node, offset: index + 1 };
      }
    }
    return null;
  };
  return walk(paragraph) ?? last;
}

/** White space at either end does not belong to what a person meant to select. */
export function trimRange(text: string, start: number, end: number): { start: number; end: number } {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return { start: from, end: to };
}

/** The paragraph element a node stands in. */
export function paragraphOf(node: Node | null): HTMLElement | null {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest<HTMLElement>("[data-paragraph]") ?? null;
}

export interface SelectedWords {
  paragraphId: string;
  start: number;
  end: number;
  /** The selection went on into the next paragraph: only the first one's part is taken. */
  clipped: boolean;
}

/** What is selected in the article, clipped to the first paragraph that words of it are in; null when nothing is. */
export function readSelection(article: Element, selection: Selection | null): SelectedWords | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!article.contains(range.commonAncestorContainer)) return null;
  let first = paragraphOf(range.startContainer);
  if (!first) return null;
  const last = paragraphOf(range.endContainer);
  let start = offsetOf(first, range.startContainer, range.startOffset);
  // From behind a paragraph's last word on the next one's are meant.
  while (first !== last && start >= textLength(first) && first.nextElementSibling)
    [first, start] = [first.nextElementSibling as HTMLElement, 0];
  const within = last === first;
  const end = within ? offsetOf(first, range.endContainer, range.endOffset) : textLength(first);
  // A triple click ends at the very start of the next paragraph: nothing of it was meant.
  const clipped = !within && (!last || offsetOf(last, range.endContainer, range.endOffset) > 0);
  const { paragraph: paragraphId } = first.dataset;
  return paragraphId && start < end ? { paragraphId, start, end, clipped } : null;
}
