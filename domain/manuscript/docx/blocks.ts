import { branchOf, isPlaceholder, readInline } from "./inline";
import type { UnitForm } from "./draft-unit";
import type { Story, Within } from "./story";
import { listOf, outlineOf, valueOf } from "./styles";
import { changed } from "./tracked";
import { child, descendant, elementsOf, holdsWords, type XmlElement } from "./xml";

/** A cell with more letters than this in several paragraphs is a column of text and not the cell of a table. */
const LONGEST_CELL = 600;
/** What a tracked change of looks leaves in properties. */
const FORMAT_CHANGES = ["w:pPrChange", "w:numberingChange", "w:sectPrChange"];

/** Reads what stands between paragraphs, and the paragraphs. */
export function readBlocks(story: Story, elements: readonly XmlElement[], within: Within): void {
  for (const element of elements) readBlock(story, element, within);
}

export function readBlock(story: Story, element: XmlElement, within: Within): void {
  const { ranges, tally } = story.around;
  if (ranges.take(element, story.here)) return;
  switch (element.name) {
    case "w:p":
      return readParagraph(story, element, within);
    case "w:tbl":
      beginTable(story);
      return readBlocks(story, elementsOf(element), within);
    case "w:tr":
      return readRow(story, element, within);
    case "w:tblPr":
      if (child(element, "w:tblPrChange")) tally.add("tableChange", story.line);
      return;
    case "w:sdt":
      if (isPlaceholder(element)) return tally.add("placeholder", story.line);
      beginControl(story, child(element, "w:sdtPr"));
      readBlocks(story, elementsOf(child(element, "w:sdtContent")), within);
      return endControl(story, child(element, "w:sdtPr"));
    case "mc:AlternateContent":
      return readBlocks(story, elementsOf(branchOf(element)), within);
    case "w:ins":
    case "w:moveTo":
    case "w:del":
    case "w:moveFrom":
      return readBlocks(story, elementsOf(element), changed(story, element, within));
    case "w:sectPr":
      if (child(element, "w:sectPrChange")) tally.add("format", story.line);
      return;
    case "w:r":
    case "w:hyperlink":
    case "m:oMath":
    case "m:oMathPara":
    case "w:moveFromRangeStart":
    case "w:moveToRangeStart":
    case "w:moveFromRangeEnd":
    case "w:moveToRangeEnd":
    case "w:altChunk":
    case "w:subDoc":
      return readInline(story, [element], within);
    default:
      if (!/^w:[a-zA-Z]+Pr$/.test(element.name)) readBlocks(story, elementsOf(element), within);
  }
}

/** A table begins. */
export function beginTable(story: Story): void {
  story.around.tally.add("table", story.line);
}

/** A content control between paragraphs begins: a table of contents is one, too. */
export function beginControl(story: Story, properties: XmlElement | undefined): void {
  if (isContents(properties)) story.contents++;
}

export function endControl(story: Story, properties: XmlElement | undefined): void {
  if (isContents(properties)) story.contents--;
}

function isContents(properties: XmlElement | undefined): boolean {
  const gallery = properties && descendant(properties, "w:docPartGallery");
  return /^table of contents$/i.test(valueOf(gallery) ?? "");
}

function readParagraph(story: Story, paragraph: XmlElement, within: Within): void {
  const { sheet, tally } = story.around;
  const properties = child(paragraph, "w:pPr");
  const mark = child(properties, "w:rPr");
  for (const name of FORMAT_CHANGES) if (child(properties, name)) tally.add("format", story.line);
  if (child(mark, "w:rPrChange")) tally.add("format", story.line);
  const inserted = child(mark, "w:ins") ?? child(mark, "w:moveTo");
  if (!within.row) sheet.beginParagraph();
  const form = formOf(story, properties, inserted !== undefined);
  story.form = within.row ? { ...story.form, hidden: form.hidden } : form;
  readInline(story, elementsOf(paragraph), within);
  if (within.row) story.part(" ");
  else if (inserted && within.change === null) {
    // It was no paragraph of its own before: what comes next went on with it.
    if (story.draft.hasWords) story.draft.form ??= form;
    const { change } = changed(story, inserted, within);
    if (change?.type === "in") story.draft.insert("\n", change.author, change.move);
    return;
  } else story.endParagraph();
  if (child(mark, "w:del") && !within.row) tally.add("paragraphGone", story.line);
  if (!within.row) readHanging(story);
}

