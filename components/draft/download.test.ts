import { describe, expect, it } from "vitest";
import { draftPath, fileNameOf } from "./download";

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

describe("draftPath", () => {
  it("asks for what was chosen, and for nothing else", () => {
    expect(draftPath("a", { format: "pdf", notes: "endnotes", openFlags: undefined })).toBe(
      "/api/articles/a/draft?format=pdf&notes=endnotes",
    );
  });
});
