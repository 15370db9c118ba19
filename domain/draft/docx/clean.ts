import type { DraftNotes } from "../../contract";
import { PARAGRAPH_STYLES } from "../../docx/styles";
import { isRightToLeft } from "../direction";
import { draftOf, withoutEmptyList, type Draft, type DraftBlock, type DraftSource } from "../draft";
import { draftLanguages, isRightToLeftLanguage } from "../language";
import { noticeText, type DraftNotice } from "../notice";
import { documentPartXml } from "./document-part";
import { notesXml } from "./notes";
import { FIRST_NUMBERING, numberingXml } from "./numbering";
import { docxFile, Links, type DocxPart } from "./package";
import { bookmarkXml, paragraphXml, type PartContext } from "./paragraphs";
import { corePropertiesXml, NAMESPACES, settingsXml, XML } from "./parts";
import { PLAIN_RUN, textRun } from "./runs";
import { stylesXml } from "./style-sheet";

export interface CleanDocxOptions {
  /** Where references stand whose citations are numbers: at the end, or on the page. */
  notes?: DraftNotes;
}

/**
 * The Word draft. Every part is written here rather than by a library, so that the file holds these parts and no
 * others (no comments, no changes, no dates, no names but the bylines) and is the same for the same article.
 */
export async function toDocx(
  article: DraftSource,
  notice?: DraftNotice,
  { notes = "endnotes" }: CleanDocxOptions = {},
): Promise<Uint8Array> {
  const draft = notes === "footnotes" ? withoutEmptyList(draftOf(article)) : draftOf(article);
  const languages = draftLanguages(article.language, article.paragraphs.map(({ text }) => text).join("\n"));
  const context = (): PartContext => ({ links: new Links(), languages, notes });
  const [documentContext, notesContext] = [context(), context()];
  // LibreOffice gives endnotes pages of their own, without the header: so the last of them says the notice too.
  const underNotes = notice && notes === "endnotes" ? noticeXml(notice) : "";
  const lists = orderedLists(draft.blocks).map(
    (_, index) => ({ id: FIRST_NUMBERING + index, of: "items", start: 1 }) as const,
  );
  const parts: DocxPart[] = [
    { name: "styles", xml: stylesXml(languages) },
    { name: "settings", xml: settingsXml(languages, notes) },
    { name: "numbering", xml: numberingXml(lists) },
    { name: notes, xml: notesXml(draft, notesContext, underNotes), links: notesContext.links },
    ...(notice ? [{ name: "header1" as const, xml: headerXml(notice) }] : []),
  ];
  const document = documentXml(draft, documentContext, notice !== undefined);
  return docxFile({ xml: document, links: documentContext.links }, parts, {
    core: corePropertiesXml(draft.title, draft.bylines, draft.language),
  });
}

function documentXml(draft: Draft, context: PartContext, hasHeader: boolean): string {
  const { blocks, references } = draft;
  const lists = orderedLists(blocks);
  const paragraphs = blocks.flatMap((block) => blockXml(block, context, lists));
  if (references.heading) {
    const rtl = isRightToLeft(references.heading);
    paragraphs.push(
      `<w:p><w:pPr><w:pStyle w:val="${PARAGRAPH_STYLES.section}"/>${rtl ? "<w:bidi/>" : ""}</w:pPr>` +
        `${textRun(references.heading, { ...PLAIN_RUN, rtl })}</w:p>`,
    );
  }
  const style = PARAGRAPH_STYLES.reference;
  if (!references.numbered)
    references.cited.forEach((inlines, index) => {
      paragraphs.push(paragraphXml(inlines, context, { style, before: bookmarkXml(index + 1) }));
    });
  for (const inlines of references.uncited) paragraphs.push(paragraphXml(inlines, context, { style }));
  if (!paragraphs.length) paragraphs.push("<w:p/>");
  return documentPartXml(paragraphs, {
    hasHeader,
    notes: context.notes,
    rtl: isRightToLeftLanguage(draft.language) || isRightToLeft(draft.title),
  });
}

function blockXml(block: DraftBlock, context: PartContext, lists: readonly DraftBlock[]): string[] {
  switch (block.kind) {
    case "title":
      return [paragraphXml(block.inlines, context, { style: PARAGRAPH_STYLES.title })];
    case "byline":
      return [paragraphXml(block.inlines, context, { style: PARAGRAPH_STYLES.byline })];
    case "standfirst":
      return [paragraphXml(block.inlines, context, { style: PARAGRAPH_STYLES.standfirst })];
    case "heading": {
      const style = block.level === 2 ? PARAGRAPH_STYLES.section : PARAGRAPH_STYLES.part;
      return [paragraphXml(block.inlines, context, { style })];
    }
    case "body":
      return [paragraphXml(block.inlines, context)];
    case "quote":
      return block.paragraphs.map((inlines) =>
        paragraphXml(inlines, context, { style: PARAGRAPH_STYLES.quote }),
      );
    case "list": {
      const form = block.ordered
        ? { style: PARAGRAPH_STYLES.number, numbering: FIRST_NUMBERING + lists.indexOf(block) }
        : { style: PARAGRAPH_STYLES.bullet };
      return block.items.map((inlines) => paragraphXml(inlines, context, form));
    }
  }
}

function orderedLists(blocks: readonly DraftBlock[]): DraftBlock[] {
  return blocks.filter((block) => block.kind === "list" && block.ordered);
}

function headerXml(notice: DraftNotice): string {
  return `${XML}<w:hdr ${NAMESPACES}>${noticeXml(notice)}</w:hdr>`;
}

function noticeXml(notice: DraftNotice): string {
  return `<w:p><w:pPr><w:pStyle w:val="${PARAGRAPH_STYLES.header}"/></w:pPr>${textRun(noticeText(notice), PLAIN_RUN)}</w:p>`;
}
