import { ownerOfBookmark } from "../../docx/identity";
import type { Story, Within } from "./story";
import { isEm, isStrong } from "./styles";
import { changed } from "./tracked";
import { allText, child, descendant, elementsOf, type XmlElement } from "./xml";

/** The label of a marker that names a reference of ours by its paragraph's id. */
export const referenceLabel = (paragraphId: string): string => `^ref:${paragraphId}`;

/**
 * Of a file of ours: a link to the bookmark of a reference is its citation. Says whether it was one: LibreOffice lets
 * the link of a citation that was rejected go on over the words behind it, and these are none.
 */
export function readCitation(story: Story, link: XmlElement, anchor: string, outer: Within): boolean {
  const owner = story.around.sheet.explicit ? ownerOfBookmark(anchor) : null;
  if (owner?.type !== "paragraph") return false;
  const text = printed(link);
  const look = story.around.styles.look(child(descendant(link, "w:r"), "w:rPr"));
  if (text.trim() === "" || !(LABEL.test(text) || (look.raised === true && text.length <= RAISED_AT_MOST)))
    return false;
  let within = outer;
  // A citation is one character: taken out or put in as a whole.
  for (let inside = firstPiece(link); inside && CHANGE.test(inside.name); inside = firstPiece(inside))
    within = changed(story, inside, within);
  let isPut = false;
  // Comments and bookmarks may begin and end inside of the link.
  for (const element of descendants(link)) {
    if (story.around.ranges.take(element, story.here) || isPut || !TEXT.test(element.name)) continue;
    isPut = true;
    if (within.change?.type === "in") {
      story.draft.insertNote(text, within.change.author);
      continue;
    }
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

/** What we write: a number, with the place in the source or without; author and date, in brackets or after others. */
const LABEL = /^(?:(?:, ?)?(?:\d+|\?)(?::\S.*)?|(?: ?\(|; ).*)$/su;
/** Somebody may have written into a number, which is still raised; a sentence never is. */
const RAISED_AT_MOST = 60;
const CHANGE = /^w:(?:ins|del|moveFrom|moveTo)$/;
const TEXT = /^w:(?:t|delText)$/;

const firstPiece = (element: XmlElement) =>
  elementsOf(element).find(({ name }) => name === "w:r" || CHANGE.test(name));

function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const inside of elementsOf(element)) {
    yield inside;
    yield* descendants(inside);
  }
}

/** What it prints: its number, or author and date in brackets. */
function printed(element: XmlElement): string {
  if (TEXT.test(element.name)) return allText(element);
  return elementsOf(element).map(printed).join("");
}
