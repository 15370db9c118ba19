import { difference } from "@/domain/article/difference";

/** One line of an element's text: which letter begins it, and where on screen that stands (px). */
export interface TextLine {
  offset: number;
  top: number;
}

/** The line of the element's text that stands at this height of the window, or the next one below; null for none. */
export function lineAt(element: HTMLElement, height: number): TextLine | null {
  const { length } = element.textContent;
  // Letters stand below each other in their order, whichever way the script runs.
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const box = letterBox(element, middle);
    if (box === null || box.bottom < height) low = middle + 1;
    else high = middle;
  }
  const box = low < length ? letterBox(element, low) : null;
  return box && { offset: low, top: box.top };
}

/** Where the letter at this offset stands now; null where it is not drawn. */
export function topOfLetter(element: HTMLElement, offset: number): number | null {
  return letterBox(element, offset)?.top ?? null;
}

/** Where a letter of the one text is in the other: the words that both begin and end with stay where they are. */
export function offsetIn(after: string, before: string, offset: number): number {
  const { start, end, oldEnd } = difference(before, after);
  if (offset < start) return offset;
  return offset >= oldEnd ? offset + end - oldEnd : start;
}

function letterBox(element: HTMLElement, offset: number): DOMRect | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = offset;
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (left < text.length) {
      const range = document.createRange();
      range.setStart(text, left);
      range.setEnd(text, left + 1);
      return range.getClientRects()[0] ?? null;
    }
    left -= text.length;
  }
  return null;
}
