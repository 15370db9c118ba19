import { describe, expect, it } from "vitest";
import { findUrlBreaks } from "./urls";

/** The text with its addresses whole; "⏎" is a line end that was joined by a space. */
function mend(text: string, prose = false): string {
  const flat = text.replaceAll("⏎", " ");
  const breaks = findUrlBreaks(flat, { prose, isLineEnd: (offset) => text[offset] === "⏎" });
  return breaks.reduceRight((mended, { start, end }) => mended.slice(0, start) + mended.slice(end), flat);
}

describe("broken web addresses", () => {
  it.each([
    ["https://example.org/pact-2023-12 -25", "https://example.org/pact-2023-12-25"],
    ["https://example.org/khmei mim-base-sources/", "https://example.org/khmeimim-base-sources/"],
    ["https://example.org/water-and-⏎power", "https://example.org/water-and-power"],
    ["https://example.org/news/⏎river-talks.", "https://example.org/news/river-talks."],
    ["https://example.org/river⏎/talks?id=4", "https://example.org/river/talks?id=4"],
    ["https://example.org/a/river tal ks.html", "https://example.org/a/river tal ks.html"],
    ["https://example.org/a/river -tal ks.html", "https://example.org/a/river-talks.html"],
    ["https: //example.org/a", "https://example.org/a"],
    ["https://www. example.org/a", "https://www.example.org/a"],
    ["https://example.org/id= 77", "https://example.org/id=77"],
  ])("closes %s", (broken, whole) => {
    expect(mend(broken)).toBe(whole);
  });

  it.each([
    "https://example.org/a accessed 12 May 2021",
    "https://example.org/a 12/05/2021",
    "https://example.org/a, and-so-on-it-went",
    "https://example.org/a and/or so",
    "https://example.org/a (last-seen-in-may)",
    "https://example.org/a https://example.org/b",
    "https://example.org/a. Then a well-known one",
    "https://example.org/a⏎Harran Review",
    "https://example.org/a - a report",
  ])("leaves %s alone", (text) => {
    expect(mend(text)).toBe(text.replaceAll("⏎", " "));
  });

  it("is more careful in running text", () => {
    const text = "See https://example.org/a state-of-the-art work";
    expect(mend(text, true)).toBe(text);
    expect(mend("See https://example.org/a/b -c for it", true)).toBe("See https://example.org/a/b-c for it");
  });
});
