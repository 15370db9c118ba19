import { describe, expect, it } from "vitest";
import type { InlineJson } from "@/domain/article/kinds";
import { segmentsOf, sliceContent, type Range } from "./segments";

const text = (words: string): InlineJson => ({ type: "text", text: words });
const strong = (words: string): InlineJson => ({ type: "text", text: words, marks: [{ type: "strong" }] });
const cite: InlineJson = { type: "citation", attrs: { referenceId: "r1" } };
const range = (id: string, start: number, end: number): Range => ({ id, start, end });
const shape = (content: InlineJson[], ranges: Range[]) =>
  segmentsOf(content, ranges).map(({ start, end, flagIds }) => `${start}-${end}:${flagIds.join("+")}`);

describe("segmentsOf", () => {
  it("keeps an unflagged paragraph whole", () => {
    expect(shape([text("Iran and Russia")], [])).toEqual(["0-15:"]);
  });

  it("cuts at both ends of a flag", () => {
    expect(shape([text("Iran and Russia")], [range("a", 5, 8)])).toEqual(["0-5:", "5-8:a", "8-15:"]);
  });

  it("composes overlapping flags, the longer outside", () => {
    expect(shape([text("Iran and Russia")], [range("b", 5, 8), range("a", 5, 15)])).toEqual([
      "0-5:",
      "5-8:a+b",
      "8-15:a",
    ]);
    expect(shape([text("abcdef")], [range("a", 0, 4), range("b", 2, 6)])).toEqual([
      "0-2:a",
      "2-4:a+b",
      "4-6:b",
    ]);
  });

  it("counts a citation and a break as one", () => {
    const content = [text("ab"), cite, { type: "hard_break" } as const, text("cd")];
    const [, flagged] = segmentsOf(content, [range("a", 1, 5)]);
    expect(flagged!.content.map(({ type }) => type)).toEqual(["text", "citation", "hard_break", "text"]);
    expect(shape(content, [range("a", 2, 3)])).toEqual(["0-2:", "2-3:a", "3-6:"]);
  });

  it("clamps a range that reaches past the text and leaves out an empty one", () => {
    expect(shape([text("abc")], [range("a", 1, 9), range("b", 2, 2)])).toEqual(["0-1:", "1-3:a"]);
  });

  it("has no segment in an empty paragraph", () => {
    expect(shape([], [range("a", 0, 1)])).toEqual([]);
  });
});

describe("sliceContent", () => {
  it("cuts text and keeps its marks", () => {
    expect(sliceContent([text("one "), strong("two"), text(" three")], 2, 6)).toEqual([
      text("e "),
      strong("tw"),
    ]);
  });
});
