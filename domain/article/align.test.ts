import { describe, expect, it } from "vitest";
import { alignParagraphs, likeness, type Alignable } from "./align";
import type { ParagraphKind } from "./kinds";

const at = (text: string, { id = null, kind = "body" }: { id?: string | null; kind?: ParagraphKind } = {}) =>
  ({ id, kind, text }) satisfies Alignable;
const TEXTS = [
  "The lamp was lit in 1911 and has burned every night since.",
  "The keeper paid eight hundred florins for the lens.",
  "Most captains have not looked for it since the satellites came.",
  "Nobody knows what will happen when the keeper retires.",
];
const before = TEXTS.map((text, index) => at(text, { id: `p${index}` }));

describe("alignParagraphs", () => {
  it("finds what did not change, whatever came in between", () => {
    expect(alignParagraphs(before, [at("New."), ...TEXTS.map((text) => at(text)), at("And more.")])).toEqual([
      null,
      0,
      1,
      2,
      3,
      null,
    ]);
  });

  it("knows an edited paragraph by its words, also at another place", () => {
    const edited = "The keeper, they say, paid nine hundred florins for the whole lens.";
    expect(
      alignParagraphs(
        before,
        [TEXTS[0]!, TEXTS[2]!, TEXTS[3]!, edited].map((text) => at(text)),
      ),
    ).toEqual([0, 2, 3, 1]);
  });

  it("takes what stands between the same neighbours for the same, when some words are left", () => {
    const rewritten = "It was the keeper who found florins.";
    expect(
      alignParagraphs(
        before,
        [TEXTS[0]!, rewritten, TEXTS[2]!].map((text) => at(text)),
      ),
    ).toEqual([0, 1, 2]);
    const other = "Something else altogether stands here.";
    expect(
      alignParagraphs(
        before,
        [TEXTS[0]!, other, TEXTS[2]!].map((text) => at(text)),
      ),
    ).toEqual([0, null, 2]);
  });

  it("keeps twins apart by their order, and by what the file says", () => {
    const twins = [at("Same.", { id: "a" }), at("Other words here.", { id: "b" }), at("Same.", { id: "c" })];
    expect(alignParagraphs(twins, [at("Same."), at("Same.")])).toEqual([0, 2]);
    expect(alignParagraphs(twins, [at("Same.", { id: "c" }), at("Same.", { id: "a" })])).toEqual([2, 0]);
  });

  it("does not believe a bookmark that stands on other words", () => {
    const after = [at("Quite another sentence.", { id: "p0" }), at(TEXTS[0]!)];
    expect(alignParagraphs(before, after)).toEqual([null, 0]);
  });

  it("never takes a reference for text, and a title always for the title", () => {
    const article = [
      at("The Lamp", { id: "t", kind: "title" }),
      at("Corvin, Ines. Lamps of the South.", { id: "r", kind: "reference" }),
    ];
    const after = [at("All That Shines", { kind: "title" }), at("Corvin, Ines. The Lamps of the South.")];
    expect(alignParagraphs(article, after)).toEqual([0, null]);
  });

  it("tells thousands of paragraphs apart that all changed", () => {
    const many = Array.from({ length: 3_000 }, (_, i) =>
      at(`Paragraph ${i} about subject ${i * 7} and more.`),
    );
    const edited = many.map(({ text }) => at(`${text} Edited.`));
    expect(alignParagraphs(many, edited)).toEqual(many.map((_, i) => i));
  });
});

describe("likeness", () => {
  it("is 1 for the same words, 0 for none in common, and reads any script", () => {
    expect(likeness("One two.", "two, ONE")).toBe(1);
    expect(likeness("one", "two")).toBe(0);
    expect(likeness("", "")).toBe(0);
    expect(likeness("چراغ دریایی", "چراغ بندر")).toBe(0.5);
  });
});