/** Boxes and pictures come after the paragraph that they hang on. */
function readHanging(story: Story): void {
  for (const { element, form, within } of story.hanging.splice(0)) {
    if (form) story.draft.form = form;
    readBlocks(story, elementsOf(element), { ...within, href: null });
    story.endParagraph();
  }
}

/** What the properties of a paragraph, and its style, make of it. */
function formOf(story: Story, properties: XmlElement | undefined, inserted: boolean): UnitForm {
  const { sheet, styles, numbering, tally } = story.around;
  const style = styles.paragraph(valueOf(child(properties, "w:pStyle")));
  const own = listOf(properties);
  const place = { id: own.id ?? style.list.id, level: own.level ?? style.list.level };
  const item = inserted ? null : numbering.next(place);
  const strong = style.look.strong;
  const { hidden } = style.look;
  const outline = outlineOf(properties);
  const level = outline ?? style.outline;
  const kind = style.form?.kind;
  const label = item?.ordered && item.number !== null ? String(item.number) : undefined;
  if (kind === "heading" || (level !== undefined && level < 9 && kind !== "title" && kind !== "standfirst")) {
    if (outline === undefined || outline < 9) {
      if (label !== undefined) tally.add("numbers", story.line);
      const byStyle = kind === "heading" ? style.form!.attrs.level : undefined;
      return { kind: "heading", attrs: { level: byStyle ?? level! + 1 }, hidden };
    }
  }
  if (kind && kind !== "heading" && kind !== "list_item") return { kind, attrs: {}, label, hidden };
  if (item) return { kind: "list_item", attrs: { ordered: item.ordered }, label, hidden };
  if (kind === "list_item") return { kind, attrs: style.form!.attrs, hidden };
  return { kind: sheet.explicit ? "body" : null, attrs: {}, strong, hidden };
}

function readRow(story: Story, row: XmlElement, outer: Within): void {
  const { sheet, tally } = story.around;
  const properties = child(row, "w:trPr");
  const change = child(properties, "w:ins") ?? child(properties, "w:del");
  if (change || child(properties, "w:trPrChange")) tally.add("tableChange", story.line);
  const within: Within = change && !outer.change ? changed(story, change, outer) : outer;
  const cells = cellsOf(row);
  for (const cell of cells) if (isChanged(cell)) tally.add("tableChange", story.line);
  const filled = cells.filter(holdsWords);
  if (!within.row && (filled.length < 2 || filled.some(isColumn))) {
    for (const cell of cells) readBlocks(story, elementsOf(cell), within);
    return;
  }
  if (!within.row) {
    sheet.beginParagraph();
    story.form = { kind: "body", attrs: {} };
  }
  for (const [index, cell] of cells.entries()) {
    if (index > 0) story.part(" | ");
    readBlocks(story, elementsOf(cell), { ...within, row: true });
  }
  if (within.row) return story.part(" ");
  story.unpart();
  story.endParagraph();
  readHanging(story);
}

/** The cells of a row, also those that content controls stand around. */
function cellsOf(row: XmlElement): XmlElement[] {
  return elementsOf(row).flatMap((element) => {
    if (element.name === "w:tc") return [element];
    return /^w:(?:sdt|sdtContent|customXml|ins|del|moveFrom|moveTo)$/.test(element.name)
      ? cellsOf(element)
      : [];
  });
}

function isChanged(cell: XmlElement): boolean {
  const properties = child(cell, "w:tcPr");
  return ["w:cellIns", "w:cellDel", "w:cellMerge", "w:tcPrChange"].some((name) => child(properties, name));
}

function isColumn(cell: XmlElement): boolean {
  const paragraphs = elementsOf(cell).filter(({ name }) => name === "w:p");
  const filled = paragraphs.filter(holdsWords);
  return filled.length > 1 && filled.reduce((sum, paragraph) => sum + lengthOf(paragraph), 0) > LONGEST_CELL;
}

/** Letters inside an element. */
function lengthOf(element: XmlElement): number {
  let length = 0;
  for (const inside of elementsOf(element))
    length += inside.name === "w:t" ? inside.children.join("").length : lengthOf(inside);
  return length;
}
