import { describe, expect, it } from "vitest";
import { cardHeight, cardLines, noteTitle, noteWords, shortQuote, stateWords } from "./note-words";
import { entry, flag } from "./testing";

describe("a note's words", () => {
  it("are what it was raised with, or else its quote", () => {
    expect(noteWords(flag({ thread: [entry({ type: "raised", body: "Is it so?" })] }))).toBe("Is it so?");
    expect(noteWords(flag())).toBe("“Iran”");
  });

  it("say where it stands", () => {
    expect(stateWords(flag())).toBeNull();
    expect(stateWords(flag({ anchor: { ...flag().anchor, state: "detached" } }))).toBe("The words are gone");
    expect(stateWords(flag({ status: "resolved", outcome: "stands" }))).toBe("Author stands by it");
    expect(stateWords(flag({ status: "verified", outcome: "sourced" }))).toBe("Sourced, verified");
    expect(stateWords(flag({ status: "withdrawn" }))).toBe("Withdrawn");
  });

  it("make one sentence", () => {
    const typo = flag({ kind: "typo", replacement: "Iraq" });
    expect(noteTitle(typo)).toBe("Typo by Editor, open: “Iran” should read “Iraq”");
    expect(noteTitle({ ...typo, replacement: "" })).toBe("Typo by Editor, open: “Iran” should go");
    const outsiders = flag({ raisedBy: { id: "o", name: "Jane", outside: true } });
    expect(noteTitle(outsiders)).toContain("by Jane (from the manuscript), open");
    const settled = flag({ kind: "fact_check", status: "verified", outcome: "sourced" });
    expect(noteTitle(settled)).toBe("Fact-check by Editor, sourced, verified: “Iran”");
    const changed = flag({ anchor: { ...flag().anchor, state: "changed" } });
    expect(noteTitle(changed)).toContain(", the words have changed: ");
  });

  it("take two lines when they are long", () => {
    expect(cardHeight(flag({ thread: [entry({ type: "raised", body: "x".repeat(80) })] }))).toBeGreaterThan(
      cardHeight(flag()),
    );
  });

  it("take two lines where their state makes them long", () => {
    const thread = [entry({ type: "raised", body: "What would settle it: the treaty." })];
    expect(cardLines(flag({ thread }))).toBe(1);
    expect(cardLines(flag({ thread, anchor: { ...flag().anchor, state: "changed" } }))).toBe(2);
  });
});

describe("shortQuote", () => {
  it("cuts at a word and leaves citations out", () => {
    expect(shortQuote("one two\uFFFC three", 9)).toBe("one two…");
    expect(shortQuote("short")).toBe("short");
  });
});
