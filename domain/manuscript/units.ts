import type { ParagraphAttrs, ParagraphKind } from "../article/kinds";
import { flatText, type Run } from "./runs";

/**
 * The smallest piece of a source that can begin a paragraph: a line of text, a line or a block of Markdown, a
 * block of HTML. Each format's reader makes units; everything after that is the same for all of them.
 */
export interface Unit {
  /** "L12", or "L12.3" for the third unit that begins on source line 12. */
  key: string;
  /** Source line, 1-based. */
  line: number;
  runs: Run[];
  /** The flat text of the runs. */
  text: string;
  /** What the format says it is; null where it says no more than "a paragraph". */
  kind: ParagraphKind | null;
  attrs: ParagraphAttrs;
  /**
   * What parts it from the unit before: an empty line (or a new block), a line end that may mean anything, a
   * line end that the format says means nothing, or a line break that the format says is one.
   */
  gap: "blank" | "line" | "soft" | "break";
  /** Leading white space of the line, in characters. */
  indent: number;
  /** The format says it is the entry of a note: its label. */
  label?: string | undefined;
}

/** What a format's reader says beside its units. */
export interface FormatTraits {
  /** Short lines may be headings: the format has none of its own, or the source uses none. */
  guessHeadings: boolean;
  /** White space is text, so that taking it out is a repair. */
  spacesCount: boolean;
  /** Notes may stand anywhere in the source; collecting them is no change of order. */
  notesAnywhere: boolean;
  /** A title that the source has beside its text. */
  title?: string | undefined;
}

/** Gives keys in the order units are asked for. */
export function keyMaker(): (line: number) => string {
  const count = new Map<number, number>();
  return (line) => {
    const nth = (count.get(line) ?? 0) + 1;
    count.set(line, nth);
    return nth === 1 ? `L${line}` : `L${line}.${nth}`;
  };
}

/** A unit of plain text. */
export function textUnit(key: string, line: number, text: string, rest: Partial<Unit> = {}): Unit {
  const runs: Run[] = [{ type: "text", text, unit: key, from: 0, line }];
  return { key, line, runs, text, kind: null, attrs: {}, gap: "blank", indent: 0, ...rest };
}

/** A unit of runs that do not know their place yet. */
export function runUnit(key: string, line: number, runs: readonly Run[], rest: Partial<Unit> = {}): Unit {
  let from = 0;
  const placed = runs.map((run) => {
    const at = from;
    from += run.type === "text" ? run.text.length : 1;
    return { ...run, unit: key, line, from: at };
  });
  return {
    key,
    line,
    runs: placed,
    text: flatText(placed),
    kind: null,
    attrs: {},
    gap: "blank",
    indent: 0,
    ...rest,
  };
}
