import { EditorState } from "prosemirror-state";
import { Transform } from "prosemirror-transform";
import { describe, expect, it } from "vitest";
import { doc, Host, lines } from "../testing";
import { settleAnswer } from "./answer";
import { collaboration, collaborationOf } from "./state";

describe("a cut that was stored otherwise than it was sent, while its words were pasted", () => {
  it("leaves the words where they were pasted", () => {
    const article = doc(["title", "Title"], ["body", "First words here"], ["body", "Second"]);
    const host = new Host(EditorState.create({ doc: article, plugins: [collaboration()] }));
    const [from, to] = [14, 19];
    const words = article.slice(from, to);
    host.dispatch(host.state.tr.delete(from, to));
    // Sent now, and this is typed before the answer comes.
    host.dispatch(host.state.tr.replace(host.state.doc.content.size - 1, undefined, words));
    expect(lines(host.state.doc).slice(1)).toEqual(["body: First  here", "body: Secondwords"]);

    const stored = new Transform(article).delete(from - 1, to);
    const kept = settleAnswer(
      host,
      1,
      stored.steps.map((step) => ({ clientId: "me", step: step.toJSON() as Record<string, unknown> })),
      "me",
    );
    expect(kept).toEqual([]);
    expect(lines(host.state.doc).slice(1)).toEqual(["body: First here", "body: Secondwords"]);
    expect(collaborationOf(host.state).pending).toHaveLength(1);
  });
});
