import { describe, expect, it } from "vitest";
import type { TakeInFlagDto, TakeInPreviewDto } from "@/domain/contract";
import { changesAnything, fateGroups } from "./outcome";

const preview = (of: Partial<TakeInPreviewDto>): TakeInPreviewDto => ({
  before: [],
  after: [],
  version: 1,
  madeFrom: 1,
  base: "made_from",
  conflict: false,
  repairs: [],
  warnings: [],
  flags: [],
  replies: [],
  raised: [],
  withoutComment: [],
  people: [],
  ...of,
});
const reply = { flagId: "a", by: { name: "Jane Doe", email: null }, at: null, body: "Yes." };
const left: TakeInFlagDto = { flagId: "a", what: "left", reason: "It was settled here meanwhile." };

describe("what becomes of the flags", () => {
  it("is told in groups, what stands in the way first, and none for nothing", () => {
    const groups = fateGroups(
      preview({
        flags: [
          { flagId: "b", what: "detached" },
          { flagId: "c", what: "settled", outcome: "applied" },
          left,
          { flagId: "d", what: "settled", outcome: "stands" },
        ],
        replies: [reply],
        withoutComment: ["e"],
      }),
    );
    expect(groups.map(({ title, fates }) => [title, fates.map(({ flagId }) => flagId)])).toEqual([
      ["Left out", ["a"]],
      ["Settled", ["c", "d"]],
      ["Their words are gone", ["b"]],
      ["Replies", ["a"]],
      ["Comments deleted in the file", ["e"]],
    ]);
    expect(groups[0]?.fates[0]?.words).toBe("It was settled here meanwhile.");
    expect(groups[1]?.fates.map(({ words }) => words)).toEqual([
      "Accepted in the file: the fix is applied.",
      "Resolved in the file: the author stands by it, and an editor still has to verify it.",
    ]);
    expect(fateGroups(preview({}))).toEqual([]);
  });

  it("names an outcome that a file does not give by itself, with the reason", () => {
    const [group] = fateGroups(
      preview({ flags: [{ flagId: "a", what: "settled", outcome: "corrected", reason: "By hand." }] }),
    );
    expect(group?.fates[0]?.words).toBe("Corrected. By hand.");
  });
});

describe("whether anything changes", () => {
  it.each<[string, Partial<TakeInPreviewDto>, number, boolean]>([
    ["nothing at all", {}, 0, false],
    ["a word", {}, 1, true],
    ["a reply", { replies: [reply] }, 0, true],
    ["a mark", { flags: [{ flagId: "a", what: "marked" }] }, 0, true],
    ["only what is left out", { flags: [left] }, 0, false],
    ["a deleted comment, which does nothing", { withoutComment: ["a"] }, 0, false],
  ])("%s", (_, of, changed, changes) => {
    expect(changesAnything(preview(of), changed)).toBe(changes);
  });
});
