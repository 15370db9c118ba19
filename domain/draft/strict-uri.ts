import { isSafeHref } from "../article/safe-href";

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
