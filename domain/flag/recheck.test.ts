import { describe, expect, it } from "vitest";
import { needsRecheck, recheckStep, sentencesAt } from "./recheck";

const TEXT = "The dam is old. It holds 40 million litres.\uFFFC Nobody has measured it since.";
const on = (words: string, text = TEXT) => {
  const start = text.indexOf(words);
  return { state: "exact" as const, start, end: start + words.length };
};

describe("sentencesAt", () => {
  it("is the sentence around the words, without citations", () => {
    expect(sentencesAt(TEXT, on("40 million"), "en")).toBe("It holds 40 million litres.");
  });

  it("is every sentence that the words touch", () => {
    expect(sentencesAt(TEXT, on("old. It"), "en")).toBe("The dam is old. It holds 40 million litres.");
  });

  it("is the same whatever the spaces", () => {
    const spaced = TEXT.replace("40 million", "40\u00A0 million");
    expect(sentencesAt(spaced, on("holds", spaced), "en")).toBe("It holds 40 million litres.");
  });

  it("knows where a Persian sentence ends, and takes a language that is none", () => {
    const text = "سد کهنه است؟ آب کم است.";
    expect(sentencesAt(text, on("آب", text), "fa")).toBe("آب کم است.");
    expect(sentencesAt(TEXT, on("old"), "zz")).toBe("The dam is old.");
  });

  it("is nothing where the words, or their paragraph, are gone", () => {
    expect(sentencesAt(TEXT, { ...on("old"), state: "detached" }, "en")).toBe("");
    expect(sentencesAt(undefined, on("old"), "en")).toBe("");
  });
});

describe("recheckStep", () => {
  it("sends a verified one back when its sentence reads otherwise", () => {
    expect(recheckStep("verified", "It holds 40.", "It holds 50.")).toBe("recheck");
    expect(recheckStep("verified", "It holds 40.", "It holds 40.")).toBeNull();
    expect(recheckStep("verified", "", "It holds 40.")).toBe("recheck");
  });

  it("brings it back when the sentence reads as it was verified", () => {
    expect(recheckStep("resolved", "It holds 40.", "It holds 40.")).toBe("unchanged");
    expect(recheckStep("resolved", "It holds 40.", "It holds 60.")).toBeNull();
  });

  it("leaves alone what was never verified, and what is open", () => {
    expect(recheckStep("resolved", null, "It holds 50.")).toBeNull();
    expect(recheckStep("open", "It holds 40.", "It holds 50.")).toBeNull();
  });
});

describe("needsRecheck", () => {
  it("is settled with a text that was verified", () => {
    expect(needsRecheck("resolved", "It holds 40.")).toBe(true);
    expect(needsRecheck("resolved", null)).toBe(false);
    expect(needsRecheck("verified", "It holds 40.")).toBe(false);
  });
});
