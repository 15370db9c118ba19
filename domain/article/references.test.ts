import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { p, uuid } from "../testing";
import { referenceNumbers, referenceUrl } from "./references";

describe("referenceNumbers", () => {
  it("counts by first citation, one number a reference, none for the uncited", () => {
    const numbers = referenceNumbers([
      p("a", "B first[b], then A[a], B again[b], and nothing[x]."),
      p("a", "Ada.", "reference"),
      p("b", "Bob.", "reference"),
      p("c", "Cy.", "reference"),
    ]);
    expect(Object.fromEntries(numbers)).toEqual({ [uuid("b")]: 1, [uuid("a")]: 2 });
  });

  it("is 1 … n without a gap, whatever is cited where", () => {
    const names = ["k", "l", "m", "n", "o"];
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(...names, "gone"))), (paragraphs) => {
        const numbers = referenceNumbers([
          ...paragraphs.map((cited, i) => p(`b${i}`, cited.map((name) => `x[${name}]`).join(""))),
          ...names.map((name) => p(name, name, "reference")),
        ]);
        const order = [...new Set(paragraphs.flat())].filter((name) => name !== "gone");
        expect([...numbers]).toEqual(order.map((name, i) => [uuid(name), i + 1]));
      }),
    );
  });
});

describe("referenceUrl", () => {
  it.each([
    ["A. B. https://example.org/a.pdf.", "https://example.org/a.pdf"],
    ["See (http://example.org/x).", "http://example.org/x"],
    ["Ada. https://en.example.org/wiki/Foo_(bar).", "https://en.example.org/wiki/Foo_(bar)"],
    ["No address.", undefined],
  ])("%s", (text, url) => expect(referenceUrl(text)).toBe(url));
});
