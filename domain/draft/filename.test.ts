import { describe, expect, it } from "vitest";
import { draftFilename } from "./filename";
import { article, body, title } from "./testing/articles";

const named = (words: string) => draftFilename(article(title(words), body("x")), "docx");

describe("draftFilename", () => {
  it.each([
    ["The River’s Édge: a/b\\c?", "the-rivers-edge-a-b-c.docx"],
    ["رودخانه‌ها و آب", "رودخانه-ها-و-آب.docx"],
    ["../../etc/passwd", "etc-passwd.docx"],
    ["…", "draft.docx"],
    ["", "draft.docx"],
    ["CON", "draft-con.docx"],
  ])("names %s %s", (words, expected) => {
    expect(named(words)).toBe(expected);
  });

  it("cuts a long title between words", () => {
    expect(named("river ".repeat(40))).toBe(`${Array(13).fill("river").join("-")}.docx`);
    expect(named("x".repeat(300))).toBe(`${"x".repeat(80)}.docx`);
  });

  it("says what is no clean draft", () => {
    expect(draftFilename(article(title("A"), body("x")), "md", "with-open-flags")).toBe(
      "a-with-open-flags.md",
    );
  });
});
