import { CHARACTER_STYLES } from "../../docx/styles";
import { isRightToLeft, stretches } from "../direction";
import { plainText, type Cited, type DraftInline, type DraftStyle } from "../inline";
import { paragraphLanguages, type DraftLanguages } from "../language";
import type { Links } from "./package";
import type { DraftNotes } from "../../contract";
import { PLAIN_RUN, runPropertiesXml, textRun } from "./runs";

/** What the paragraphs of one part share. */
export interface PartContext {
  links: Links;
  languages: DraftLanguages;
  notes: DraftNotes;
}

interface ParagraphContext extends PartContext {
  /** The paragraph reads from right to left. */
  rtl: boolean;
  /** What its words are in, where that is not what the file's are. */
  language: (rtl: boolean) => string | undefined;
}

/** A paragraph in Word's XML. `before`: ready runs ahead of its words. */
export function paragraphXml(
  inlines: readonly DraftInline[],
  part: PartContext,
  { style, numbering, before = "" }: { style?: string; numbering?: number; before?: string } = {},
): string {
  const text = plainText(inlines);
  const rtl = isRightToLeft(text);
  const own = paragraphLanguages(text, part.languages);
  const context: ParagraphContext = {
    ...part,
    rtl,
    language: (isRtl) => differing(own, part.languages, isRtl ? "rtl" : "ltr"),
  };
  const properties =
    (style ? `<w:pStyle w:val="${style}"/>` : "") +
    (numbering ? `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${numbering}"/></w:numPr>` : "") +
    (rtl ? "<w:bidi/>" : "");
  return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${before}${inlinesXml(inlines, context)}</w:p>`;
}

/** A paragraph's language, where it is not the file's own. */
export function differing(
  own: DraftLanguages,
  file: DraftLanguages,
  direction: keyof DraftLanguages,
): string | undefined {
  return own[direction] === file[direction] ? undefined : own[direction];
}

function inlinesXml(inlines: readonly DraftInline[], context: ParagraphContext): string {
  let xml = "";
  for (let index = 0; index < inlines.length;) {
    const { href } = inlines[index]!;
    let end = index + 1;
    while (href !== null && inlines[end]?.href === href) end += 1;
    const id = href === null ? null : context.links.idOf(href);
    const runs = inlines
      .slice(index, end)
      .map((inline, offset) => {
        const isNeighbour = isNote(inline) && isNote(inlines[index + offset - 1]);
        // Two raised numbers side by side read as one.
        const separator = isNeighbour ? noteRun(", ", context, inline) : "";
        return separator + inlineXml(inline, context, id !== null);
      })
      .join("");
    xml += id === null ? runs : `<w:hyperlink r:id="${id}" w:history="1">${runs}</w:hyperlink>`;
    index = end;
  }
  return xml;
}

function inlineXml(inline: DraftInline, context: ParagraphContext, isLink: boolean): string {
  switch (inline.type) {
    case "text":
      return wordsXml(inline.text, inline, context, isLink ? CHARACTER_STYLES.link : undefined);
    case "break":
      return "<w:r><w:br/></w:r>";
    case "citation":
      if (inline.label !== null)
        return `<w:hyperlink w:anchor="${entryBookmark(inline.number)}" w:history="1">${wordsXml(inline.label, inline, context)}</w:hyperlink>`;
      return citationXml(inline, context);
  }
}

/**
 * The first citation of a reference is the note itself. Word gives every note a number of its own, so each further
 * citation is a cross-reference to the first, with its number as it is now.
 */
function citationXml({ number, occurrence, locator }: Cited, context: ParagraphContext): string {
  const place = locator ? noteRun(`:${locator}`, context) : "";
  const note = noteOf(context.notes);
  const properties = runPropertiesXml({ ...PLAIN_RUN, style: CHARACTER_STYLES[note] });
  const bookmark = `_RefNote${number}`;
  if (occurrence === 1)
    return (
      `<w:bookmarkStart w:id="${number}" w:name="${bookmark}"/>` +
      `<w:r>${properties}<w:${note}Reference w:id="${number}"/></w:r><w:bookmarkEnd w:id="${number}"/>${place}`
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

/** What one of them is called in Word's elements and styles. */
export function noteOf(notes: DraftNotes): "endnote" | "footnote" {
  return notes === "endnotes" ? "endnote" : "footnote";
}

function noteRun(text: string, { rtl, notes }: ParagraphContext, { strong, em }: Emphasis = PLAIN_RUN) {
  return textRun(text, { strong, em, rtl, style: CHARACTER_STYLES[noteOf(notes)] });
}

/** Where a citation by author and date leads: its entry in the list. */
export function bookmarkXml(number: number): string {
  return `<w:bookmarkStart w:id="${number}" w:name="${entryBookmark(number)}"/><w:bookmarkEnd w:id="${number}"/>`;
}

const entryBookmark = (number: number) => `_RefEntry${number}`;

const isNote = (inline: DraftInline | undefined) => inline?.type === "citation" && inline.label === null;

type Emphasis = Pick<DraftStyle, "strong" | "em">;

function wordsXml(
  text: string,
  { strong, em }: Emphasis,
  { rtl, language }: ParagraphContext,
  style?: string,
): string {
  return stretches(text, rtl)
    .map((stretch) =>
      textRun(stretch.text, { strong, em, rtl: stretch.rtl, style, language: language(stretch.rtl) }),
    )
    .join("");
}
