import { keyMaker, textUnit, type FormatTraits, type Unit } from "./units";

/** Ends of lines, and the other characters that part one line in two (a page break among them). */
const BREAKS = /\r\n|[\n\r]|[\v\f\u0085\u2028\u2029]/g;

/** Plain text as units: its lines, without the white space at their ends. */
export function readText(source: string): { units: Unit[]; traits: FormatTraits } {
  const keyOf = keyMaker();
  const units: Unit[] = [];
  let line = 1;
  let blank = true;
  const take = (raw: string, ended: string) => {
    const text = raw.trim();
    if (text) {
      const indent = raw.length - raw.trimStart().length;
      units.push(textUnit(keyOf(line), line, text, { gap: blank ? "blank" : "line", indent }));
      blank = false;
    } else if (/[\r\n]/.test(ended)) blank = true;
    if (/[\r\n]/.test(ended)) line++;
  };
  let at = 0;
  for (const found of source.matchAll(BREAKS)) {
    take(source.slice(at, found.index), found[0]);
    at = found.index + found[0].length;
  }
  take(source.slice(at), "");
  return { units, traits: { guessHeadings: true, spacesCount: true, notesAnywhere: false } };
}
