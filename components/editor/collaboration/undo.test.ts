import { history } from "prosemirror-history";
import { EditorState, TextSelection, type Command } from "prosemirror-state";
import { Transform } from "prosemirror-transform";
import { describe, expect, it } from "vitest";
import { moveParagraphs, moveParagraphTo } from "../commands/move";
import { Authority, doc, Host, lines } from "../testing";
import { readSteps, settleAnswer } from "./answer";
import { collaboration, collaborationOf, receive } from "./state";
import { movedPassages, redo, undo } from "./undo";

/** A writer at the one door, and another who has no editor. */
class Desk {
  readonly authority = new Authority(
    doc(["title", "Title"], ["body", "First words"], ["body", "Second words"], ["body", "Third words"]),
  );
  readonly host = new Host(
    EditorState.create({ doc: this.authority.doc, plugins: [collaboration(), movedPassages(), history()] }),
  );
  private version = 1;

  run(command: Command): void {
    command(this.host.state, this.host.dispatch);
  }

  save(): void {
    const { pending } = collaborationOf(this.host.state);
    const steps = pending.map(({ step }) => step.toJSON() as Record<string, unknown>);
    const answer = this.authority.save({ version: this.version, clientId: "writer", steps });
    settleAnswer(this.host, steps.length, answer.steps, "writer");
    this.version = answer.version;
    expect(lines(this.host.state.doc)).toEqual(lines(this.authority.doc));
  }

  /** Another replaces words, wherever they stand. */
  another(words: string, by: string): void {
    const at = this.find(words);
    const other = new Transform(this.authority.doc);
    other.replaceWith(at, at + words.length, by === "" ? [] : other.doc.type.schema.text(by));
    this.authority.change(other.steps);
    const { version, steps } = this.authority.since(this.version);
    this.version = version;
    receive(this.host, readSteps(steps));
  }

  select(words: string): void {
    const at = this.find(words);
    const { state, dispatch } = this.host;
    dispatch(state.tr.setSelection(TextSelection.create(state.doc, at, at + words.length)));
  }

  find(words: string): number {
    let found = 0;
    this.host.state.doc.descendants((node, position) => {
      const at = node.isText ? node.text!.indexOf(words) : -1;
      if (at !== -1) found = position + at;
    });
    expect(found).toBeGreaterThan(0);
    return found;
  }

  get text(): string[] {
    return this.host.state.doc.children.slice(1).map((node) => node.textContent);
  }
}

describe("undoing a move that another has written in since", () => {
  it("keeps what was written in a paragraph", () => {
    const desk = new Desk();
    desk.run(moveParagraphTo(1, 4));
    desk.save();
    desk.another("First", "The very first");
    expect(desk.text).toEqual(["Second words", "Third words", "The very first words"]);
    desk.run(undo);
    expect(desk.text).toEqual(["The very first words", "Second words", "Third words"]);
    desk.save();
  });

  it("keeps what was deleted in a sentence that was dragged, and goes on undoing before it", () => {
    const desk = new Desk();
    desk.host.dispatch(desk.host.state.tr.insertText("!", desk.find("Third words") + 11).setTime(1));
    const from = desk.find("First words");
    const drag = desk.host.state.tr;
    const slice = drag.doc.slice(from, from + 11);
    drag.delete(from, from + 11);
    drag.replace(drag.mapping.map(desk.find("Third")), undefined, slice).setTime(10_000);
    desk.host.dispatch(drag);
    desk.save();
    expect(desk.text).toEqual(["", "Second words", "First wordsThird words!"]);
    desk.another("First w", "W");
    desk.run(undo);
    expect(desk.text).toEqual(["Words", "Second words", "Third words!"]);
    desk.save();
    desk.run(undo);
    expect(desk.text).toEqual(["Words", "Second words", "Third words"]);
    desk.save();
  });

  it("knows each of several that went past one paragraph", () => {
    const desk = new Desk();
    const both = desk.host.state.tr;
    desk.select("First");
    for (let { state } = desk.host; both.steps.length < 4;)
      moveParagraphs("down")(state, ({ steps }) => {
        for (const step of steps) both.step(step);
        state = state.apply(steps.reduce((tr, step) => tr.step(step), state.tr));
      });
    desk.host.dispatch(both);
    desk.save();
    desk.another("Second", "The second");
    desk.another("Third", "The third");
    expect(desk.text).toEqual(["The second words", "The third words", "First words"]);
    desk.run(undo);
    expect(desk.text).toEqual(["First words", "The second words", "The third words"]);
    desk.save();
  });

  it("is the library's where nobody wrote in it, and can be done again", () => {
    const desk = new Desk();
    desk.run(moveParagraphTo(1, 4));
    desk.save();
    desk.another("Second", "The second");
    desk.run(undo);
    expect(desk.text).toEqual(["First words", "The second words", "Third words"]);
    desk.save();
    desk.another("First", "The first");
    desk.run(redo);
    expect(desk.text).toEqual(["The second words", "Third words", "The first words"]);
    desk.save();
  });
});
