import { Plugin, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { moveParagraphTo } from "./commands/move";

/**
 * A handle beside the paragraph under the pointer, and beside the one with the caret: dragged, the paragraph goes
 * where the line shows. By pointer and touch; the keyboard has Alt with the arrows. Escape lets go.
 */
export function dragParagraph(onRefused: (reason: string) => void): Plugin {
  return new Plugin({ view: (view) => new DragHandle(view, onRefused) });
}

const NOT_THERE = "It cannot stand there: title, bylines and standfirst come first, references last.";

class DragHandle {
  private readonly handle = document.createElement("div");
  private readonly line = document.createElement("div");
  /** Index of the paragraph the handle stands beside. */
  private index: number | null = null;
  private drag: { pointer: number; from: number; to: number } | null = null;

  constructor(
    private readonly view: EditorView,
    private readonly onRefused: (reason: string) => void,
  ) {
    this.handle.className = "drag-handle";
    this.handle.title = "Drag to move the paragraph, or press Alt with an arrow key";
    this.handle.setAttribute("aria-hidden", "true");
    this.line.className = "drag-line";
    this.line.hidden = true;
    this.handle.hidden = true;
    view.dom.parentElement!.append(this.handle, this.line);
    view.dom.addEventListener("pointermove", this.onHover);
    this.handle.addEventListener("pointerdown", this.onDown);
    this.handle.addEventListener("pointermove", this.onMove);
    this.handle.addEventListener("pointerup", this.onUp);
    this.handle.addEventListener("pointercancel", this.letGo);
  }

  update(view: EditorView, before: EditorState): void {
    if (view.state.doc === before.doc && view.state.selection.eq(before.selection)) return;
    // What others write may move paragraphs under the pointer: nobody wants to drop by a stale line.
    if (view.state.doc !== before.doc && this.drag) this.letGo();
    this.stand(view.state.selection.$head.index(0));
  }

  destroy(): void {
    this.letGo();
    this.view.dom.removeEventListener("pointermove", this.onHover);
    this.handle.remove();
    this.line.remove();
  }

  private readonly onHover = (event: PointerEvent) => {
    if (event.pointerType !== "mouse" || event.buttons !== 0) return;
    const paragraph = event.target instanceof Element ? event.target.closest("[data-kind]") : null;
    if (paragraph?.parentElement === this.view.dom)
      this.stand([...this.view.dom.children].indexOf(paragraph));
  };

  /** Beside a paragraph's first line. */
  private stand(index: number): void {
    if (this.drag) return;
    const paragraph = this.view.dom.children[index];
    this.index = paragraph ? index : null;
    this.handle.hidden = !(paragraph instanceof HTMLElement);
    if (!(paragraph instanceof HTMLElement)) return;
    const lineHeight = Number.parseFloat(getComputedStyle(paragraph).lineHeight) || paragraph.offsetHeight;
    const middle = paragraph.offsetTop + this.view.dom.offsetTop + lineHeight / 2;
    this.handle.style.transform = `translateY(${middle}px) translateY(-50%)`;
  }

  private readonly onDown = (event: PointerEvent) => {
    if (this.index === null || event.button !== 0) return;
    event.preventDefault();
    this.handle.setPointerCapture(event.pointerId);
    this.drag = { pointer: event.pointerId, from: this.index, to: this.index };
    document.addEventListener("keydown", this.onKey, true);
  };

  private readonly onMove = (event: PointerEvent) => {
    if (!this.drag) return;
    const paragraphs = [...this.view.dom.children] as HTMLElement[];
    const below = paragraphs.findIndex((paragraph) => {
      const { top, height } = paragraph.getBoundingClientRect();
      return event.clientY < top + height / 2;
    });
    this.drag.to = below === -1 ? paragraphs.length : below;
    const next = paragraphs[this.drag.to];
    const last = paragraphs.at(-1)!;
    const top = next ? next.offsetTop - 6 : last.offsetTop + last.offsetHeight + 4;
    const { from, to } = this.drag;
    this.line.hidden = to === from || to === from + 1;
    this.line.classList.toggle("is-refused", !moveParagraphTo(from, to)(this.view.state));
    this.line.style.transform = `translateY(${top + this.view.dom.offsetTop}px)`;
  };

  private readonly onUp = () => {
    if (!this.drag) return;
    const { from, to } = this.drag;
    this.letGo();
    if (to === from || to === from + 1) return;
    if (!moveParagraphTo(from, to)(this.view.state, this.view.dispatch)) this.onRefused(NOT_THERE);
    this.view.focus();
  };

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.letGo();
  };

  private readonly letGo = () => {
    if (!this.drag) return;
    document.removeEventListener("keydown", this.onKey, true);
    if (this.handle.hasPointerCapture(this.drag.pointer))
      this.handle.releasePointerCapture(this.drag.pointer);
    this.drag = null;
    this.line.hidden = true;
  };
}
