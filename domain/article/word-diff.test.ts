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

  it("tells a phrase that was put for another as one", () => {
    expect(show("in red ink here", "in blue pencil here")).toBe("in [-red ink][+blue pencil] here");
    expect(show("red or ink", "blue or pencil")).toBe("[-red][+blue] or [-ink][+pencil]");
    expect(show("a b c", "a c")).toBe("a [-b ]c");
    expect(show("one two", "one")).toBe("one[- two]");
  });

  it("keeps a picture made of several characters whole", () => {
    expect(show("an 👩‍🚀 here", "an 👩🏽‍🚀 here")).toBe("an [-👩‍🚀][+👩🏽‍🚀] here");
    expect(show("flag 🇮🇷", "flag 🇷🇺")).toBe("flag [-🇮🇷][+🇷🇺]");
  });

  it("keeps words of other scripts whole", () => {
    expect(show("رهبر ایران", "رهبر روسیه")).toBe("رهبر [-ایران][+روسیه]");
    expect(show("می‌خواهند بروند", "نمی‌خواهند بروند")).toBe("[-می‌خواهند][+نمی‌خواهند] بروند");
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
