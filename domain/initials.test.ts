import { describe, expect, it } from "vitest";
import { initialsOf } from "./initials";

describe("initials", () => {
  it("are those of the first and the last word, in any script", () => {
    expect(
      ["Ada Stone", "ada maria stone", "Ada", "آدا سنگ", "Élodie (chief)", "  "].map(initialsOf),
    ).toEqual(["AS", "AS", "A", "آس", "ÉC", "?"]);
  });
});
