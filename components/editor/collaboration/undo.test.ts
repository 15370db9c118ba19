import { history } from "prosemirror-history";
import { Fragment, Slice, type Node } from "prosemirror-model";
import { EditorState, TextSelection, type Command, type Transaction } from "prosemirror-state";
import { Transform } from "prosemirror-transform";
import { describe, expect, it } from "vitest";
import { moveParagraphs, moveParagraphTo } from "../commands/move";
import { anchorAt } from "@/domain/flag/anchor";
import type { FlagAnchor } from "@/domain/flag/way-back";
import { Authority, doc, Host, lines, uuid } from "../testing";
import { readSteps, settleAnswer } from "./answer";
import { collaboration, collaborationOf, receive } from "./state";
import { carefulUndo, redo, undo } from "./undo";

/** A writer at the one door, and another who has no editor. */
class Desk {
  readonly authority = new Authority(
    doc(["title", "Title"], ["body", "First words"], ["body", "Second words"], ["body", "Third words"]),
  );
  readonly host = new Host(
    EditorState.create({ doc: this.authority.doc, plugins: [collaboration(), carefulUndo(), history()] }),
  );
  private version = 1;
  private clock = 0;

  run(command: Command): void {
    command(this.host.state, (transaction) => this.dispatch(transaction));
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
    this.anotherDoes((text) =>
      text.replaceWith(at, at + words.length, by === "" ? [] : text.doc.type.schema.text(by)),
    );
  }

  anotherWrites(words: string, before: string): void {
    this.anotherDoes((text) => text.insert(this.find(before), text.doc.type.schema.text(words)));
  }

  anotherDoes(change: (text: Transform) => void): void {
    const other = new Transform(this.authority.doc);
    change(other);
    this.authority.change(other.steps);
    const { version, steps } = this.authority.since(this.version);
    this.version = version;
    receive(this.host, readSteps(steps));
  }

  /** All at once, as it is pasted; each is one to undo. */
  type(words: string, after: string): void {
    const at = this.find(after) + after.length;
    this.edit((text) => text.insertText(words, at));
  }

  edit(change: (text: Transaction) => void): void {
    const transaction = this.host.state.tr;
    change(transaction);
    this.dispatch(transaction);
  }

