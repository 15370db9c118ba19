import { describe, expect, it } from "vitest";
import { DEFAULT_COMMENT_WORDS, doubledWord, folded } from "./comment-words";
import { KIND_WORDS } from "./words";
import { FLAG_KINDS } from "./kinds";

describe("the default words", () => {
  it("name no word twice", () => {
    expect(doubledWord(DEFAULT_COMMENT_WORDS)).toBeNull();
  });

  it.each(FLAG_KINDS)("know what the drafts write before a %s", (kind) => {
    expect(DEFAULT_COMMENT_WORDS[kind].map(folded)).toContain(folded(KIND_WORDS[kind]));
  });
});

describe("doubledWord", () => {
  it("finds a word that two kinds claim, whatever its case and spaces", () => {
    const words = { typo: ["Fact  Check"], fact_check: ["fact check"], citation: [], comment: [] };
    expect(doubledWord(words)).toBe("fact check");
  });

  it("finds a word that one kind claims twice", () => {
    expect(doubledWord({ typo: ["sp", "SP"], fact_check: [], citation: [], comment: [] })).toBe("SP");
  });
});
