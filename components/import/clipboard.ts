import { MAX_MANUSCRIPT_BYTES } from "@/domain/manuscript/limits";
import type { Pasted } from "../manuscript/given";

/** What plain text cannot say: headings, lists, quotations, links, emphasis, raised numbers; and Word's own lists. */
const STRUCTURE =
  /<(?:h[1-6]|ul|ol|li|blockquote|strong|em|i|sup)\b|<b\b(?![^>]*font-weight:\s*normal)|<a\b[^>]*\bhref=["']?https?:|mso-list:/i;

/**
 * Every block on a line of its own: a pasteboard has all of it on one, and what is repaired, corrected or warned of is
 * found again by its line.
 */
function inLines(html: string): string {
  return html.replace(/>\s*<(?=(?:h[1-6]|p|ul|ol|li|blockquote|div|table|tr|dl|dt|dd)\b)/gi, ">\n<");
}

/** What was pasted, where its formatting says more than its words; null where the words are all there is. */
export function richPaste(data: Pick<DataTransfer, "getData">): Pasted | null {
  const [html, text] = [inLines(data.getData("text/html")), data.getData("text/plain")];
  if (text.trim() === "" || !STRUCTURE.test(html)) return null;
  // Word sends its styles along; what is too much with them may do as words.
  return new TextEncoder().encode(html).byteLength > MAX_MANUSCRIPT_BYTES ? null : { html, text };
}
