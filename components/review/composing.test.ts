import { expect, it } from "vitest";
import { pendingRange } from "./composing";
import type { Composing } from "./context";

const text = "The lamp was lit in 1911.";
const composing: Composing = {
  kind: "typo",
  paragraphId: "p",
  start: 9,
  end: 16,
  quote: "was lit",
  text,
  version: 1,
  clipped: false,
};

it.each([
  ["as it was", text, "was lit"],
  ["written before them", "Everybody knows the lamp was lit in 1911.", "was lit"],
  ["written after them", "The lamp was lit in 1912, they say.", "was lit"],
  ["written on both sides", "A lamp was lit in 1912.", "was lit"],
  ["written into them", "The lamp was not lit in 1911.", null],
  ["gone", "", null],
  ["twice there now", "A lamp was lit, and was lit in 1912.", null],
])("shows the words that are being flagged: %s", (_, now, words) => {
  const range = pendingRange(composing, now);
  expect(range && now.slice(range.start, range.end)).toBe(words);
});
