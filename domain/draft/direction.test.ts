import { describe, expect, it } from "vitest";
import { isRightToLeft, stretches } from "./direction";

describe("isRightToLeft", () => {
  it.each([
    ["سلام Lena", true],
    ["Lena سلام", false],
    ["۱۴۰۲ «سال»", true],
    ["123", false],
    ["שלום", true],
  ])("says of %s: %s", (text, expected) => {
    expect(isRightToLeft(text)).toBe(expected);
  });
});

describe("stretches", () => {
  const shape = (text: string, rtl: boolean) =>
    stretches(text, rtl).map((stretch) => `${stretch.rtl ? "<" : ">"}${stretch.text}`);

  it("gives spaces and punctuation to their neighbours, or to the paragraph between two directions", () => {
    expect(shape("گفت Lena Karimi، در تهران.", true)).toEqual(["<گفت ", ">Lena Karimi", "<، در تهران."]);
    expect(shape("said (تهران) he", false)).toEqual([">said (", "<تهران", ">) he"]);
  });

  it("never parts a letter from its marks and joiners", () => {
    expect(shape("می‌شود", false)).toEqual(["<می‌شود"]);
    expect(shape("مُ e\u0301", false)).toEqual(["<مُ", "> e\u0301"]);
  });

  it("is one stretch for one direction, and none for nothing", () => {
    expect(shape("in 2024, they said", false)).toEqual([">in 2024, they said"]);
    expect(shape("", true)).toEqual([]);
  });
});
