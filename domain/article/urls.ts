import { isSafeHref } from "./safe-href";

interface Piece {
  text: string;
  href: string | null;
}

/** A text in pieces, each web address in it a piece that links to itself: the one rule of where an address ends. */
export function splitAtUrls(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/(?<![\p{L}\p{N}])https?:\/\/[^\s<>"“”«»،؛]+/giu)) {
    const url = withoutSentence(match[0]);
    if (!isSafeHref(url)) continue;
    pieces.push({ text: text.slice(end, match.index), href: null }, { text: url, href: url });
    end = match.index + url.length;
  }
  pieces.push({ text: text.slice(end), href: null });
  return pieces.filter((piece) => piece.text !== "");
}

/** An address without the punctuation of the sentence it stands in; a bracket that it opened itself stays. */
function withoutSentence(url: string): string {
  let end = url.length;
  for (; end > 0; end -= 1) {
    const last = url[end - 1]!;
    const opener = { ")": "(", "]": "[", "}": "{" }[last];
    if (opener ? count(url, opener, end) >= count(url, last, end) : !/[.,;:!?'’‘…]/.test(last)) break;
  }
  return url.slice(0, end);
}

function count(text: string, character: string, end: number): number {
  return text.slice(0, end).split(character).length - 1;
}
