import { expect, test } from "vitest";
import { blockedWords } from "./blocked-words";

const TEXT = "The lamp was lit in 1911\uFFFC and has burned every night since, in all weathers and all wars.";
const paragraphs = [{ id: "p", text: TEXT }];

function flagOn(words: string, more: Partial<Parameters<typeof blockedWords>[0]["anchor"]> = {}) {
  const start = TEXT.indexOf(words);
  const kept = { quote: words, prefix: "t in 1910 and has burned ", suffix: " night since, in a" };
  return {
    paragraphId: "p",
    anchor: { state: "exact" as const, start, end: start + words.length, ...kept, ...more },
  };
}

test("words are shown as the text reads now around them, cut between words", () => {
  expect(blockedWords(flagOn("every"), paragraphs)).toEqual({
    before: "…was lit in 1911 and has burned ",
    words: "every",
    after: " night since, in all weathers and…",
  });
});

test("words that were changed are shown as they read now", () => {
  expect(blockedWords(flagOn("every", { state: "changed", quote: "evry" }), paragraphs).words).toBe("every");
});

test("at an end of its paragraph nothing was left out", () => {
  expect(blockedWords(flagOn("lamp"), paragraphs).before).toBe("The ");
  expect(blockedWords(flagOn("all wars."), paragraphs).after).toBe("");
});

test("words that are gone are shown as they were flagged", () => {
  expect(blockedWords(flagOn("every", { state: "detached", quote: "evry" }), paragraphs)).toEqual({
    before: "…in 1910 and has burned ",
    words: "evry",
    after: " night since, in…",
  });
});

test("a place without spaces loses nothing of what was kept", () => {
  const flag = { ...flagOn("every", { prefix: "灯塔", suffix: "每夜" }), paragraphId: "gone" };
  expect(blockedWords(flag, paragraphs)).toEqual({ before: "灯塔", words: "every", after: "每夜" });
});
