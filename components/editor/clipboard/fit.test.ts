import { Fragment, Slice } from "prosemirror-model";
import { AllSelection, type EditorState, TextSelection } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import { editing, lines, linesOf, paragraphs, uuid, type Line } from "../testing";
import { fitSlice } from "./fit";
import { pasteSlice } from "./paste";
import { cutWhole, pasteWhole, wholeParagraphs } from "./whole";

let lastId = 100;
const newId = () => uuid(++lastId);
const none = () => false;

function slice(open: number, ...given: Line[]): Slice {
  return new Slice(Fragment.from(paragraphs(...given)), open, open);
}

const kinds = (fitted: Slice) => fitted.content.content.map(({ type }) => type.name);
const ids = (fitted: Slice) => fitted.content.content.map((node) => node.attrs.id as string);

describe("what is pasted into the text", () => {
  it("becomes what may stand there: a title a heading, a byline and an entry plain text", () => {
    const pasted = slice(1, ["title", "T"], ["byline", "B"], ["quote", "Q"]);
    expect(kinds(fitSlice(pasted, { into: "body", isTaken: none, newId }).slice)).toEqual([
      "heading",
      "body",
      "quote",
    ]);
    const entry = slice(1, ["reference", "R"]);
    expect(kinds(fitSlice(entry, { into: "body", isTaken: none, newId }).slice)).toEqual(["body"]);
  });
  it("keeps the id of a paragraph that was cut, and gives a copy its own", () => {
    const pasted = slice(0, ["body", "One"], ["body", "Two"]);
    const [first, second] = ids(
      fitSlice(pasted, { into: "body", isTaken: (id) => id === uuid(2), newId }).slice,
    );
    expect(first).toBe(uuid(1));
    expect(second).toBe(uuid(lastId));
  });
  it("never has one id twice", () => {
    const [one] = paragraphs(["body", "One"]);
    const twice = new Slice(Fragment.from([one!, one!]), 0, 0);
    const [first, second] = ids(fitSlice(twice, { into: "body", isTaken: none, newId }).slice);
    expect(first).not.toBe(second);
  });
  it("sends its bibliography to the end, but for entries that are there", () => {
    const pasted = slice(1, ["body", "Claim^2"], ["reference", "New"], ["reference", "Known"]);
    const fitted = fitSlice(pasted, { into: "body", isTaken: (id) => id === uuid(3), newId });
    expect(kinds(fitted.slice)).toEqual(["body"]);
    expect(fitted.references.map((node) => node.textContent)).toEqual(["New"]);
    expect(fitted.references[0]!.attrs.id).toBe(uuid(2));
  });
});

describe("what is pasted elsewhere", () => {
  it("is one line in the title", () => {
    const pasted = slice(1, ["body", "One"], ["body", "two"]);
    const fitted = fitSlice(pasted, { into: "title", isTaken: none, newId }).slice;
    expect(fitted.content.textBetween(0, fitted.content.size)).toBe("One two");
    expect(fitted.openStart).toBe(0);
  });
  it("keeps its bibliography one in the head as well", () => {
    const pasted = slice(1, ["body", "Claim^2"], ["reference", "New"]);
    for (const into of ["title", "byline", "standfirst"] as const) {
      const fitted = fitSlice(pasted, { into, isTaken: none, newId });
      expect(fitted.slice.content.textBetween(0, fitted.slice.content.size)).toBe("Claim\uFFFC");
      expect(fitted.references.map((node) => [node.attrs.id, node.textContent])).toEqual([[uuid(2), "New"]]);
    }
  });
  it("is an entry a paragraph in the bibliography, without citations", () => {
    const pasted = slice(1, ["body", "One^9"], ["list_item", "Two"]);
    const fitted = fitSlice(pasted, { into: "reference", isTaken: none, newId }).slice;
    expect(linesOf(fitted.content.content)).toEqual(["reference: One", "reference: Two"]);
  });
});

describe("what is pasted over the whole article", () => {
  const over = (pasted: Slice) => {
    const state = editing([
      ["title", "Old"],
      ["body", "a^3"],
      ["reference", "R"],
    ]);
    return pasteSlice(state.apply(state.tr.setSelection(new AllSelection(state.doc))), pasted, newId);
  };
  it("has its title in its first line, and its bibliography last", () => {
    const pasted = slice(1, ["heading", "New"], ["body", "One^9"], ["reference", "S"], ["quote", "Two"]);
    expect(lines(over(pasted)!.doc)).toEqual(["title: New", "body: One^9", "quote: Two", "reference: S"]);
    expect(lines(over(slice(1, ["body", "New"]))!.doc)).toEqual(["title: New", "body: "]);
  });
  it("keeps the shape it brings", () => {
    expect(over(slice(0, ["title", "New"], ["body", "One"]))).toBeNull();
  });
});

describe("whole paragraphs", () => {
  const TITLE: Line = ["title", "T"];
  it("are cut as such, with their ids", () => {
    const state = editing([TITLE, ["body", "a"], ["quote", "|b|"], ["body", "c"]]);
    const cut = cutWhole(state)!;
    expect(lines(cut.transaction.doc)).toEqual(["title: T", "body: a", "body: c"]);
    expect(ids(cut.slice)).toEqual([uuid(3)]);
    expect(cut.slice.openStart).toBe(0);
  });
  it("are meant by a selection to the start of the next one too", () => {
    const state = editing([TITLE, ["body", "|a"], ["body", "|b"]]);
    expect(wholeParagraphs(state)).toMatchObject({ first: 1, last: 1 });
  });
  it("are not meant by a part, and the last text of an article is not taken out", () => {
    expect(wholeParagraphs(editing([TITLE, ["body", "|ab|c"]]))).toBeNull();
    expect(cutWhole(editing([TITLE, ["body", "|abc|"]]))).toBeNull();
    expect(
      cutWhole(
        editing([
          ["title", "|T|"],
          ["body", "abc"],
        ]),
      ),
    ).toBeNull();
  });

  const paste = (...article: Line[]) => {
    const transaction = pasteWhole(editing(article), slice(0, ["quote", "Q"]));
    return transaction && lines(transaction.doc);
  };
  it("come back before, behind, or in place of an empty paragraph", () => {
    expect(paste(TITLE, ["body", "|a"])).toEqual(["title: T", "quote: Q", "body: a"]);
    expect(paste(TITLE, ["body", "a|"])).toEqual(["title: T", "body: a", "quote: Q"]);
    expect(paste(TITLE, ["body", "|"])).toEqual(["title: T", "quote: Q"]);
  });
  it("are words in the middle of a sentence, and stay out of head and bibliography", () => {
    expect(paste(TITLE, ["body", "a|b"])).toBeNull();
    expect(paste(["title", "|T"], ["body", "ab"])).toBeNull();
    expect(paste(TITLE, ["body", "ab"], ["reference", "R"], ["reference", "|S"])).toBeNull();
  });
  it("leave the caret at their end", () => {
    const state = editing([TITLE, ["body", "a|"]]);
    const next: EditorState = state.apply(pasteWhole(state, slice(0, ["quote", "Words"]))!);
    expect(next.selection).toBeInstanceOf(TextSelection);
    expect(next.selection.$from.parent.textContent).toBe("Words");
    expect(next.selection.$from.parentOffset).toBe(5);
  });
});
