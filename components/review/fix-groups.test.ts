import { describe, expect, it } from "vitest";
import { groupFixes, raisersOf } from "./fix-groups";
import { flag } from "./testing";

const fix = (id: string, quote: string, replacement: string, raiser = "Nadia") =>
  flag({
    id,
    kind: "typo",
    replacement,
    anchor: { state: "exact", start: 0, end: quote.length, quote, prefix: "", suffix: "" },
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

describe("raisersOf", () => {
  it("names each once, with how many are theirs", () => {
    expect(raisersOf(fixes)).toEqual([
      { id: "nadia", name: "Nadia", count: 2 },
      { id: "tomas", name: "Tomas", count: 2 },
    ]);
  });
});
