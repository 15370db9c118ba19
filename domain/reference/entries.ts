import { oneLine } from "./csl";

/** A line's own number: "[3] …" or "3. …". No year. */
const NUMBER = /^\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)])\s+(?=\S)/;

/**
 * Free text as entries: one a paragraph, and of a numbered list one a number, without it, since an entry's number is its
 * place. A single "3. …" may be a name that begins so, and stays; a number in brackets is never one.
 */
export function entriesOf(source: string): string[] {
  const entries: { number: number | null; lines: string[] }[] = [];
  let isNew = true;
  for (const line of source.split("\n")) {
    const last = entries.at(-1);
    const number = numberOf(line);
    const isNext = number !== null && last?.number != null && number === last.number + 1;
    if (line.trim() !== "") {
      if (isNew || isNext || !last) entries.push({ number, lines: [line] });
      else last.lines.push(line);
    }
    isNew = line.trim() === "";
  }
  return entries
    .map(({ number, lines }, index) => {
      const isListed = [entries[index - 1]?.number, entries[index + 1]?.number].some(
        (other) => number !== null && other != null && Math.abs(other - number) === 1,
      );
      const text = lines.join("\n");
      return oneLine(isListed || /^\s*\[/.test(text) ? text.replace(NUMBER, "") : text);
    })
    .filter((text) => text !== "");
}

function numberOf(line: string): number | null {
  const [, inBrackets, plain] = NUMBER.exec(line) ?? [];
  return inBrackets || plain ? Number(inBrackets ?? plain) : null;
}
