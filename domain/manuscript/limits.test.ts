import { describe, expect, it } from "vitest";
import { GalleyError } from "../errors";
import {
  decodeManuscript,
  manuscriptText,
  manuscriptTitle,
  MAX_MANUSCRIPT_BYTES,
  MAX_PARAGRAPHS,
} from "./index";
import { parse } from "./testing";

const bytes = (text: string) => new TextEncoder().encode(text);

/** The code of the error that is thrown. */
function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof GalleyError) return error.code;
    throw error;
  }
  return "none";
}

describe("limits", () => {
  it("decodes UTF-8 and takes a byte order mark off", () => {
    expect(decodeManuscript(bytes("\ufeffرودخانه River"))).toBe("رودخانه River");
  });

  it("refuses bytes that are no text", () => {
    expect(() => decodeManuscript(new Uint8Array([0x50, 0xff, 0xfe]))).toThrow("not UTF-8");
    // "Unicode", as Windows saves it.
    expect(() => decodeManuscript(new Uint8Array([0xff, 0xfe, 0x41, 0]))).toThrow("not UTF-8");
    expect(() => decodeManuscript(bytes("PK\u0003\u0004\u0000"))).toThrow("not a text file");
    expect(refusal(() => decodeManuscript(new Uint8Array()))).toBe("invalid");
  });

  it("refuses more than 2 MB, counted in bytes", () => {
    expect(refusal(() => decodeManuscript(new Uint8Array(MAX_MANUSCRIPT_BYTES + 1)))).toBe("too_large");
    expect(refusal(() => parse("آ".repeat(MAX_MANUSCRIPT_BYTES / 2 + 1)))).toBe("too_large");
    expect(refusal(() => parse("آ".repeat(MAX_MANUSCRIPT_BYTES / 2)))).toBe("none");
  });

  it("refuses what is empty or binary", () => {
    expect(() => parse(" \n\t\ufeff\n")).toThrow("This manuscript is empty.");
    expect(() => parse("a\u0000b")).toThrow("not a text file");
    expect(() => parse("\u0001\u0002\u0003\u0004 a b c")).toThrow("not a text file");
  });

  it("refuses more than 5,000 paragraphs", () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => `Sentence ${index} ends here.`);
    expect(refusal(() => parse(lines(MAX_PARAGRAPHS + 1)))).toBe("too_large");
    expect(refusal(() => parse(lines(MAX_PARAGRAPHS)))).toBe("none");
    expect(
      refusal(() =>
        parse(
          lines(MAX_PARAGRAPHS + 1).map((line) => `- ${line}`),
          {},
          "markdown",
        ),
      ),
    ).toBe("too_large");
  });

  it("leaves a stray control character out, with a warning", () => {
    const read = parse([
      "The River",
      "",
      `It rose\u0007 and fell, and then it rose again and stayed.\ufffc \ud800 ${"x".repeat(200)}`,
    ]);
    expect(manuscriptText(read.manuscript)).toContain("It rose and fell");
    expect(manuscriptText(read.manuscript)).not.toMatch(/[\u0007\ufffc]|\p{Surrogate}/u);
    expect(read.warnings).toMatchObject([
      { type: "other", line: 3, message: "Left out 3 characters that no text can show." },
    ]);
  });

  it("reads 2 MB of text without losing patience", () => {
    const paragraph = `${"The river was shared out in the year after the war [1], see https://example.org/a -b and so on. ".repeat(40)}\n`;
    const source = `The River\n\n${paragraph.repeat(Math.floor(MAX_MANUSCRIPT_BYTES / paragraph.length) - 1)}`;
    const started = performance.now();
    parse(source);
    // A second on a quiet machine; a pattern that backtracks takes minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
  }, 30_000);

  it.each(["a", "[", "a-", "[1-40]", " .", "https:", "www.", "¹", "By ", "”", "A, ", "1. ", "• "])(
    "reads a line of nothing but “%s”",
    (piece) => {
      const started = performance.now();
      parse(`The River\n\n${piece.repeat(200_000 / piece.length)}\nend`);
      expect(performance.now() - started).toBeLessThan(10_000);
    },
    20_000,
  );

  it("gives title and text", () => {
    const { manuscript } = parse(["The  Shared River", "", "It rose."]);
    expect(manuscriptTitle(manuscript)).toBe("The Shared River");
    expect(manuscriptText(manuscript)).toBe("The Shared River\n\nIt rose.");
  });
});
