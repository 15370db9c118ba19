import { describe, expect, it } from "vitest";
import type { ThreadEntryDto } from "../contract";
import { entryWords } from "./words";

const entry = (step: Partial<ThreadEntryDto>): ThreadEntryDto => ({
  id: "e1",
  type: "reply",
  actor: { id: "u1", name: "Author" },
  at: "2026-03-02T09:30:00.000Z",
  ...step,
});

describe("entryWords", () => {
  it("says what was done, to stand behind a name", () => {
    expect(entryWords(entry({ type: "resolved", outcome: "cut" }))).toBe("settled it: cut");
    expect(entryWords(entry({ type: "assigned", assignee: { id: "a", name: "Leila" } }))).toBe(
      "gave it to Leila",
    );
    expect(entryWords(entry({ type: "resolved", outcome: "stands" }))).toBe("stands by it");
    expect(entryWords(entry({ type: "assigned", assignee: null }))).toBe("took the assignment back");
  });
});
