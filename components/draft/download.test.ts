import { describe, expect, it } from "vitest";
import { fileNameOf } from "./download";

describe("fileNameOf", () => {
  it.each([
    [`attachment; filename="draft.md"; filename*=UTF-8''%D9%86%D9%81%D8%AA.md`, "نفت.md"],
    [`attachment; filename="the-harvest.docx"; filename*=UTF-8''the-harvest.docx`, "the-harvest.docx"],
    [`attachment; filename="draft.txt"`, "draft.txt"],
    ["attachment", null],
    [null, null],
  ])("%s", (header, name) => {
    expect(fileNameOf(header)).toBe(name);
  });
});
