import { isBylineLine } from "./people";
import type { Unit } from "./units";

/** A title stands among the first blocks, or the first large heading is no title. */
const REACH = 8;

/**
 * Makes the headings of a format that has its own into the document's: the first of the top level is the title,
 * the next level is 2, all deeper ones 3. Says whether headings have to be guessed because there are none.
 * `sectionsCount`: the format's top level is that of its sections, beside a title of its own.
 */
export function levelHeadings(units: readonly Unit[], { sectionsCount = false } = {}): boolean {
  const headings = units.filter(({ kind }) => kind === "heading");
  const titled = units.some(({ kind }) => kind === "title");
  const first = headings[0];
  const tops = first === units[0] || (first?.attrs.level === 1 && (!sectionsCount || isAlone(first, units)));
  if (!titled && first && tops && units.indexOf(first) < REACH) {
    first.kind = "title";
    first.attrs = {};
    headings.shift();
  }
  const top = headings.reduce((least, { attrs }) => Math.min(least, attrs.level ?? 2), 6);
  for (const heading of headings) heading.attrs = { level: heading.attrs.level === top ? 2 : 3 };
  return headings.length === 0;
}

/**
 * Whether the first heading of the top level is above the others and no section among them: nothing stands before it
 * that could be the title, but names and, where it is the only one of its level, a kicker of a word or two.
 */
function isAlone(first: Unit, units: readonly Unit[]): boolean {
  const levels = units.flatMap(({ kind, attrs }) => (kind === "heading" ? [attrs.level] : []));
  const only = levels.filter((level) => level === 1).length === 1 && levels.length > 1;
  return units
    .slice(0, units.indexOf(first))
    .every(({ text }) => isBylineLine(text) || (only && text.split(/\s+/).length <= 2));
}
