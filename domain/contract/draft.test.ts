import { describe, expect, it } from "vitest";
import { draftQuery } from "./draft";

const words = (query: Record<string, string>) => {
  const { success, error } = draftQuery.safeParse(query);
  return success ? "goes" : error.issues[0]!.message;
};

describe("draftQuery", () => {
  it.each<Record<string, string>>([
    { format: "md" },
    { format: "md", view: "clean" },
    { format: "json", openFlags: "1" },
    { format: "docx", notes: "footnotes" },
    { format: "docx", view: "clean", notes: "endnotes", openFlags: "1" },
    { format: "pdf", notes: "endnotes" },
    { format: "docx", view: "reviewed" },
    { format: "docx", view: "reviewed", settled: "0", changes: "import" },
  ])("takes %o", (query) => {
    expect(words(query)).toBe("goes");
  });

  it.each([
    [{ format: "odt" }, /expected one of/],
    [{}, /expected one of/],
    [{ format: "md", nots: "endnotes" }, /nots/],
    [{ format: "pdf", view: "reviewed" }, /reviewed copy is for Word/],
    [{ format: "docx", view: "reviewed", openFlags: "1" }, /shows every flag anyway/],
    [{ format: "docx", view: "reviewed", notes: "endnotes" }, /Notes can be chosen/],
    [{ format: "docx", settled: "0" }, /of the reviewed copy/],
    [{ format: "docx", changes: "import" }, /of the reviewed copy/],
    [{ format: "docx", view: "clean", changes: "import" }, /of the reviewed copy/],
    [{ format: "docx", view: "reviewed", changes: "1" }, /import/],
    [{ format: "docx", view: "reviewed", settled: "1" }, /0/],
    [{ format: "html", notes: "footnotes" }, /Notes can be chosen/],
    [{ format: "json", notes: "footnotes" }, /Notes can be chosen/],
  ])("refuses %o", (query, message) => {
    expect(words(query)).toMatch(message);
  });
});
