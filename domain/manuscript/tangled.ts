/** Markdown longer than this (UTF-16 units) takes its parser seconds that everybody on the server would wait. */
const MAX_LENGTH = 512 * 1024;
/** A paragraph with more signs of one sort, or a line with deeper nesting, is no writing. */
const MAX_SIGNS = 3_000;
const MAX_DEPTH = 60;

/**
 * Whether a source is Markdown that cannot be read in reasonable time: the parser's time grows with the square of
 * the brackets and stars of a paragraph and of the depth of quotes and lists. Such a source is read as plain text.
 */
export function isTangled(source: string): boolean {
  if (source.length > MAX_LENGTH) return true;
  for (const paragraph of source.split(/\n[ \t]*\r?\n/)) {
    if (paragraph.length <= MAX_DEPTH) continue;
    for (const sign of ["[", "]", "*", "_", "`", "<", "~", "!"])
      if (count(paragraph, sign) > MAX_SIGNS) return true;
    for (const line of paragraph.split("\n")) if (depthOf(line) > MAX_DEPTH) return true;
  }
  return false;
}

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found++;
  return found;
}

/** How many quotes and lists a line opens; a line of one sign only is a rule. */
function depthOf(line: string): number {
  const opening = line.match(/^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/)![0];
  const signs = opening.match(/>|[-*+]|\d+/g) ?? [];
  return /^[-* \t]*$/.test(line) ? 0 : signs.length;
}

/** About how many items, rows and paragraphs a source holds, at least where it is over the limit by far. */
export function countBlocks(source: string): number {
  return source.match(/^[ \t]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|\|).*$/gm)?.length ?? 0;
}
