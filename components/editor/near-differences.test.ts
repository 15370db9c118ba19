import { describe, expect, it } from "vitest";
import { wordDiff } from "@/domain/article/word-diff";
import { nearDifferences } from "./near-differences";

const FAR = Array.from({ length: 60 }, (_, index) => `word${index}`).join(" ");

const shown = (before: string, after: string) =>
  nearDifferences(wordDiff(before, after))
    .map(({ type, text }) => (type === "same" ? text : `[${type}: ${text}]`))
    .join("");

describe("a comparison near its differences", () => {
  it("leaves out what is far from any, at a word", () => {
    const words = shown(`${FAR} one ${FAR} two ${FAR}`, `${FAR} eins ${FAR} two zwei ${FAR}`);
    expect(words).toMatch(/^… word\d+ .* word59 \[old: one\]\[new: eins\] word0 word1 .* … .* word59 two /);
    expect(words).toMatch(/\[new: zwei ?\] ?word0 word1 .* word\d+ …$/);
    expect(words.length).toBeLessThan(500);
  });

  it("keeps short ones whole", () => {
    expect(shown("She paid one florin for it.", "She paid two florins for it.")).toBe(
      "She paid [old: one florin][new: two florins] for it.",
    );
  });

  it("keeps what has no difference whole, and a word however long", () => {
    expect(shown(FAR, FAR)).toBe(FAR);
    const one = "x".repeat(300);
    expect(shown(`${one} a`, `${one} b`)).toContain(one);
  });
});
