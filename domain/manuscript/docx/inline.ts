import { readCitation } from "./citation";
import { readDrawing } from "./drawings";
import { equationText } from "./equations";
import type { Ink } from "./draft-unit";
import type { Story, Within } from "./story";
import { changed } from "./tracked";
import { isEm, isOn, isStrong, valueOf } from "./styles";
import { symbolOf, symbolText, UNKNOWN_SIGN } from "./symbols";
import { allText, attribute, child, elementsOf, holdsWords, type XmlElement } from "./xml";

/** What describes content and is none. */
const PROPERTIES =
  /^(?:w:(?:[a-zA-Z]+Pr|proofErr|permStart|permEnd|lastRenderedPageBreak|annotationRef|footnoteRef|endnoteRef|separator|continuationSeparator|delInstrText|ffData)|w14:.*)$/;

/** Reads what stands inside a paragraph, in order. */
export function readInline(story: Story, elements: readonly XmlElement[], within: Within): void {
  for (const element of elements) readPiece(story, element, within);
}

function readPiece(story: Story, element: XmlElement, within: Within): void {
  const { tally, ranges } = story.around;
  if (ranges.take(element, story.here)) return;
  switch (element.name) {
    case "w:r":
      return readRun(story, element, within);
    case "w:hyperlink":
      return readLink(story, element, within);
    case "w:ins":
    case "w:moveTo":
    case "w:del":
    case "w:moveFrom":
      return readInline(story, elementsOf(element), changed(story, element, within));
    case "w:fldSimple":
      story.beginField();
      story.instruct(attribute(element, "w:instr") ?? "");
      story.separateField();
      readInline(story, elementsOf(element), within);
      return story.endField(within);
    case "w:sdt":
      if (isPlaceholder(element)) tally.add("placeholder", story.line);
      else readInline(story, elementsOf(child(element, "w:sdtContent")), within);
      return;
    case "m:oMath":
    case "m:oMathPara": {
      const text = equationText(element);
      if (text.trim() !== "") tally.add("equation", story.line);
      return story.say(text, story.ink(false, false, false, within.href), within);
    }
    case "mc:AlternateContent":
      return readInline(story, elementsOf(branchOf(element)), within);
    case "w:moveFromRangeStart":
    case "w:moveToRangeStart":
      story.beginMove(attribute(element, "w:id") ?? "", attribute(element, "w:name") ?? "");
      return;
    case "w:moveFromRangeEnd":
    case "w:moveToRangeEnd":
      story.endMove(attribute(element, "w:id") ?? "");
      return;
    case "w:subDoc":
    case "w:altChunk":
      tally.add("outside", story.line);
      return;
    default:
      if (!PROPERTIES.test(element.name)) readInline(story, elementsOf(element), within);
  }
}

function readRun(story: Story, run: XmlElement, within: Within): void {
  const { styles, tally } = story.around;
  const properties = child(run, "w:rPr");
  if (child(properties, "w:rPrChange")) tally.add("format", story.line);
  const look = styles.look(properties, story.form.hidden);
  if (look.hidden) {
    if (holdsWords(run)) tally.add("hidden", story.line);
    // Fields, comments and notes have their marks in it all the same.
    return readRunPiece(story, run, { ...within, hidden: true }, story.ink(false, false, false, null));
  }
  readRunPiece(
    story,
    run,
    within,
    story.ink(isStrong(look), isEm(look), look.raised === true, within.href),
    fontOf(properties),
  );
}

