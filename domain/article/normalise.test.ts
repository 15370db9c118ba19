import type { Node } from "prosemirror-model";
import { Transform } from "prosemirror-transform";
import { describe, expect, it } from "vitest";
import { doc, p, uuid } from "../testing";
import { paragraphStart, placeParagraphs } from "./document";
import { insertCitationSteps, replaceTextSteps } from "./edits";
import { normalise } from "./normalise";
import { applySteps } from "./rebase";
import { schema } from "./schema";

const ids = (node: Node) => node.children.map((child) => child.attrs.id as string);
let made = 0;
function door(before: Node, edit: (tr: Transform) => void): Node {
  const tr = new Transform(before);
  edit(tr);
  return normalise(before, tr.doc, tr.mapping, () => uuid(`n${made++}`)).after;
}

describe("normalise: ids", () => {
  it("gives the second half of a split paragraph a new id", () => {
    const before = doc(p("a", "One. Two."));
    const after = door(before, (tr) => tr.split(paragraphStart(before, uuid("a"))! + 5));
    expect(new Set(ids(after)).size).toBe(3);
    expect(ids(after)[1]).toBe(uuid("a"));
  });

  it("lets the paragraph that was there keep its id when a copy is pasted before it", () => {
    const before = doc(p("a", "One."), p("b", "Two."));
    const copy = placeParagraphs(before).get(uuid("b"))!.node;
    const after = door(before, (tr) => tr.insert(paragraphStart(before, uuid("a"))! - 1, copy));
    expect(ids(after)[3]).toBe(uuid("b"));
    expect(ids(after)[1]).not.toBe(uuid("b"));
  });

  it("replaces what is no UUID, and what is missing", () => {
    const before = doc(p("a", "One."));
    const after = door(before, (tr) =>
      tr.insert(before.content.size, [
        schema.node("body", { id: "mine" }, schema.text("x")),
        schema.node("body", null, schema.text("y")),
      ]),
    );
    for (const id of ids(after)) expect(id).toMatch(/^[0-9a-f]{8}-/);
  });
});

describe("normalise: references", () => {
  const before = doc(
    p("a", "First claim. Second claim[r1]."),
    p("r1", "Book one.", "reference"),
    p("r2", "Book two.", "reference"),
    p("r3", "Book three.", "reference"),
  );
  const cite = (paragraphId: string, offset: number, id: string) => (tr: Transform) =>
    insertCitationSteps(tr.doc, { paragraphId, offset, reference: { id } }).forEach((step) => tr.step(step));

  it("puts them in order of first citation, uncited ones last", () => {
    const after = door(before, cite(uuid("a"), 11, uuid("r3")));
    expect(ids(after).slice(2)).toEqual([uuid("r3"), uuid("r1"), uuid("r2")]);
  });

  it("moves nothing when the order stands", () => {
    expect(
      door(before, (tr) => tr.insert(paragraphStart(before, uuid("a"))!, schema.text("A "))).childCount,
    ).toBe(5);
  });

  it("refuses to delete a reference that is cited, and not one that is not", () => {
    const remove = (name: string) => (tr: Transform) => {
      const { start, node } = placeParagraphs(before).get(uuid(name))!;
      tr.delete(start - 1, start - 1 + node.nodeSize);
    };
    expect(() => door(before, remove("r1"))).toThrow("still cited");
    expect(ids(door(before, remove("r2")))).not.toContain(uuid("r2"));
  });

  it("refuses a citation of nothing", () => {
    expect(() => door(before, cite(uuid("a"), 0, uuid("gone")))).toThrow("not in the article");
  });

  it("refuses a link that leads to a script", () => {
    const script = () => schema.text("x", [schema.mark("link", { href: "javascript:alert(1)" })]);
    expect(() => door(before, (tr) => tr.insert(paragraphStart(before, uuid("a"))!, script()))).toThrow(
      "may only lead",
    );
  });
});

describe("edits", () => {
  const before = doc(p("a", "The muslim world[r1]."), p("r1", "Book.", "reference"));

  it("replaces words in the type of the first of them", () => {
    const strong = new Transform(before).addMark(12, 18, schema.mark("strong")).doc;
    const steps = replaceTextSteps(strong, { paragraphId: uuid("a"), start: 4, end: 10, text: "Muslim" });
    const after = applySteps(strong, steps)!.after;
    expect(after.child(1).textContent).toBe("The Muslim world\uFFFC.");
    expect(after.nodeAt(12)!.marks.map(({ type }) => type.name)).toEqual(["strong"]);
  });

  it("puts a citation, and a new reference at the end of the list", () => {
    const reference = { newId: uuid("r2"), text: "Another book." };
    const steps = insertCitationSteps(before, { paragraphId: uuid("a"), offset: 10, reference });
    const after = applySteps(before, steps)!.after;
    expect(after.child(1).textContent).toBe("The muslim\uFFFC world\uFFFC.");
    expect(after.lastChild!.textContent).toBe("Another book.");
  });

  it("is a conflict where the paragraph is gone", () => {
    expect(() => replaceTextSteps(before, { paragraphId: uuid("x"), start: 0, end: 1, text: "" })).toThrow(
      "no longer there",
    );
  });
});