  private dispatch(transaction: Transaction): void {
    this.host.dispatch(transaction.setTime((this.clock += 10_000)));
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

  it("knows the passage again though its border was taken away and put back", () => {
    const desk = new Desk();
    desk.run(moveParagraphTo(1, 4));
    desk.save();
    desk.another("First", "The very first");
    desk.edit((text) => text.join(desk.find("The very") - 1));
    expect(desk.text).toEqual(["Second words", "Third wordsThe very first words"]);
    desk.run(undo);
    desk.save();
    desk.another("first words", "words");
    expect(desk.text).toEqual(["Second words", "Third words", "The very words"]);
    desk.run(undo);
    expect(desk.text).toEqual(["The very words", "Second words", "Third words"]);
    desk.save();
  });

  it("knows it again though it was deleted and brought back", () => {
    const desk = new Desk();
    desk.run(moveParagraphTo(1, 4));
    desk.save();
    desk.another("First", "The very first");
    const at = desk.find("The very") - 1;
    desk.edit((text) => text.delete(at, at + "The very first words".length + 2));
    desk.save();
    desk.run(undo);
    desk.save();
    desk.another("words", "letters");
    expect(desk.text).toEqual(["Second words", "Third words", "The very first letters"]);
    desk.run(undo);
    expect(desk.text).toEqual(["The very first letters", "Second words", "Third words"]);
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

  it("takes back no more than the move, if the undo of what was done before is on its way as well", () => {
    const desk = new Desk();
    desk.type(" at last", "Second words");
    desk.edit((text) => text.delete(desk.find("Third"), desk.find("Third") + "Third ".length));
    desk.save();
    desk.run(undo);
    desk.run(moveParagraphTo(1, 4));
    desk.anotherDoes((text) =>
      text.insert(text.doc.child(0).nodeSize + 7, text.doc.type.schema.text("very ")),
    );
    expect(desk.text).toEqual(["Second words at last", "Third words", "First very words"]);
    desk.run(undo);
    expect(desk.text).toEqual(["First very words", "Second words at last", "Third words"]);
    desk.save();
    desk.run(undo);
    expect(desk.text).toEqual(["First very words", "Second words", "Third words"]);
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

describe("undoing what one has written", () => {
  const OTHERS = ["Second words", "Third words"];

  function written(words = " The lamp burned."): Desk {
    const desk = new Desk();
    desk.type(words, "First words");
    desk.save();
    return desk;
  }

  /** Undone and done again, twice, and saved every time. */
  function expectTurns(desk: Desk, undone: string[], done: string[]): void {
    for (let turn = 0; turn < 2; turn++) {
      desk.run(undo);
      expect(desk.text).toEqual(undone);
      desk.save();
      desk.run(redo);
      expect(desk.text).toEqual(done);
      desk.save();
    }
  }

  it("leaves the words that another wrote within", () => {
    const desk = written();
    desk.anotherWrites("old ", "lamp");
    expectTurns(desk, ["First wordsold ", ...OTHERS], ["First words The old lamp burned.", ...OTHERS]);
  });

  it("leaves each of several, letter by letter as they came", () => {
    const desk = written();
    desk.anotherWrites("o", "lamp");
    desk.anotherWrites("ld ", "lamp");
    desk.anotherWrites(" low", ".");
    expectTurns(
      desk,
      ["First wordsold  low", ...OTHERS],
      ["First words The old lamp burned low.", ...OTHERS],
    );
  });

  it("knows them again where the writer deleted them and brought them back", () => {
    const desk = written();
    desk.anotherWrites("old ", "lamp");
    desk.edit((text) => text.delete(desk.find("old"), desk.find("lamp")));
    desk.save();
    expect(desk.text[0]).toBe("First words The lamp burned.");
    desk.run(undo);
    expect(desk.text[0]).toBe("First words The old lamp burned.");
    desk.save();
    desk.run(undo);
    expect(desk.text[0]).toBe("First wordsold ");
    desk.run(redo);
    expect(desk.text[0]).toBe("First words The old lamp burned.");
    desk.save();
  });

  it("takes them out again where the writer cut and pasted them", () => {
    const desk = new Desk();
    desk.anotherWrites("very ", "First");
    const at = desk.find("very") - 1;
    const cut = desk.host.state.doc.slice(at, at + desk.host.state.doc.child(1).nodeSize);
    desk.edit((text) => text.delete(at, at + cut.size));
    desk.save();
    desk.edit((text) => text.replace(desk.find("Third") - 1, undefined, cut));
    desk.save();
    const moved = ["Second words", "very First words", "Third words"];
    expect(desk.text).toEqual(moved);
    expectTurns(desk, OTHERS, moved);
    desk.run(undo);
    desk.run(undo);
    expect(desk.text).toEqual(["very First words", ...OTHERS]);
    desk.save();
  });

  it("takes all of it back where another wrote beside it only", () => {
    const desk = written();
    desk.anotherWrites(",", " The");
    desk.anotherDoes((text) => text.insert(desk.find("burned.") + 7, text.doc.type.schema.text(" And")));
    expectTurns(desk, ["First words, And", ...OTHERS], ["First words, The lamp burned. And", ...OTHERS]);
  });

  it("takes back the writer's own words within another's", () => {
    const desk = written();
    desk.anotherWrites("old ", "lamp");
    desk.type("very ", "The ");
    desk.type("ish", "old");
    desk.save();
    expect(desk.text[0]).toBe("First words The very oldish lamp burned.");
    desk.run(undo);
    desk.run(undo);
    expect(desk.text[0]).toBe("First words The old lamp burned.");
    desk.run(undo);
    expect(desk.text[0]).toBe("First wordsold ");
    desk.save();
  });

  it("goes on before it, and to what was deleted over it", () => {
    const desk = new Desk();
    desk.type("!", "Third words");
    desk.select("First words");
    desk.edit((text) => text.insertText("The lamp burned"));
    desk.save();
    desk.anotherWrites("old ", "lamp");
    desk.run(undo);
    expect(desk.text).toEqual(["First wordsold ", "Second words", "Third words!"]);
    desk.save();
    desk.run(undo);
    expect(desk.text).toEqual(["First wordsold ", ...OTHERS]);
    desk.run(redo);
    desk.run(redo);
    expect(desk.text).toEqual(["The old lamp burned", "Second words", "Third words!"]);
    desk.save();
  });

  it("deletes again what the writer deleted, but for what came in meanwhile", () => {
    const desk = new Desk();
    desk.another("Second", "A second");
    desk.edit((text) => text.delete(desk.find("A second"), desk.find("A second") + 8));
    desk.save();
    desk.run(undo);
    desk.save();
    desk.run(redo);
    expect(desk.text[1]).toBe(" words");
    desk.run(undo);
    desk.save();
    desk.anotherWrites("very ", "second");
    desk.run(redo);
    expect(desk.text[1]).toBe("very  words");
    desk.save();
  });

  it("joins the paragraphs that it split, with another's words in them", () => {
    const desk = new Desk();
    desk.edit((text) => text.replace(desk.find("First") + 5, undefined, pasted("The lamp", "burned")));
    desk.save();
    expect(desk.text).toEqual(["FirstThe lamp", "burned words", ...OTHERS]);
    desk.anotherWrites("old ", "lamp");
    desk.anotherWrites(" ", "ned");
    expectTurns(desk, ["Firstold   words", ...OTHERS], ["FirstThe old lamp", "bur ned words", ...OTHERS]);
  });

  /** Three paragraphs of this writer's. */
  function pastedWhole(): Desk {
    const desk = new Desk();
    const three = ["uno", "due", "tre"].map((text, index) => paragraph(text, 50 + index));
    desk.edit((text) => text.insert(desk.find("Second") - 1, three));
    desk.save();
    return desk;
  }

  it("leaves a paragraph that was pasted, if another wrote in it, but not those around it", () => {
    const desk = pastedWhole();
    desk.anotherWrites("-", "ue");
    expectTurns(desk, ["First words", "-", ...OTHERS], ["First words", "uno", "d-ue", "tre", ...OTHERS]);
  });

  it("leaves a paragraph that another put between those", () => {
    const desk = pastedWhole();
    desk.anotherDoes((text) => text.insert(desk.find("tre") - 1, paragraph("Theirs", 60)));
    expectTurns(
      desk,
      ["First words", "Theirs", ...OTHERS],
      ["First words", "uno", "due", "Theirs", "tre", ...OTHERS],
    );
  });

  it("leaves a paragraph that another put into one that it split", () => {
    const desk = new Desk();
    desk.edit((text) => text.replace(desk.find("First") + 5, undefined, pasted("The lamp", "burned")));
    desk.save();
    desk.anotherDoes((text) => text.insert(desk.find("burned") - 1, paragraph("Theirs", 60)));
    expectTurns(
      desk,
      ["First", "Theirs", " words", ...OTHERS],
      ["FirstThe lamp", "Theirs", "burned words", ...OTHERS],
    );
  });

  it("knows another's words again where the writer moved them", () => {
    const desk = written();
    desk.anotherWrites("old ", "lamp");
    desk.run(moveParagraphTo(1, 4));
    desk.save();
    desk.run(undo);
    expect(desk.text[0]).toBe("First words The old lamp burned.");
    desk.run(undo);
    expect(desk.text[0]).toBe("First wordsold ");
    desk.save();
  });

  it("knows a part of another's words again where the writer moved it, also if it has no place to go back to", () => {
    const desk = new Desk();
    desk.anotherDoes((text) =>
      text.insert(desk.find("Second") - 1, [
        paragraph("uno", 50),
        paragraph("due", 51),
        paragraph("tre", 52),
      ]),
    );
    desk.run(moveParagraphTo(3, 5));
    desk.save();
    expect(desk.text).toEqual(["First words", "uno", "tre", "due", ...OTHERS]);
    desk.anotherDoes((text) => text.delete(desk.find("uno") - 1, desk.find("tre") + 4));
    desk.run(undo);
    expect(desk.text).toEqual(["First words", "due", ...OTHERS]);
    desk.save();
  });

  it("leaves a flag on another's words where it is", () => {
    const text = "First words The old lamp burned.";
    const place = { paragraphId: uuid(2), start: 16, end: 19 };
    const desk = written();
    desk.anotherWrites("old ", "lamp");
    const { authority } = desk;
    const flag: FlagAnchor = {
      id: "old",
      ...place,
      ...anchorAt(text, 16, 19),
      state: "exact",
      recovery: null,
    };
    authority.states.push({ ...authority.states.at(-1)!, anchors: [flag], steps: [] });
    desk.run(undo);
    desk.save();
    expect(authority.anchors).toMatchObject([{ state: "exact", start: 11, end: 14, quote: "old" }]);
    desk.run(redo);
    desk.save();
    expect(authority.anchors).toMatchObject([{ state: "exact", ...place }]);
  });
});

function paragraph(text: string, id: number): Node {
  return doc(["title", ""], ["body", text, { id: uuid(id) }]).lastChild!;
}

/** Two lines, the first and last of which run on with what is around them. */
function pasted(one: string, other: string): Slice {
  return new Slice(Fragment.from([paragraph(one, 40), paragraph(other, 41)]), 1, 1);
}
