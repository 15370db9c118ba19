import { describe, expect, it } from "vitest";
import { offsetIn } from "./text-line";

describe("where a letter is after its text has changed", () => {
  it.each([
    ["words put in before it", "one two", "one and two", 4, 8],
    ["words put in behind it", "one two", "one two three", 4, 4],
    ["words taken out before it", "one and two", "one two", 8, 4],
    ["its own words replaced", "one old two", "one new two", 5, 4],
    ["all replaced", "old", "new words", 2, 0],
    ["all gone", "old", "", 2, 0],
    ["the same letters over and over", "aaaa", "aaaaaa", 3, 3],
    ["nothing changed", "one two", "one two", 4, 4],
  ])("%s", (_, before, after, offset, expected) => {
    expect(offsetIn(after, before, offset)).toBe(expected);
  });
});
