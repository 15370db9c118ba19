import { placeOf, textLength } from "./selection";

/**
 * A caret for reading: it walks the article by the arrow keys and selects with Shift, so that words can be flagged
 * without a pointer. The selection is the browser's own; the caret is drawn by us, because a page that cannot be
 * written in shows none.
 */
export class Caret {
  private drawn: HTMLElement | null = null;

  constructor(readonly root: HTMLElement) {}

  get isOn(): boolean {
    return this.drawn !== null;
  }

  /** Begins at a place of the text: an offset in a paragraph's element. */
  begin(paragraph: HTMLElement, offset: number): void {
    const { node, offset: within } = placeOf<Node>(paragraph, Math.min(offset, textLength(paragraph)));
    this.drawn ??= document.createElement("div");
    this.drawn.className = "caret";
    this.drawn.dataset.screen = "";
    this.drawn.setAttribute("aria-hidden", "true");
    document.body.append(this.drawn);
    window.getSelection()?.collapse(node, within);
    this.draw();
  }

  end(): void {
    this.drawn?.remove();
    this.drawn = null;
  }

  /** Takes a key; false when the key is not the caret's. */
  press(event: KeyboardEvent): boolean {
    const move = MOVES[event.key];
    const selection = window.getSelection();
    if (!this.isOn || !move || !selection) return false;
    const byWord = (event.ctrlKey || event.altKey) && move.by === "character";
    const before = { node: selection.focusNode, offset: selection.focusOffset };
    selection.modify(event.shiftKey ? "extend" : "move", move.to, byWord ? "word" : move.by);
    // It does not leave the article.
    if (!this.root.contains(selection.focusNode) && before.node) {
      if (event.shiftKey) selection.extend(before.node, before.offset);
      else selection.collapse(before.node, before.offset);
    }
    this.draw();
    return true;
  }

  /** Selects the word at the caret, when nothing is selected. */
  takeWord(): void {
    const selection = window.getSelection();
    if (!selection?.isCollapsed) return;
    selection.modify("move", "forward", "character");
    selection.modify("move", "backward", "word");
    selection.modify("extend", "forward", "word");
  }

  private draw(): void {
    const selection = window.getSelection();
    if (!this.drawn || !selection?.focusNode) return;
    const range = document.createRange();
    range.setStart(selection.focusNode, selection.focusOffset);
    const box = range.getClientRects()[0] ?? boxOf(selection.focusNode);
    this.drawn.style.transform = `translate(${box.left + window.scrollX}px, ${box.top + window.scrollY}px)`;
    this.drawn.style.height = `${box.height}px`;
    if (box.top < MARGIN || box.bottom > window.innerHeight - MARGIN)
      window.scrollBy({ top: box.top - window.innerHeight / 2 });
  }
}

/** How near the window's edge the caret may come before the page moves, px. */
const MARGIN = 90;

const MOVES: Record<string, { to: string; by: string } | undefined> = {
  ArrowLeft: { to: "left", by: "character" },
  ArrowRight: { to: "right", by: "character" },
  ArrowUp: { to: "backward", by: "line" },
  ArrowDown: { to: "forward", by: "line" },
  Home: { to: "backward", by: "lineboundary" },
  End: { to: "forward", by: "lineboundary" },
};

function boxOf(node: Node): DOMRect {
  const element = node instanceof Element ? node : node.parentElement!;
  return element.getBoundingClientRect();
}
