import { ownerOfBookmark } from "../../docx/identity";
import type { Story, Within } from "./story";
import { isEm, isStrong } from "./styles";
import { changed } from "./tracked";
import { allText, child, descendant, elementsOf, type XmlElement } from "./xml";

/** The label of a marker that names a reference of ours by its paragraph's id. */
export const referenceLabel = (paragraphId: string): string => `^ref:${paragraphId}`;

/** Of a file of ours: a link to the bookmark of a reference is its citation. Says whether it was one. */
export function readCitation(story: Story, link: XmlElement, anchor: string, outer: Within): boolean {
  const owner = story.around.sheet.explicit ? ownerOfBookmark(anchor) : null;
  if (owner?.type !== "paragraph") return false;
  let within = outer;
  // A citation is one character: taken out or put in as a whole.
  for (let inside = elementsOf(link)[0]; inside && /^w:(?:ins|del|moveFrom|moveTo)$/.test(inside.name);) {
    within = changed(story, inside, within);
    inside = elementsOf(inside)[0];
  }
  const text = printed(link);
  if (within.change?.type === "in") story.draft.insertNote(text, within.change.author);
  else {
    const look = story.around.styles.look(child(descendant(link, "w:r"), "w:rPr"));
    const { marks } = story.ink(isStrong(look), isEm(look), false, null);
    const labels = [referenceLabel(owner.id)];
    const locator = /^(?:, )?\d+:(\S.*)$/s.exec(text)?.[1];
    story.put(
      { type: "marker", text, labels, typed: false, locator, marks, unit: "", from: 0, line: 0 },
      within,
    );
  }
  return true;
}

/** What it prints: its number, or author and date in brackets. */
function printed(element: XmlElement): string {
  if (element.name === "w:t" || element.name === "w:delText") return allText(element);
  return elementsOf(element).map(printed).join("");
}
