import { westernDigits } from "./characters";

/** A marker typed in the text: "[1]", "[1, 3–5]", "¹", "[^1]". */
export interface Marker {
  start: number;
  end: number;
  /** As typed. */
  text: string;
  /** The labels of the entries it names, in order, each once. */
  labels: string[];
}

const MARKER = /\[[^[\]\n]{1,60}\]|[⁰¹²³⁴-⁹]+(?:[,‚˒–-][⁰¹²³⁴-⁹]+)*/gu;
const NUMBERS = /^\^?\d{1,4}(?:\s*[,;،–—-]\s*\^?\d{1,4})*$/;
/** A range longer than this is a span of years or pages, not of notes. */
const LONGEST_RANGE = 40;

/** Every marker of a text in order, matched to an entry or not. */
export function findMarkers(text: string): Marker[] {
  const markers: Marker[] = [];
  for (const found of text.matchAll(MARKER)) {
    const start = found.index;
    const bracketed = found[0].startsWith("[");
    if (!bracketed && isPower(text.slice(Math.max(0, start - 12), start), found[0])) continue;
    // A Markdown-style definition or link is not a marker.
    if (bracketed && text[start + found[0].length] === "(") continue;
    const labels = labelsOf(bracketed ? found[0].slice(1, -1) : found[0]);
    if (labels.length > 0) markers.push({ start, end: start + found[0].length, text: found[0], labels });
  }
  return markers;
}

/** The labels that the inside of a marker names; none when it is not one. */
export function labelsOf(inside: string): string[] {
  const text = westernDigits(inside).replace(/[‚˒]/g, ",").trim();
  if (/^\^[^\s\],;]{1,40}$/.test(text) && !NUMBERS.test(text)) return [text];
  if (!NUMBERS.test(text)) return [];
  const labels: string[] = [];
  for (const span of text.split(/[,;،]/)) {
    const [first, last] = span.split(/[–—-]/).map((end) => end.trim());
    const caret = first!.startsWith("^") ? "^" : "";
    const from = Number(first!.replace("^", ""));
    const to = last === undefined ? from : Number(last.replace("^", ""));
    if (to < from || to - from > LONGEST_RANGE) return [];
    for (let number = from; number <= to; number++) labels.push(caret + number);
  }
  return [...new Set(labels)];
}

/** Whether superscript digits after this text are a power or a unit (km², 10⁶) and not a note. */
export function isPower(before: string, digits: string): boolean {
  const number = before.match(/[\d.,]*\d$/)?.[0];
  // After a year it is a note.
  if (number !== undefined) return !/^\d{4}$/.test(number);
  return /^[²³]$/.test(digits) && /(?:^|[^\p{L}])(?:\p{L}|km|cm|mm|dm|nm|ft|mi|yd|in|sq)$/u.test(before);
}
