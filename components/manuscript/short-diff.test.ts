import { describe, expect, it } from "vitest";
import { shortDiff } from "./short-diff";

describe("shortDiff", () => {
  it.each([
    ["one\ntwo", "one two", { head: "one", removed: "\n", added: " ", tail: "two" }],
    ["a- b", "a-b", { head: "a-", removed: " ", added: "", tail: "b" }],
    ["[1]", "¹", { head: "", removed: "[1]", added: "¹", tail: "" }],
    ["same", "same", { head: "same", removed: "", added: "", tail: "" }],
    ["aa", "a", { head: "a", removed: "a", added: "", tail: "" }],
    // Two letters that share their first half are not cut through.
    ["x𝐀y", "x𝐁y", { head: "x", removed: "𝐀", added: "𝐁", tail: "y" }],
  ])("%j to %j", (before, after, diff) => {
    expect(shortDiff(before, after)).toEqual(diff);
  });

  it("leaves out most of what is the same", () => {
    const far = "word ".repeat(20);
    const { head, removed, tail } = shortDiff(`${far}\n${far}`, `${far}${far}`);
    expect(removed).toBe("\n");
    expect([head.length, tail.length]).toEqual([25, 25]);
  });
});
