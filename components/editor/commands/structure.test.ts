import fc from "fast-check";
import { history, redo, undo } from "prosemirror-history";
import { AllSelection, TextSelection, type Command, type EditorState } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import { breakLine, splitParagraph } from "./split";
import { joinBackward, joinForward } from "./join";
import { moveParagraphs, moveParagraphTo } from "./move";
import { KIND_CHOICES, setKind } from "./kind";
import { editing, lines, uuid, type Line } from "../testing";

let lastId = 100;
const split = splitParagraph(() => uuid(++lastId));

/** The article's lines after a command at "|", with the caret as "|"; null when the command has nothing to do. */
function after(command: Command, ...article: Line[]): string[] | null {
  const state = run(editing(article), command);
  return state && withCaret(state);
}

function run(state: EditorState, command: Command): EditorState | null {
  let next: EditorState | null = null;
  const done = command(state, (transaction) => (next = state.apply(transaction)));
  return done ? (next ?? state) : null;
}

function withCaret(state: EditorState): string[] {
  const { $head } = state.selection;
  const shown = lines(state.tr.insertText("|", $head.pos).doc);
  return shown;
}

const TITLE: Line = ["title", "Title"];
const ENTRY: Line = ["reference", "Entry"];

describe("dragging a paragraph", () => {
  const article: Line[] = [TITLE, ["body", "One"], ["body", "Two"], ["body", "Three"], ENTRY];

  it("puts it before the one it is dropped on, with its id, and the caret in it", () => {
    expect(after(moveParagraphTo(3, 1), ...article)).toEqual([
      "title: Title",
      "body: |Three",
      "body: One",
      "body: Two",
      "reference: Entry",
    ]);
    const down = run(editing(article), moveParagraphTo(1, 4))!;
    expect(lines(down.doc)).toEqual([
      "title: Title",
      "body: Two",
      "body: Three",
      "body: One",
      "reference: Entry",
    ]);
    expect(down.doc.child(3).attrs.id).toBe(editing(article).doc.child(1).attrs.id);
  });

  it("does nothing at its own place, nor where it may not stand", () => {
    for (const to of [2, 3]) expect(after(moveParagraphTo(2, to), ...article)).toBeNull();
    expect(after(moveParagraphTo(2, 0), ...article)).toBeNull();
    expect(after(moveParagraphTo(2, 5), ...article)).toBeNull();
    expect(after(moveParagraphTo(0, 3), ...article)).toBeNull();
  });
});

describe("Enter", () => {
  it("splits where the caret is; the first half keeps the id, the second has a new one", () => {
    const state = run(editing([TITLE, ["body", "One |two"]]), split)!;
    expect(withCaret(state)).toEqual(["title: Title", "body: One ", "body: |two"]);
    expect(state.doc.child(1).attrs.id).toBe(uuid(2));
    expect(state.doc.child(2).attrs.id).toBe(uuid(lastId));
  });
  it("at the beginning puts an empty paragraph above, and the words keep their id", () => {
    const state = run(editing([TITLE, ["body", "|Two"]]), split)!;
    expect(withCaret(state)).toEqual(["title: Title", "body: ", "body: |Two"]);
    expect(state.doc.child(2).attrs.id).toBe(uuid(2));
  });
  it("after a heading goes on in plain text", () => {
    expect(after(split, TITLE, ["heading", "Head|"], ["body", "x"])).toEqual([
      "title: Title",
      "heading: Head",
      "body: |",
      "body: x",
    ]);
  });
  it("after the title begins the text, or another byline where there is one", () => {
    expect(after(split, ["title", "Title|"], ["body", "x"])).toEqual(["title: Title", "body: |", "body: x"]);
    expect(after(split, ["title", "Ti|tle"], ["byline", "By A"], ["body", "x"])).toEqual([
      "title: Ti",
      "byline: |tle",
      "byline: By A",
      "body: x",
    ]);
  });
  it("after a byline makes the next one, after a standfirst begins the text", () => {
    expect(after(split, TITLE, ["byline", "By A|"], ["standfirst", "S"], ["body", "x"])?.[2]).toBe(
      "byline: |",
    );
    expect(after(split, TITLE, ["standfirst", "S|"], ["body", "x"])?.[2]).toBe("body: |");
  });
  it("in an empty item ends the list", () => {
    expect(after(split, TITLE, ["list_item", "One"], ["list_item", "|"])).toEqual([
      "title: Title",
      "list_item: One",
      "body: |",
    ]);
  });
  it("keeps a numbered item numbered, and a smaller heading's rest plain", () => {
    const state = run(editing([TITLE, ["list_item", "One|", { ordered: true }]]), split)!;
    expect(state.doc.child(2).attrs.ordered).toBe(true);
  });
  it("in the bibliography makes a new entry", () => {
    expect(after(split, TITLE, ["body", "x"], ["reference", "En|try"])).toEqual([
      "title: Title",
      "body: x",
      "reference: En",
      "reference: |try",
    ]);
  });
  it("with Shift breaks the line", () => {
    expect(after(breakLine, TITLE, ["body", "a|b"])?.[1]).toBe("body: a\n|b");
  });
});

