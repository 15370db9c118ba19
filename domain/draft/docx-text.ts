import { isRightToLeft, stretches } from "./direction";
import { escapeMarkup } from "./escape";
import { plainText, type Cited, type DraftInline, type DraftStyle } from "./inline";
import { strictUri } from "./strict-uri";

const PLAIN = { strong: false, em: false };

/** The ids of the addresses that one part of the file links to: each has its own list beside it. */
export class Links {
  readonly #ids = new Map<string, string>();

  /** Null for what Word would not take as an address: then its words stand there without a link. */
  idOf(href: string): string | null {
    const target = strictUri(href);
    if (!target) return null;
    const id = this.#ids.get(target) ?? `rIdLink${this.#ids.size + 1}`;
    this.#ids.set(target, id);
    return id;
  }

  get all(): { id: string; type: "hyperlink"; target: string }[] {
    return [...this.#ids].map(([target, id]) => ({ id, type: "hyperlink", target }));
  }
}

/** A paragraph in Word's XML. `before`: ready runs ahead of its words. */
export function paragraphXml(
  inlines: readonly DraftInline[],
  links: Links,
  { style, numbering, before = "" }: { style?: string; numbering?: number; before?: string } = {},
): string {
  const rtl = isRightToLeft(plainText(inlines));
  const properties =
    (style ? `<w:pStyle w:val="${style}"/>` : "") +
    (numbering ? `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${numbering}"/></w:numPr>` : "") +
    (rtl ? "<w:bidi/>" : "");
  return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${before}${inlinesXml(inlines, rtl, links)}</w:p>`;
}

function inlinesXml(inlines: readonly DraftInline[], rtl: boolean, links: Links): string {
  let xml = "";
  for (let index = 0; index < inlines.length;) {
    const { href } = inlines[index]!;
    let end = index + 1;
    while (href !== null && inlines[end]?.href === href) end += 1;
    const id = href === null ? null : links.idOf(href);
    const runs = inlines
      .slice(index, end)
      .map((inline, offset) => {
        const isNeighbour = isNote(inline) && isNote(inlines[index + offset - 1]);
        // Two raised numbers side by side read as one.
        const separator = isNeighbour ? textRun(", ", { ...inline, rtl, style: "EndnoteReference" }) : "";
        return separator + inlineXml(inline, rtl, id !== null);
      })
      .join("");
    xml += id === null ? runs : `<w:hyperlink r:id="${id}" w:history="1">${runs}</w:hyperlink>`;
    index = end;
  }
  return xml;
}

function inlineXml(inline: DraftInline, rtl: boolean, isLink: boolean): string {
  switch (inline.type) {
    case "text":
      return wordsXml(inline.text, inline, rtl, isLink ? "Hyperlink" : undefined);
    case "break":
      return "<w:r><w:br/></w:r>";
    case "citation":
      if (inline.label !== null)
        return `<w:hyperlink w:anchor="${entryBookmark(inline.number)}" w:history="1">${wordsXml(inline.label, inline, rtl)}</w:hyperlink>`;
      return citationXml(inline, rtl);
  }
}

/**
 * The first citation of a reference is the endnote itself. Word gives every endnote a number of its own, so each
 * further citation is a cross-reference to the first, with its number as it is now.
 */
function citationXml({ number, occurrence, locator }: Cited, rtl: boolean): string {
  const place = locator ? textRun(`:${locator}`, { ...PLAIN, rtl, style: "EndnoteReference" }) : "";
  const properties = '<w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr>';
  const bookmark = `_RefNote${number}`;
  if (occurrence === 1)
    return (
      `<w:bookmarkStart w:id="${number}" w:name="${bookmark}"/>` +
      `<w:r>${properties}<w:endnoteReference w:id="${number}"/></w:r><w:bookmarkEnd w:id="${number}"/>${place}`
    );
  const field = (content: string) => `<w:r>${properties}${content}</w:r>`;
  return [
    '<w:fldChar w:fldCharType="begin"/>',
    `<w:instrText xml:space="preserve"> NOTEREF ${bookmark} \\f \\h </w:instrText>`,
    '<w:fldChar w:fldCharType="separate"/>',
    `<w:t>${number}</w:t>`,
    '<w:fldChar w:fldCharType="end"/>',
  ]
    .map(field)
    .join("")
    .concat(place);
}

/** Where a citation by author and date leads: its entry in the list. */
export function bookmarkXml(number: number): string {
  return `<w:bookmarkStart w:id="${number}" w:name="${entryBookmark(number)}"/><w:bookmarkEnd w:id="${number}"/>`;
}

const entryBookmark = (number: number) => `_RefEntry${number}`;

const isNote = (inline: DraftInline | undefined) => inline?.type === "citation" && inline.label === null;

function wordsXml(
  text: string,
  { strong, em }: Pick<DraftStyle, "strong" | "em">,
  rtl: boolean,
  style?: string,
): string {
  return stretches(text, rtl)
    .map((stretch) => textRun(stretch.text, { strong, em, rtl: stretch.rtl, ...(style && { style }) }))
    .join("");
}

/** Words in one style and direction. */
export function textRun(
  text: string,
  { strong, em, rtl, style }: Pick<DraftStyle, "strong" | "em"> & { rtl: boolean; style?: string },
): string {
  const properties =
    (style ? `<w:rStyle w:val="${style}"/>` : "") +
    (strong ? "<w:b/><w:bCs/>" : "") +
    (em ? "<w:i/><w:iCs/>" : "") +
    (rtl ? "<w:rtl/>" : "");
  return `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escapeMarkup(text)}</w:t></w:r>`;
}
