import { describe, expect, it } from "vitest";
import { FILE_ENDINGS, formatOfFile } from "./formats";

describe("formatOfFile", () => {
  it.each([
    ["a.txt", "text"],
    ["a.b.MD", "markdown"],
    ["a.htm", "html"],
  ])("%s is %s", (name, format) => {
    expect(formatOfFile(name)).toBe(format);
  });

  it.each(["a.pdf", "constructor", "a", ""])("refuses “%s”, by its name", (name) => {
    expect(() => formatOfFile(name)).toThrow(`“${name}” is not a .txt, .md or .html file.`);
  });

  it("takes every ending that a choice of files offers", () => {
    for (const ending of FILE_ENDINGS) expect(formatOfFile(`a${ending}`)).toBeTruthy();
  });
});