describe("Backspace at the beginning", () => {
  it("joins to the paragraph before, which keeps its id", () => {
    const state = run(editing([TITLE, ["body", "One "], ["body", "|two"]]), joinBackward)!;
    expect(withCaret(state)).toEqual(["title: Title", "body: One |two"]);
    expect(state.doc.child(1).attrs.id).toBe(uuid(2));
  });
  it("takes an empty paragraph before away, and leaves this one as it is", () => {
    const state = run(editing([TITLE, ["body", ""], ["heading", "|Head"], ["body", "x"]]), joinBackward)!;
    expect(withCaret(state)).toEqual(["title: Title", "heading: |Head", "body: x"]);
    expect(state.doc.child(1).attrs.id).toBe(uuid(3));
  });
  it("makes an item or a quote plain first", () => {
    expect(after(joinBackward, TITLE, ["body", "x"], ["quote", "|q"])?.[2]).toBe("body: |q");
  });
  it("joins text to the title only while some text is left", () => {
    expect(after(joinBackward, TITLE, ["body", "|One"], ["body", "x"])).toEqual([
      "title: Title|One",
      "body: x",
    ]);
    expect(after(joinBackward, TITLE, ["body", "|One"])).toEqual(["title: Title", "body: |One"]);
    expect(after(joinBackward, ["title", "|Title"], ["body", "x"])).toEqual(["title: |Title", "body: x"]);
  });
  it("never makes an entry text, or text an entry", () => {
    const article: Line[] = [TITLE, ["body", "x"], ["reference", "|Entry"]];
    expect(after(joinBackward, ...article)).toEqual(["title: Title", "body: x", "reference: |Entry"]);
    expect(after(joinForward, TITLE, ["body", "x|"], ENTRY)).toEqual([
      "title: Title",
      "body: x|",
      "reference: Entry",
    ]);
    expect(after(joinBackward, TITLE, ["body", "x"], ["reference", "|"])).toEqual([
      "title: Title",
      "body: x|",
    ]);
  });
  it("is the browser's own inside a line", () => {
    expect(after(joinBackward, TITLE, ["body", "a|b"])).toBeNull();
    expect(after(joinForward, TITLE, ["body", "a|b"])).toBeNull();
  });
});

describe("Delete at the end", () => {
  it("joins the next paragraph to this one", () => {
    expect(after(joinForward, TITLE, ["body", "One|"], ["body", " two"])).toEqual([
      "title: Title",
      "body: One| two",
    ]);
  });
  it("takes an empty next paragraph away", () => {
    expect(after(joinForward, TITLE, ["body", "One|"], ["quote", ""])).toEqual([
      "title: Title",
      "body: One|",
    ]);
  });
});

describe("moving", () => {
  const article: Line[] = [TITLE, ["body", "a"], ["heading", "|b"], ["body", "c"], ENTRY];
  it("changes places with the neighbour, caret and ids with it", () => {
    const up = run(editing(article), moveParagraphs("up"))!;
    expect(withCaret(up).slice(1, 4)).toEqual(["heading: |b", "body: a", "body: c"]);
    expect(up.doc.child(1).attrs.id).toBe(uuid(3));
    expect(after(moveParagraphs("down"), ...article)?.slice(1, 4)).toEqual([
      "body: a",
      "body: c",
      "heading: |b",
    ]);
  });
  it("stays in its part of the article", () => {
    expect(after(moveParagraphs("up"), TITLE, ["body", "|a"], ENTRY)).toBeNull();
    expect(after(moveParagraphs("down"), TITLE, ["body", "|a"], ENTRY)).toBeNull();
    expect(after(moveParagraphs("down"), TITLE, ["body", "a"], ["reference", "|One"], ENTRY)?.[3]).toBe(
      "reference: |One",
    );
  });
  it("takes several at once", () => {
    const state = run(editing([TITLE, ["body", "a"], ["body", "|b"], ["body", "c|"]]), moveParagraphs("up"))!;
    expect(lines(state.doc)).toEqual(["title: Title", "body: b", "body: c", "body: a"]);
  });
});

