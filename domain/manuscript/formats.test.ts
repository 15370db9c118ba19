import { describe, expect, it } from "vitest";
import { FILE_ENDINGS, formatOfFile } from "./formats";

describe("formatOfFile", () => {
  it.each([
    ["a.txt", "text"],
    ["a.b.MD", "markdown"],
    ["a.htm", "html"],
    ["A.DOCX", "docx"],
    ["a.docm", "docx"],
  ])("%s is %s", (name, format) => {
    expect(formatOfFile(name)).toBe(format);
  });

  it.each(["a.mp4", "constructor", "a", ""])("refuses “%s”, by its name", (name) => {
    expect(() => formatOfFile(name)).toThrow(`“${name}” is not a .docx, .txt, .md or .html file.`);
  });

  it.each([
    ["a.odt", "OpenDocument"],
    ["a.doc", "Word 97–2003"],
    ["a.rtf", "Rich Text Format"],
    ["a.pages", "Pages"],
    ["a.pdf", "PDF"],
  ])("says of %s what to do", (name, words) => {
    expect(() => formatOfFile(name)).toThrow(words);
    expect(() => formatOfFile(name)).toThrow(/\b[Bb]ring\b/);
  });

  it("takes every ending that a choice of files offers", () => {
    for (const ending of FILE_ENDINGS) expect(formatOfFile(`a${ending}`)).toBeTruthy();
  });
});
