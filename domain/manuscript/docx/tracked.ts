import type { Story, Within } from "./story";
import { holdsWords, type XmlElement } from "./xml";

/** What stands around the content of a tracked change. */
export function changed(story: Story, element: XmlElement, within: Within): Within {
  const { people, tally, moves } = story.around;
  const author = people.authorOf(element);
  const inside = within.change;
  switch (element.name) {
    case "w:moveFrom":
      if (holdsWords(element)) {
        if (!moves.has(story.move)) tally.add("move", story.line);
        moves.add(story.move);
      }
      return within;
    case "w:moveTo":
      return { ...within, change: { type: "in", author, move: story.move } };
    case "w:del":
      // What one put in and another took out again was never there.
      return { ...within, change: { type: inside?.type === "in" ? "gone" : "out", author } };
    default:
      if (inside) return { ...within, change: inside.type === "in" ? inside : { type: "gone", author } };
      return { ...within, change: { type: "in", author } };
  }
}
