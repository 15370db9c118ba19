import { EditorState, Selection, type Command } from "prosemirror-state";
import { Transform } from "prosemirror-transform";
import { describe, expect, it } from "vitest";
import { doc, Host, lines } from "../testing";
import { setKind } from "../commands/kind";
import { collaboration, receive } from "./state";

const TITLE = ["title", "Title"] as const;
const article = doc([...TITLE], ["body", "First words"], ["body", "Second words"]);
/** Where the second paragraph begins. */
const SECOND = 7 + 13;

/** A writer who has done something that is not saved. */
function writer(...commands: Command[]): Host {
  const host = new Host(EditorState.create({ doc: article, plugins: [collaboration()] }));
  for (const command of commands) command(host.state, host.dispatch);
  return host;
}

const caretIn =
  (position: number): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve(position))));
    return true;
  };

describe("a paragraph whose kind was changed while another joined it to the one before", () => {
  const joined = new Transform(article).join(SECOND).steps;

  it("is no conflict: all its words are there", () => {
    const host = writer(caretIn(SECOND + 2), setKind({ kind: "quote", attrs: {} }));
    expect(receive(host, joined).kept).toEqual([]);
    expect(lines(host.state.doc)).toEqual(["title: Title", "body: First wordsSecond words"]);
  });

  it("is one where its words were changed too", () => {
    const host = writer(caretIn(SECOND + 2), setKind({ kind: "quote", attrs: {} }), (state, dispatch) => {
      dispatch?.(state.tr.insertText("Good ", SECOND + 1));
      return true;
    });
    expect(receive(host, joined).kept.map(({ text }) => text)).toEqual(["Good Second words"]);
  });
});
