import { AllSelection } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import { chosenWords } from "./chosen-words";
import { editing, uuid, type Line } from "./testing";

/** What is chosen under a title. */
const chosen = (...article: Line[]) => {
  const words = chosenWords(editing([["title", "Lamps"], ...article]));
  return words && [words.paragraphId, words.start, words.end, words.quote, words.clipped];
};

describe("the words chosen in the editor", () => {
  it("are those of one paragraph", () => {
    expect(chosen(["body", "two |three| four"])).toEqual([uuid(2), 4, 9, "three", false]);
    expect(chosen(["body", "two |three"])).toBeNull();
    expect(chosen(["body", "two| |three"])).toBeNull();
  });

  it("are the first one's where there are more, and it is said", () => {
    expect(chosen(["body", "one |two"], ["body", "three| four"])).toEqual([uuid(2), 4, 7, "two", true]);
  });

  it("are the whole of a paragraph after a triple click, and nothing of the next", () => {
    expect(chosen(["body", "|one two"], ["body", "|three"])).toEqual([uuid(2), 0, 7, "one two", false]);
  });

  it("are the next one's where the selection begins behind the last word", () => {
    expect(chosen(["body", "one|"], ["body", "two| four"])).toEqual([uuid(3), 0, 3, "two", false]);
    expect(chosen(["body", "one.| "], ["body", ""], ["body", "t|wo"])).toEqual([uuid(4), 0, 1, "t", false]);
  });

  it("are the first paragraph's where all is selected", () => {
    const state = editing([
      ["title", "One|"],
      ["body", "two"],
    ]);
    const all = state.apply(state.tr.setSelection(new AllSelection(state.doc)));
    expect(chosenWords(all)).toEqual({ paragraphId: uuid(1), start: 0, end: 3, quote: "One", clipped: true });
  });
});
