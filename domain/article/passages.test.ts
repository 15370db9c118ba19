import { describe, expect, it } from "vitest";
import { samePassages } from "./passages";
import { wordsOf } from "./word-diff";

const passages = (before: string[], after: string[]) =>
  samePassages(before.map(wordsOf), after.map(wordsOf)).map(({ start, at, length, ...same }) => ({
    ...same,
    words: before[same.before]!.slice(start, start + length),
    isThere: after[same.after]!.slice(at, at + length) === before[same.before]!.slice(start, start + length),
  }));

describe("the same passages", () => {
  it("are the longest that stand once on either side", () => {
    expect(
      passages(
        ["The lamp burned low.", "Outside, nobody spoke."],
        ["Outside, nobody spoke. The lamp burned"],
      ),
    ).toEqual([
      { before: 1, after: 0, words: "Outside, nobody spoke.", isThere: true },
      { before: 0, after: 0, words: "The lamp burned", isThere: true },
    ]);
  });

  it("are several where something else stands in between", () => {
    expect(passages(["one two three four five six"], ["one two three, or four five six"])).toEqual([
      { before: 0, after: 0, words: "one two three", isThere: true },
      { before: 0, after: 0, words: " four five six", isThere: true },
    ]);
  });

  it("are none of words that could be two, or that are but a few", () => {
    expect(passages(["one two three", "one two three"], ["one two three"])).toEqual([]);
    expect(passages(["one two three"], ["one two three", "one two three"])).toEqual([]);
    expect(passages(["of the house"], ["in front of the door"])).toEqual([]);
  });

  it("are two words where these are long", () => {
    expect(passages(["Amsterdam Centraal"], ["to Amsterdam Centraal"])).toMatchObject([
      { words: "Amsterdam Centraal" },
    ]);
  });

  it("are found in scripts without spaces, and never cut a character", () => {
    expect(passages(["نور چراغ کم شد"], ["گفت نور چراغ کم شد"])).toMatchObject([{ words: "نور چراغ کم شد" }]);
    expect(passages(["🙂 👩‍👩‍👧 🇮🇷"], ["x 🙂 👩‍👩‍👧 🇮🇷"])).toMatchObject([{ words: "🙂 👩‍👩‍👧 🇮🇷" }]);
  });
});