function readRunPiece(story: Story, run: XmlElement, within: Within, ink: Ink, font?: string): void {
  const { tally, ranges, notes } = story.around;
  // The mark that somebody chose for a note stands behind it: the citation stands for it.
  let marked: string | null = null;
  const say = (text: string) =>
    marked === null ? story.say(text, ink, within) : notes.markedBy(marked, text);
  for (const element of elementsOf(run)) {
    switch (element.name) {
      case "w:t":
      case "w:delText":
        say(symbolText(font, textOf(element)));
        break;
      case "w:sym": {
        const sign = symbolOf(
          attribute(element, "w:font") ?? "",
          parseInt(attribute(element, "w:char") ?? "", 16),
        );
        if (sign === UNKNOWN_SIGN) tally.add("symbol", story.line);
        say(sign);
        break;
      }
      case "w:tab":
      case "w:ptab":
        story.say("\t", ink, within);
        break;
      case "w:noBreakHyphen":
        story.say("\u2011", ink, within);
        break;
      case "w:softHyphen":
        story.say("\u00ad", ink, within);
        break;
      case "w:br":
      case "w:cr":
        story.lineBreak(ink, within);
        break;
      case "w:footnoteReference":
      case "w:endnoteReference": {
        const label = noteLabel(element.name === "w:footnoteReference" ? "footnote" : "endnote", element);
        const chosen = isOn(attribute(element, "w:customMarkFollows") ?? "0");
        if (story.note(label, within) && chosen) marked = label;
        break;
      }
      case "w:fldChar":
        readFieldCharacter(story, element, within);
        break;
      case "w:instrText":
        story.instruct(allText(element));
        break;
      case "w:drawing":
      case "w:pict":
      case "w:object":
        readDrawing(story, element, within);
        break;
      case "w:ruby":
        tally.add("ruby", story.line);
        readInline(story, elementsOf(child(element, "w:rubyBase")), within);
        story.say("(", ink, within);
        readInline(story, elementsOf(child(element, "w:rt")), within);
        story.say(")", ink, within);
        break;
      case "mc:AlternateContent":
        readRunPiece(story, branchOf(element) ?? element, within, ink, font);
        break;
      default:
        if (!ranges.take(element, story.here) && !PROPERTIES.test(element.name))
          readPiece(story, element, within);
    }
  }
}

function readFieldCharacter(story: Story, element: XmlElement, within: Within): void {
  switch (attribute(element, "w:fldCharType")) {
    case "begin":
      return story.beginField();
    case "separate":
      return story.separateField();
    case "end":
      return story.endField(within);
  }
}

function readLink(story: Story, element: XmlElement, within: Within): void {
  const id = attribute(element, "r:id");
  const anchor = attribute(element, "w:anchor");
  const target = id === undefined ? undefined : story.relationships.get(id);
  if (id !== undefined && !target) story.around.tally.add("brokenLink", story.line);
  if (!target && anchor !== undefined && readCitation(story, element, anchor, within)) return;
  const href = target?.external ? target.target + (anchor ? `#${anchor}` : "") : null;
  readInline(story, elementsOf(element), { ...within, href: href ?? within.href });
}

/** The one branch of several forms of the same content that is read: the first, unless only a later one holds words. */
export function branchOf(element: XmlElement): XmlElement | undefined {
  const branches = elementsOf(element).filter(({ name }) => name === "mc:Choice" || name === "mc:Fallback");
  return branches.find(holdsWords) ?? branches[0];
}

/** The label of a note by the kind and the id of its mark. */
export const noteLabel = (kind: "footnote" | "endnote", element: XmlElement): string =>
  `${kind === "footnote" ? "fn" : "en"}${attribute(element, "w:id") ?? ""}`;

/** Whether a content control shows only what it asks for. */
export const isPlaceholder = (control: XmlElement): boolean =>
  isPlaceholderProperties(child(control, "w:sdtPr"));

/** The same, by the control's properties. */
export function isPlaceholderProperties(properties: XmlElement | undefined): boolean {
  const showing = child(properties, "w:showingPlcHdr");
  return showing !== undefined && isOn(valueOf(showing) ?? "1");
}

/** Line ends inside a text element are those of the XML. */
const textOf = (element: XmlElement) => allText(element).replace(/ *\n\s*/g, " ");

function fontOf(properties: XmlElement | undefined): string | undefined {
  const fonts = child(properties, "w:rFonts");
  return fonts && (attribute(fonts, "w:ascii") ?? attribute(fonts, "w:hAnsi"));
}
