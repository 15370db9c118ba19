import { describe, expect, it } from "vitest";
import { groupFixes, groupTitle, raisersOf } from "./fix-groups";
import { flag } from "./testing";

const fix = (id: string, quote: string, replacement: string, raiser = "Nadia", start = 0) =>
  flag({
    id,
    kind: "typo",
    replacement,
    anchor: { state: "exact", start, end: start + quote.length, quote, prefix: "", suffix: "" },
    raisedBy: { id: raiser.toLowerCase(), name: raiser },
  });

const fixes = [
  fix("1", "goverment", "government"),
  fix("2", "teh", "the", "Tomas"),
  fix("3", "goverment", "government", "Tomas"),
  fix("4", "goverment", "cabinet"),
];

describe("groupFixes", () => {
  it("puts the same fix together, in the order of the text", () => {
    expect(groupFixes(fixes).map((group) => group.fixes.map(({ id }) => id))).toEqual([
      ["1", "3"],
      ["2"],
      ["4"],
    ]);
  });
});

describe("groupTitle", () => {
  it("counts the places, and says where one is meant more than once", () => {
    const titleOf = (...starts: number[]) =>
      groupTitle({ key: "", fixes: starts.map((start) => fix("1", "teh", "the", "Nadia", start)) });
    expect(titleOf(0, 9)).toBe("The same fix at 2 places");
    expect(titleOf(9, 9)).toBe("The same fix, proposed twice");
    expect(titleOf(0, 9, 9)).toBe("The same fix, proposed 3 times at 2 places");
  });
});

describe("raisersOf", () => {
  it("names each once, with how many are theirs", () => {
    expect(raisersOf(fixes)).toEqual([
      { id: "nadia", name: "Nadia", count: 2 },
      { id: "tomas", name: "Tomas", count: 2 },
    ]);
  });
});
