import { strToU8, zipSync, type Zippable } from "fflate";
import { isRightToLeft } from "./direction";
import {
  contentTypesXml,
  corePropertiesXml,
  NAMESPACES,
  numberingXml,
  PACKAGE_RELATIONSHIPS,
  relationshipsXml,
  SETTINGS,
  XML,
} from "./docx-parts";
import { stylesXml } from "./docx-styles";
import { bookmarkXml, Links, paragraphXml, textRun } from "./docx-text";
import { draftOf, type Draft, type DraftBlock, type DraftSource } from "./draft";
import { draftLanguages } from "./language";
import { noticeText, type DraftNotice } from "./notice";

const PLAIN = { strong: false, em: false, rtl: false };
/** The first day a zip file can name: the same article makes the same bytes, whenever it is exported. */
const NO_DATE = new Date(1980, 0, 1);

/**
 * The Word draft. Every part is written here rather than by a library, so that the file holds these parts and no
 * others (no comments, no changes, no dates, no names but the bylines) and is the same for the same article.
 */
export async function toDocx(article: DraftSource, notice?: DraftNotice): Promise<Uint8Array> {
  const draft = draftOf(article);
  const languages = draftLanguages(article.language, article.paragraphs.map(({ text }) => text).join("\n"));
  const documentLinks = new Links();
  const endnoteLinks = new Links();
  const document = documentXml(draft, documentLinks, notice !== undefined);
  const parts: Record<string, string> = {
    document,
    styles: stylesXml(languages),
    settings: SETTINGS,
    numbering: numberingXml(orderedLists(draft.blocks).length),
    endnotes: endnotesXml(draft, endnoteLinks, notice),
    ...(notice && { header1: headerXml(notice) }),
  };
  const relationships = relationshipsXml([
    { id: "rId1", type: "styles", target: "styles.xml" },
    { id: "rId2", type: "settings", target: "settings.xml" },
    { id: "rId3", type: "numbering", target: "numbering.xml" },
    { id: "rId4", type: "endnotes", target: "endnotes.xml" },
    ...(notice ? [{ id: "rId5", type: "header" as const, target: "header1.xml" }] : []),
    ...documentLinks.all,
  ]);
  const files: Record<string, string> = {
    "[Content_Types].xml": contentTypesXml(Object.keys(parts)),
    "_rels/.rels": PACKAGE_RELATIONSHIPS,
    "docProps/core.xml": corePropertiesXml(draft.title, draft.bylines),
    "word/_rels/document.xml.rels": relationships,
    ...(endnoteLinks.all.length && { "word/_rels/endnotes.xml.rels": relationshipsXml(endnoteLinks.all) }),
    ...Object.fromEntries(Object.entries(parts).map(([name, xml]) => [`word/${name}.xml`, xml])),
  };
  const zippable: Zippable = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, strToU8(text)]),
  );
  return zipSync(zippable, { mtime: NO_DATE });
}

function documentXml({ blocks, references, title }: Draft, links: Links, hasHeader: boolean): string {
  const lists = orderedLists(blocks);
  const paragraphs = blocks.flatMap((block) => blockXml(block, links, lists));
  if (references.heading)
    paragraphs.push(
      `<w:p><w:pPr><w:pStyle w:val="Heading1"/>${isRightToLeft(references.heading) ? "<w:bidi/>" : ""}</w:pPr>` +
        `${textRun(references.heading, { ...PLAIN, rtl: isRightToLeft(references.heading) })}</w:p>`,
    );
  if (!references.numbered)
    references.cited.forEach((inlines, index) => {
      paragraphs.push(
        paragraphXml(inlines, links, { style: "Bibliography", before: bookmarkXml(index + 1) }),
      );
    });
  for (const inlines of references.uncited)
    paragraphs.push(paragraphXml(inlines, links, { style: "Bibliography" }));
  if (!paragraphs.length) paragraphs.push("<w:p/>");
  const section =
    (hasHeader ? '<w:headerReference w:type="default" r:id="rId5"/>' : "") +
    '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>' +
    '<w:pgSz w:w="11906" w:h="16838"/>' +
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>' +
    (isRightToLeft(title) ? "<w:bidi/>" : "");
  return `${XML}<w:document ${NAMESPACES}><w:body>${paragraphs.join("")}<w:sectPr>${section}</w:sectPr></w:body></w:document>`;
}

function blockXml(block: DraftBlock, links: Links, lists: readonly DraftBlock[]): string[] {
  switch (block.kind) {
    case "title":
      return [paragraphXml(block.inlines, links, { style: "Title" })];
    case "byline":
      return [paragraphXml(block.inlines, links, { style: "Byline" })];
    case "standfirst":
      return [paragraphXml(block.inlines, links, { style: "Subtitle" })];
    case "heading":
      return [paragraphXml(block.inlines, links, { style: block.level === 2 ? "Heading1" : "Heading2" })];
    case "body":
      return [paragraphXml(block.inlines, links)];
    case "quote":
      return block.paragraphs.map((inlines) => paragraphXml(inlines, links, { style: "Quote" }));
    case "list": {
      const form = block.ordered
        ? { style: "ListNumber", numbering: lists.indexOf(block) + 2 }
        : { style: "ListBullet", numbering: 1 };
      return block.items.map((inlines) => paragraphXml(inlines, links, form));
    }
  }
}

function orderedLists(blocks: readonly DraftBlock[]): DraftBlock[] {
  return blocks.filter((block) => block.kind === "list" && block.ordered);
}

/**
 * The list of references: endnote n is reference n. The first two are the lines above the notes. LibreOffice gives
 * endnotes pages of their own, without the header: so the last of them says the notice too.
 */
function endnotesXml({ references }: Draft, links: Links, notice?: DraftNotice): string {
  const separator = (id: number, type: string, mark: string) =>
    `<w:endnote w:type="${type}" w:id="${id}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>` +
    `<w:r><w:${mark}/></w:r></w:p></w:endnote>`;
  const number =
    '<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr><w:endnoteRef/></w:r>' + textRun(" ", PLAIN);
  const notes = (references.numbered ? references.cited : []).map((inlines, index) => {
    const said = notice && index === references.cited.length - 1 ? noticeXml(notice) : "";
    const text = paragraphXml(inlines, links, { style: "EndnoteText", before: number });
    return `<w:endnote w:id="${index + 1}">${text}${said}</w:endnote>`;
  });
  return (
    `${XML}<w:endnotes ${NAMESPACES}>` +
    separator(-1, "separator", "separator") +
    separator(0, "continuationSeparator", "continuationSeparator") +
    `${notes.join("")}</w:endnotes>`
  );
}

function headerXml(notice: DraftNotice): string {
  return `${XML}<w:hdr ${NAMESPACES}>${noticeXml(notice)}</w:hdr>`;
}

function noticeXml(notice: DraftNotice): string {
  return `<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>${textRun(noticeText(notice), PLAIN)}</w:p>`;
}
