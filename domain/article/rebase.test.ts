import { Step, Transform } from "prosemirror-transform";
import { describe, expect, it } from "vitest";
import { doc, p, uuid } from "../testing";
import { applySteps, parseSteps, rebaseSteps } from "./rebase";
import { mergeReferenceSteps } from "./reference-edits";
import { schema } from "./schema";
import { stepsBetween } from "./steps-between";

// Title takes 7 positions; the text of "a" begins at 8.
const before = doc(p("a", "The quick fox."));
const change = (edit: (tr: Transform) => Transform) => edit(new Transform(before));
const rebase = (mine: Transform, theirs: Transform) =>
  rebaseSteps(mine.steps, applySteps(theirs.before, theirs.steps)!);

describe("rebaseSteps", () => {
  it("keeps both of two insertions", () => {
    const theirs = change((tr) => tr.insert(12, schema.text("very ")));
    const mine = change((tr) => tr.insert(18, schema.text("brown ")).insert(24, schema.text("old ")));
    expect(rebase(mine, theirs)!.after.child(1).textContent).toBe("The very quick brown old fox.");
  });

  it("lets a deletion of what is deleted already come to nothing", () => {
    const theirs = change((tr) => tr.delete(11, 18));
    const mine = change((tr) => tr.delete(12, 18));
    expect(rebase(mine, theirs)!.after.eq(theirs.doc)).toBe(true);
  });

  it.each([
    ["", "A claim[r]. A second.", "A claim\uFFFC. A second. And more.\uFFFC"],
    [", which nobody had cited", "A claim. A second.", "A claim. A second. And more.\uFFFC"],
  ])("cites what the cited entry was merged into meanwhile%s", (_, text, now) => {
    const list = doc(p("a", text), p("r", "Bell 1911", "reference"), p("s", "Bell, 1911", "reference"));
    const theirs = new Transform(list);
    for (const step of mergeReferenceSteps(list, uuid("r"), uuid("s"))) theirs.step(step);
    const cite = (name: string) => schema.node("citation", { referenceId: uuid(name), locator: "p. 3" });
    const end = 8 + list.child(1).content.size;
    const mine = new Transform(list).insert(end, schema.text(" And more.")).insert(end + 10, cite("r"));
    const { after } = rebase(mine, theirs)!;
    expect(after.child(1).lastChild?.toJSON()).toEqual(cite("s").toJSON());
    expect(after.child(1).textContent).toBe(now);
  });

  it("is a conflict for words written into what was deleted", () => {
    const theirs = change((tr) => tr.delete(11, 18));
    const mine = change((tr) => tr.insert(14, schema.text("x")));
    expect(rebase(mine, theirs)).toBeNull();
  });

  it("is a conflict for a deletion that would take words that were written there since", () => {
    const replaced = (words: string) => change((tr) => tr.replaceWith(12, 17, schema.text(words)));
    expect(rebase(replaced("sly"), replaced("very quick"))).toBeNull();
    expect(
      rebase(
        replaced("sly"),
        change((tr) => tr.replaceWith(12, 21, schema.text("slow foal"))),
      ),
    ).toBeNull();
    // The same correction by two people is one.
    expect(rebase(replaced("slick"), replaced("slick"))!.after.child(1).textContent).toBe("The slick fox.");
    const within = change((tr) => tr.insert(14, schema.text("x")));
    expect(
      rebase(
        change((tr) => tr.delete(11, 18)),
        within,
      ),
    ).toBeNull();
  });

  it("is a conflict for an undo around words that would take what a restore brought back before it", () => {
    // All up to "quick" was deleted: what is left went into the title, and an empty paragraph behind it.
    const deleted = change((tr) => tr.delete(1, 12));
    expect(deleted.doc.textContent).toBe("quick fox.");
    const undo = new Transform(deleted.doc).step(deleted.steps[0]!.invert(before));
    expect(undo.doc.eq(before)).toBe(true);
    const restored = new Transform(deleted.doc);
    for (const step of stepsBetween(deleted.doc, before)) restored.step(step);
    expect(rebase(undo, restored)).toBeNull();
  });

  it("puts on again what was done around words while others wrote in these", () => {
    const deleted = change((tr) => tr.delete(1, 12));
    const theirs = change((tr) => tr.insert(18, schema.text("brown ")));
    expect(rebase(deleted, theirs)!.after.textContent).toBe("quick brown fox.");
  });

  it("carries a paragraph that was pasted into another as it reads by now", () => {
    // "a" begins at 7, "b" at 15.
    const two = doc(p("a", "First."), p("b", "The lazy dog."));
    const pasted = (tr: Transform) => tr.delete(15, 30).insert(14, schema.text("The lazy dog."));
    const texts = (theirs: (tr: Transform) => Transform, mine = pasted) =>
      rebase(mine(new Transform(two)), theirs(new Transform(two)))!.after.children.map(
        (node) => node.textContent,
      );
    expect(texts((tr) => tr.delete(20, 25))).toEqual(["Title", "First.The dog."]);
    expect(texts((tr) => tr.insert(20, schema.text("very ")))).toEqual(["Title", "First.The very lazy dog."]);
    // Two paragraphs are not the words of one: nothing moves.
    expect(texts((tr) => tr.split(20))).toEqual(["Title", "First.", "The ", "lazy dog."]);
    // Words as a paragraph of their own.
    const apart = (tr: Transform) =>
      tr.delete(20, 25).insert(7, schema.node("body", { id: uuid("c") }, schema.text("lazy ")));
    const shorter = (tr: Transform) => tr.delete(20, 22);
    expect(texts(shorter, apart)).toEqual(["Title", "zy ", "First.", "The dog."]);
  });

  it("is a conflict for a passage moved over words that another has written in since", () => {
    const mine = change((tr) => tr.delete(8, 12).replaceWith(8, 13, schema.text("The ")));
    expect(
      rebase(
        mine,
        change((tr) => tr.insert(14, schema.text("x"))),
      ),
    ).toBeNull();
  });

  it("has the inverse of what it applied", () => {
    const theirs = change((tr) => tr.insert(8, schema.text("Look: ")));
    const mine = change((tr) => tr.insert(18, schema.text("brown ")));
    const applied = rebase(mine, theirs)!;
    expect(applied.inverse[0]!.apply(applied.after).doc!.eq(theirs.doc)).toBe(true);
  });
});

describe("parseSteps", () => {
  it("reads what a writer may do", () => {
    const { steps } = change((tr) => tr.insert(8, schema.text("A ")).addMark(8, 10, schema.mark("em")));
    expect(
      parseSteps(steps.map((step) => step.toJSON() as Record<string, unknown>)).every(
        (step) => step instanceof Step,
      ),
    ).toBe(true);
  });

  it.each([
    [{ stepType: "nonsense" }],
    [{ stepType: "replace", from: "a" }],
    [{ stepType: "attr", pos: 7, attr: "id", value: "x" }],
    [{ stepType: "docAttr", attr: "id", value: "x" }],
    [{ stepType: "replace", from: 8, to: 8, slice: { content: [{ type: "script" }] } }],
  ])("refuses %j", (json) => {
    expect(() => parseSteps([json])).toThrow(expect.objectContaining({ code: "invalid" }));
  });
});
