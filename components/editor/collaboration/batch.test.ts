import { EditorState } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import { doc } from "../testing";
import { nextSteps } from "./batch";
import { collaboration, collaborationOf } from "./state";

const article = doc(["title", "Title"], ["body", "First words here"], ["body", "Second"]);

/** Letters typed, a passage cut, letters again, the passage pasted, and letters again. */
function pendingSteps(before: number, between: number, after: number) {
  let state = EditorState.create({ doc: article, plugins: [collaboration()] });
  const type = (count: number) => {
    for (let key = 0; key < count; key++) state = state.apply(state.tr.insertText("x", 1));
  };
  type(before);
  const [from, to] = [14 + before, 19 + before];
  const words = state.doc.slice(from, to);
  state = state.apply(state.tr.delete(from, to));
  type(between);
  state = state.apply(state.tr.replace(state.doc.content.size - 1, undefined, words));
  type(after);
  return collaborationOf(state).pending;
}

describe("the steps of the next save", () => {
  it("are all of them, and of very many the first", () => {
    expect(nextSteps(pendingSteps(10, 10, 10))).toHaveLength(32);
    expect(nextSteps(pendingSteps(10, 10, 600))).toHaveLength(500);
  });

  it("end before a passage that is taken out in them and put in behind them", () => {
    const pending = pendingSteps(450, 100, 100);
    expect(nextSteps(pending)).toHaveLength(450);
    expect(nextSteps(pending.slice(450))).toHaveLength(202);
  });

  it("are at the most as many, also where they part a passage", () => {
    expect(nextSteps(pendingSteps(0, 600, 0))).toHaveLength(500);
  });
});
