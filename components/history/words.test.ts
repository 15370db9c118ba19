import { describe, expect, it } from "vitest";
import type { ParagraphDto } from "@/domain/contract";
import { changeWords, placeWords } from "./words";

const paragraph = (kind: ParagraphDto["kind"], text: string, attrs: ParagraphDto["attrs"] = {}) => ({
  id: "p",
  kind,
  text,
  attrs,
  content: [],
});

describe("what became of a paragraph", () => {
  it.each([
    [paragraph("body", "a"), paragraph("quote", "b"), false, "changed, was paragraph"],
    [paragraph("list_item", "a", { ordered: false }), paragraph("body", "a"), true, "was list item, moved"],
    [
      paragraph("list_item", "a", { ordered: false }),
      paragraph("list_item", "a", { ordered: true }),
      false,
      "was bulleted",
    ],
    [
      paragraph("list_item", "a", { ordered: true }),
      paragraph("list_item", "b", { ordered: false }),
      false,
      "changed, was numbered",
    ],
    [
      paragraph("heading", "a", { level: 2 }),
      paragraph("heading", "a", { level: 3 }),
      false,
      "level changed",
    ],
    [paragraph("body", "a"), paragraph("body", "a"), false, "type or citations changed"],
    [null, paragraph("body", "a"), false, "new"],
    [paragraph("body", "a"), null, false, "taken out"],
  ])("is said: %#", (before, after, moved, words) => {
    expect(changeWords({ before, after, moved })).toBe(words);
  });
});

describe("where the text changed", () => {
  const harbour = paragraph("body", "بندر را نمی‌توان شمرد؛");
  const where = (...paragraphIds: string[]) => placeWords({ paragraphIds }, new Map([["1", harbour]]));

  it("names one paragraph by its words, whichever way they run", () => {
    expect(where("1")).toBe("in \u2068“بندر را نمی‌توان شمرد؛”\u2069");
    expect(where("2")).toBe("in a paragraph that is gone since");
    expect(where("1", "2")).toBe("in 2 paragraphs");
  });
});
