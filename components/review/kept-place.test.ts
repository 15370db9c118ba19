import { describe, expect, it } from "vitest";
import { keptPlace } from "./kept-place";

const OLD = "The lamp has burned every night since.";
const on = (text: string, words: string) => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};

describe("words that are selected or being flagged, when others write in their paragraph", () => {
  it.each([
    ["before them", "The old lamp has burned every night since."],
    ["behind them", "The lamp has burned every night since then."],
    ["on both sides at once", "The old lamp has burned every night since then."],
    ["nowhere", OLD],
  ])("are followed when that is %s", (_, now) => {
    expect(keptPlace(on(OLD, "burned"), OLD, now)).toEqual(on(now, "burned"));
  });

  it("are let go where they were changed themselves, or stand there twice", () => {
    expect(keptPlace(on(OLD, "burned"), OLD, "The lamp has shone every night since.")).toBeNull();
    expect(keptPlace(on(OLD, "has burned"), OLD, "The lamp has not burned every night since.")).toBeNull();
    expect(keptPlace(on(OLD, "burned"), OLD, "")).toBeNull();
    const twice = "It has burned. The lamp has burned every night since then.";
    expect(keptPlace(on(OLD, "burned"), OLD, twice)).toBeNull();
  });
});