describe("the kind of a paragraph", () => {
  it("changes with its id kept", () => {
    const state = run(editing([TITLE, ["body", "|a"]]), setKind({ kind: "heading", attrs: { level: 3 } }))!;
    expect(state.doc.child(1).attrs).toEqual({ id: uuid(2), level: 3 });
  });
  it("is refused where the article would lose its shape", () => {
    expect(after(setKind({ kind: "byline", attrs: {} }), TITLE, ["body", "|a"])).toBeNull();
    expect(after(setKind({ kind: "body", attrs: {} }), ["title", "|a"], ["body", "x"])).toBeNull();
    expect(after(setKind({ kind: "body", attrs: {} }), TITLE, ["body", "x"], ["reference", "|r"])).toBeNull();
    expect(
      after(setKind({ kind: "standfirst", attrs: {} }), TITLE, ["body", "x"], ["body", "|y"]),
    ).toBeNull();
  });
  it("changes several towards the head and back", () => {
    const article: Line[] = [TITLE, ["body", "|a"], ["body", "b|"], ["body", "c"]];
    const bylines = run(editing(article), setKind({ kind: "byline", attrs: {} }))!;
    expect(lines(bylines.doc)).toEqual(["title: Title", "byline: a", "byline: b", "body: c"]);
    const back = run(bylines, setKind({ kind: "body", attrs: {} }))!;
    expect(lines(back.doc)).toEqual(["title: Title", "body: a", "body: b", "body: c"]);
  });
});

describe("an article of which all is deleted", () => {
  it("begins again with a title and plain text", () => {
    const state = editing([TITLE, ["heading", "Head"], ["quote", "Quote"], ENTRY]);
    const all = state.apply(state.tr.setSelection(new AllSelection(state.doc)));
    expect(lines(all.apply(all.tr.deleteSelection()).doc)).toEqual(["title: ", "body: "]);
  });
});

describe("whatever is done", () => {
  const commands: Command[] = [
    split,
    breakLine,
    joinBackward,
    joinForward,
    moveParagraphs("up"),
    moveParagraphs("down"),
    ...KIND_CHOICES.map(setKind),
    (state, dispatch) => {
      dispatch?.(state.tr.deleteSelection());
      return true;
    },
    (state, dispatch) => {
      dispatch?.(state.tr.replaceSelectionWith(state.schema.text("x")));
      return true;
    },
    (state, dispatch) => {
      dispatch?.(state.tr.setSelection(new AllSelection(state.doc)));
      return true;
    },
  ];
  const article: Line[] = [
    TITLE,
    ["byline", "By A"],
    ["standfirst", "Standfirst"],
    ["heading", "Head"],
    ["body", "Some^7words"],
    ["list_item", "Item"],
    ["reference", "First"],
    ["reference", "Second"],
  ];
  it("the article keeps its shape, and undo brings it back", () => {
    const step = fc.record({
      command: fc.nat({ max: commands.length - 1 }),
      anchor: fc.double({ min: 0, max: 1, noNaN: true }),
      head: fc.double({ min: 0, max: 1, noNaN: true }),
      caret: fc.boolean(),
      move: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const first = editing(article, [history()]);
        let state = first;
        for (const { command, anchor, head, caret, move } of steps) {
          const at = (share: number) => state.doc.resolve(Math.round(share * state.doc.content.size));
          if (move)
            state = state.apply(
              state.tr.setSelection(TextSelection.between(at(anchor), at(caret ? anchor : head))),
            );
          state = run(state, commands[command]!) ?? state;
          state.doc.check();
        }
        const last = state.doc;
        for (let next = run(state, undo); next; next = run(state, undo)) state = next;
        expect(lines(state.doc)).toEqual(lines(first.doc));
        for (let next = run(state, redo); next; next = run(state, redo)) state = next;
        expect(lines(state.doc)).toEqual(lines(last));
      }),
      { numRuns: 300 },
    );
  });
});
