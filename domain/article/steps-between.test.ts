import { describe, expect, it } from "vitest";
import { moveAnchors } from "../flag/move";
import { anchorOn, doc, p } from "../testing";
import { applyAll } from "./rebase";
import { stepsBetween } from "./steps-between";

const text = "The lamp burned low in the hall.";

describe("steps between two documents", () => {
  it("change the kind of a paragraph in its place, and only the words that differ", () => {
    const [from, to] = [
      doc(p("a", text), p("b", "Outside, rain.")),
      doc(p("a", "The lamp burned on in the hall.", "quote"), p("b", "Outside, rain.")),
    ];
    const steps = stepsBetween(from, to);
    expect(applyAll(from, steps)?.eq(to)).toBe(true);
    const flags = [anchorOn(p("a", text), "The lamp burned"), anchorOn(p("a", text), "burned low in")];
    const [whole, torn] = moveAnchors(from, to, steps, flags, { rewords: false });
    expect(whole).toMatchObject({ state: "exact", start: 0, end: 15 });
    expect(torn).toMatchObject({ state: "changed", start: 9, end: 21 });
  });

  it("keep the attributes of the new kind", () => {
    const [from, to] = [doc(p("a", text), p("b", text)), doc(p("a", text), p("b", text, "heading"))];
    const steps = stepsBetween(from, to);
    expect(steps).toHaveLength(1);
    expect(applyAll(from, steps)?.eq(to)).toBe(true);
  });

  it("let every other paragraph go and come that is of another kind", () => {
    const [from, to] = [
      doc(p("a", text, "byline"), p("b", text)),
      doc(p("a", text, "standfirst"), p("b", text)),
    ];
    expect(applyAll(from, stepsBetween(from, to))?.eq(to)).toBe(true);
  });
});
