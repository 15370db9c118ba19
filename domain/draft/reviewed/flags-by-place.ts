import type { MarkJson } from "../../article/kinds";
import type { PlacedFlag } from "./placed-flags";

/** Flags by where they begin and end. */
export class FlagsByPlace {
  readonly #byParagraph = new Map<string, PlacedFlag[]>();
  readonly #marks = new Map<PlacedFlag, readonly MarkJson[]>();

  constructor(flags: readonly PlacedFlag[]) {
    for (const flag of flags)
      this.#byParagraph.set(flag.paragraphId, [...(this.#byParagraph.get(flag.paragraphId) ?? []), flag]);
  }

  #of(paragraphId: string): readonly PlacedFlag[] {
    return this.#byParagraph.get(paragraphId) ?? [];
  }

  /** On nothing: the paragraph is empty. */
  points(paragraphId: string): PlacedFlag[] {
    return this.#of(paragraphId).filter(({ start, end }) => start === end);
  }

  startingAt(paragraphId: string, offset: number): PlacedFlag[] {
    return this.#of(paragraphId).filter(({ start, end }) => start === offset && start < end);
  }

  endingAt(paragraphId: string, offset: number): PlacedFlag[] {
    return this.#of(paragraphId).filter(({ start, end }) => end === offset && start < end);
  }

  /** The fix that replaces the character at an offset. */
  fixAt(paragraphId: string, offset: number): PlacedFlag | undefined {
    return this.#of(paragraphId).find((flag) => flag.isChange && flag.start <= offset && offset < flag.end);
  }

  /** Where a stretch of text is cut: its ends, and where flags begin and end between them. */
  cuts(paragraphId: string, from: number, to: number): number[] {
    const inside = this.#of(paragraphId)
      .flatMap(({ start, end }) => [start, end])
      .filter((offset) => offset > from && offset < to);
    return [...new Set([from, ...inside, to])].sort((one, other) => one - other);
  }

  keepMarks(fix: PlacedFlag, marks: readonly MarkJson[]): void {
    this.#marks.set(fix, marks);
  }

  marksOf(fix: PlacedFlag): readonly MarkJson[] {
    return this.#marks.get(fix) ?? [];
  }
}
