import { isSafeHref } from "../article/safe-href";

interface Piece {
  text: string;
  href: string | null;
}

/** A text in pieces, each web address in it a piece that links to itself. */
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

/**
 * A safe href as a strict RFC 3986 URI: Word calls a file damaged when a link's target is not one. Null where
 * none can be made of it.
 */
export function strictUri(href: string): string | null {
  if (!isSafeHref(href) || !URL.canParse(href)) return null;
  const { href: address, origin } = new URL(href);
  // The host may hold the brackets of an IPv6 address, the rest of the address may not.
  const head = origin !== "null" && address.startsWith(origin) ? origin : "";
  return head + encodeStray(address.slice(head.length));
}

function encodeStray(text: string): string {
  const [address, ...fragment] = text
    .replace(/%(?![0-9a-f]{2})/gi, "%25")
    .replace(/[^\w\-.~:/?#@!$&'()*+,;=%]/gu, (character) => encodeURIComponent(character))
    .split("#");
  return fragment.length ? `${address}#${fragment.join("%23")}` : address!;
}
