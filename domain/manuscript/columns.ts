import { isFinished } from "./sentences";
import type { Unit } from "./units";
import type { Zone } from "./zones";

/** How the lines of a text are wrapped. */
export interface Column {
  /** Characters in a full line. */
  width: number;
  /** Every wrapped line is as full as can be, so that a line with room for the next word was ended on purpose. */
  exact: boolean;
  /** Empty lines part the paragraphs, so that a line end means nothing. */
  parted: boolean;
}

/** A line shorter than this says nothing about the width of the column. */
const TELLING_LENGTH = 30;
/** Columns are narrower than this. */
const WIDEST_COLUMN = 200;
/** Lines at the top are title, byline and standfirst: they say nothing either. */
const FRONT_LINES = 3;
/** So many lines must speak before a text is taken for a wrapped one. */
const MIN_WRAPPED = 3;
/** Where lines are ragged, one is full when the next word would have come this close to the width. */
const RAGGED = 0.82;
/** Where there is one empty line for so many lines, they part the paragraphs. */
const LINES_A_PARAGRAPH = 20;

/**
 * The column of a text whose lines are wrapped; null where a line is a paragraph. Wrapped lines mostly end in the
 * middle of a sentence, paragraphs do not.
 */
export function readColumn(units: readonly Unit[], zones: readonly Zone[]): Column | null {
  const lines: { length: number; wanted: number; finished: boolean }[] = [];
  let blanks = 0;
  for (const [index, unit] of units.entries()) {
    const before = units[index - 1];
    if (!before || index <= FRONT_LINES || zones[index]!.in !== "text") continue;
    if (unit.gap === "blank") blanks++;
    if (unit.gap !== "line" || before.text.length < TELLING_LENGTH || !before.text.includes(" ")) continue;
    lines.push({ length: lengthOf(before), wanted: wanted(before, unit), finished: isFinished(before.text) });
  }
  const wrapped = lines.filter(({ finished }) => !finished);
  if (lines.length < MIN_WRAPPED || wrapped.length * 2 < lines.length) return null;
  const longest = lines.reduce((most, { length }) => Math.max(most, length), 0);
  const exact = wrapped.filter((line) => line.wanted > longest).length >= wrapped.length * 0.9;
  const lengths = lines.map(({ length }) => length).sort((one, other) => one - other);
  const width = exact ? longest : lengths[Math.floor((lengths.length - 1) * 0.9)]!;
  return width <= WIDEST_COLUMN ? { width, exact, parted: blanks * LINES_A_PARAGRAPH >= lines.length } : null;
}

/** Whether a line ended because the next word had no room in it. */
export function isFull(before: Unit, unit: Unit, { width, exact }: Column): boolean {
  return exact ? wanted(before, unit) > width : wanted(before, unit) >= width * RAGGED;
}

const lengthOf = (unit: Unit) => unit.indent + unit.text.length;

/** How long the line would be with the next word in it. */
const wanted = (before: Unit, unit: Unit) =>
  lengthOf(before) + 1 + (unit.text.match(/^\S+/)?.[0].length ?? 0);
