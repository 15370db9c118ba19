import { describe, expect, it } from "vitest";
import { entriesOf } from "./entries";

describe("entriesOf", () => {
  it("is one entry a paragraph, however its lines were broken", () => {
    expect(entriesOf("Bell, A. 1911.\nHarbours.\n\n \n  Stone, B. 1999.\n")).toEqual([
      "Bell, A. 1911. Harbours.",
      "Stone, B. 1999.",
    ]);
    expect(entriesOf(" \n ")).toEqual([]);
  });

  it("takes the numbers off a numbered list, an entry each", () => {
    const entries = ["Bell, A. 1911. Harbours, vol.\n3. London.", "Stone, B.\n1999.", "“Salt.” 2001."];
    const lines = entries.map((entry) => entry.replace("\n", " "));
    expect(entriesOf(entries.map((entry, index) => `${index + 9}. ${entry}`).join("\n"))).toEqual(lines);
    expect(entriesOf(entries.map((entry, index) => `[${index + 1}] ${entry}`).join("\n\n"))).toEqual(lines);
  });

  it("keeps a number that may belong to the words", () => {
    expect(entriesOf("1. FC Union. 2001. Hundert Jahre.")).toEqual(["1. FC Union. 2001. Hundert Jahre."]);
    expect(entriesOf("2001. Bell.\n2002. Stone.")).toEqual(["2001. Bell. 2002. Stone."]);
    expect(entriesOf("[17] Bell, A. 1911.")).toEqual(["Bell, A. 1911."]);
  });
});
