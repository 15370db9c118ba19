import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordDiff } from "./word-diff";

const show = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ type, text }) => (type === "same" ? text : type === "old" ? `[-${text}]` : `[+${text}]`))
    .join("");

describe("wordDiff", () => {
  it("shows which words went and which came", () => {
    expect(show("the Ayotallah said", "the Ayatollah said")).toBe("the [-Ayotallah][+Ayatollah] said");
    expect(show("a b", "a b")).toBe("a b");
    expect(show("word", "")).toBe("[-word]");
  });

  it("keeps words of other scripts whole", () => {
    expect(show("رهبر ایران", "رهبر روسیه")).toBe("رهبر [-ایران][+روسیه]");
  });

  it("holds every character of both", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (before, after) => {
        const parts = wordDiff(before, after);
        const joined = (without: string) =>
          parts
            .filter(({ type }) => type !== without)
            .map(({ text }) => text)
            .join("");
        expect(joined("new")).toBe(before);
        expect(joined("old")).toBe(after);
      }),
    );
  });
});
