import { describe, expect, it } from "vitest";
import type { HistoryState } from "./history-store";
import { causeWords } from "./causes";

const flags = new Map([
  ["1", { quote: "نگهبان", replacement: "نگهبانان" }],
  ["2", { quote: "evry", replacement: "" }],
]) as unknown as HistoryState["flags"];

const words = (...flagIds: string[]) =>
  causeWords(
    { cause: { type: "typo_fix" }, count: 1, flagIds } as Parameters<typeof causeWords>[0],
    { flags },
    String,
  );

describe("why the text changed", () => {
  it("keeps a fix in its order, whichever way its words run", () => {
    expect(words("1")).toBe("Typo fix: \u2068نگهبان\u2069 → \u2068نگهبانان\u2069");
  });

  it("names two of many fixes", () => {
    expect(words("2", "1", "3")).toBe(
      "3 typo fixes: \u2068evry\u2069 → \u2068nothing\u2069, \u2068نگهبان\u2069 → \u2068نگهبانان\u2069 …",
    );
  });
});
