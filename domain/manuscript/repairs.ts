import type { ManuscriptWarning, Repair } from "../contract";

/** Collects what the parser did to the text, and knows what a person took back. */
export class Log {
  readonly #repairs: Repair[] = [];
  readonly #warnings: ManuscriptWarning[] = [];
  readonly #undone: ReadonlySet<string>;
  /** What the numbers of lines count in this source. */
  readonly lineWord: "line" | "paragraph";

  constructor(undo: readonly string[] = [], lineWord: "line" | "paragraph" = "line") {
    this.#undone = new Set(undo);
    this.lineWord = lineWord;
  }

  isUndone(id: string): boolean {
    return this.#undone.has(id);
  }

  /** Lists a repair and says whether to make it: false when it was taken back. */
  repair(repair: Repair): boolean {
    if (this.isUndone(repair.id)) return false;
    this.#repairs.push(repair);
    return true;
  }

  warn(type: ManuscriptWarning["type"], line: number, message: string): void {
    this.#warnings.push({ type, line, message });
  }

  /** Both lists in the order of the source. */
  get lists(): { repairs: Repair[]; warnings: ManuscriptWarning[] } {
    const byLine = (one: { line: number }, other: { line: number }) => one.line - other.line;
    return { repairs: [...this.#repairs].sort(byLine), warnings: [...this.#warnings].sort(byLine) };
  }
}
