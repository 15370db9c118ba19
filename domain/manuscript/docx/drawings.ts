import type { Story, Within } from "./story";
import { attribute, descendant, elementsOf, holdsWords, type XmlElement } from "./xml";

/** What Word writes into a description by itself. */
const GENERATED =
  /\s*(?:description automatically generated(?: with [a-z ]*confidence)?|ai-generated content may be incorrect)\.?\s*/gi;

/** A picture, a box with words or another object: nothing of it stands in the line, its words come after the paragraph. */
export function readDrawing(story: Story, element: XmlElement, within: Within): void {
  const { tally } = story.around;
  const boxes = boxesIn(element);
  for (const box of boxes) {
    if (!holdsWords(box)) continue;
    tally.add("textBox", story.line);
    story.hanging.push({ element: box, within });
  }
  const words = wordArt(element);
  if (words) story.say(words, story.ink(false, false, false, null), within);
  if (boxes.length > 0 || words) return;
  if (descendant(element, "c:chart") || descendant(element, "dgm:relIds")) tally.add("drawing", story.line);
  else if (element.name === "w:object") tally.add("embedded", story.line);
  else if (isPicture(element)) tally.add("picture", story.line);
  else return;
  const description = descriptionOf(element);
  if (description) {
    const form = { kind: "body" as const, attrs: {} };
    story.hanging.push({ element: paragraphOf(description), form, within });
  }
}

/** The contents of the text boxes in a drawing, of either form. The forms that another one stands in for are left. */
function boxesIn(element: XmlElement): XmlElement[] {
  return elementsOf(element).flatMap((inside) => {
    if (inside.name === "w:txbxContent") return [inside];
    if (inside.name !== "mc:AlternateContent") return boxesIn(inside);
    const branches = elementsOf(inside).map(boxesIn);
    return branches.find((boxes) => boxes.some(holdsWords)) ?? [];
  });
}

/** Words that are drawn instead of written: watermarks, WordArt, the labels of shapes. */
function wordArt(element: XmlElement): string {
  const path = descendant(element, "v:textpath");
  const drawn = path ? attribute(path, "string")?.trim() : undefined;
  if (drawn) return drawn;
  const labels: string[] = [];
  collect(element, labels);
  return labels.join(" ").trim();
}

function collect(element: XmlElement, labels: string[]): void {
  for (const inside of elementsOf(element)) {
    if (inside.name === "a:t")
      labels.push(inside.children.filter((node) => typeof node === "string").join(""));
    else if (inside.name !== "w:txbxContent") collect(inside, labels);
  }
}

const isPicture = (element: XmlElement) =>
  ["pic:pic", "v:imagedata", "a:blip", "wp:docPr"].some((name) => descendant(element, name));

/** How the picture is described for those who do not see it. */
function descriptionOf(element: XmlElement): string {
  if (descendant(element, "adec:decorative")) return "";
  const drawing = descendant(element, "wp:docPr");
  const shape = descendant(element, "v:shape");
  const text = (drawing && attribute(drawing, "descr")) ?? (shape && attribute(shape, "alt")) ?? "";
  return text.replace(GENERATED, " ").replace(/\s+/g, " ").trim();
}

/** A description as the paragraph it becomes. */
function paragraphOf(text: string): XmlElement {
  const element = (name: string, children: XmlElement["children"]) => ({ name, attributes: [], children });
  return element("w:txbxContent", [element("w:p", [element("w:r", [element("w:t", [text])])])]);
}
