import type { Unit } from "./units";

/** A title stands among the first blocks, or the first large heading is no title. */
const REACH = 8;

/**
 * Makes the headings of a format that has its own into the document's: the first of the top level is the title,
 * the next level is 2, all deeper ones 3. Says whether headings have to be guessed because there are none.
 */
export function levelHeadings(units: readonly Unit[]): boolean {
  const headings = units.filter(({ kind }) => kind === "heading");
  const titled = units.some(({ kind }) => kind === "title");
  const first = headings[0];
  if (!titled && first && (first.attrs.level === 1 || first === units[0]) && units.indexOf(first) < REACH) {
    first.kind = "title";
    first.attrs = {};
    headings.shift();
  }
  const top = headings.reduce((least, { attrs }) => Math.min(least, attrs.level ?? 2), 6);
  for (const heading of headings) heading.attrs = { level: heading.attrs.level === top ? 2 : 3 };
  return headings.length === 0;
}
