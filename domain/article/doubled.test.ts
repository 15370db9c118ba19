import { describe, expect, it } from "vitest";
import type { ParagraphDto } from "../contract";
import { doubledWords } from "./doubled";

const article = (texts: Record<string, string>) =>
  Object.entries(texts).map(([id, text]): ParagraphDto => ({
    id,
    kind: "body",
    attrs: {},
    content: [{ type: "text", text }],
    text,
  }));
const LAMP = "The lamp was lit in 1911.";
const KEEPER = "Its keeper has never missed a night since.";

describe("words that a restored paragraph would have twice", () => {
  it("are those that a split put into the next one", () => {
    const then = article({ a: `${LAMP} ${KEEPER}` });
    const now = article({ a: LAMP, b: KEEPER });
    expect(doubledWords(now, then, "a")).toEqual([KEEPER]);
  });

  it("are those of a paragraph that was joined to another", () => {
    const then = article({ a: LAMP, b: KEEPER });
    const now = article({ a: `${LAMP} ${KEEPER}` });
    expect(doubledWords(now, then, "b")).toEqual([KEEPER]);
  });

  it("are those that were moved away and written on", () => {
    const then = article({ a: `${LAMP} ${KEEPER}`, b: "Ships call here." });
    const now = article({ a: LAMP, b: "Ships call here. Its keeper has never missed a night, they say." });
    expect(doubledWords(now, then, "a")).toEqual(["Its keeper has never missed a night"]);
  });

  it("are none where nothing comes back, or what does stands nowhere else", () => {
    const then = article({ a: `${LAMP} ${KEEPER}`, b: "Ships call here." });
    expect(doubledWords(then, then, "a")).toEqual([]);
    expect(doubledWords(article({ a: LAMP, b: "Ships call here." }), then, "a")).toEqual([]);
  });

  it("are none that stood in both then too, or are in both by chance", () => {
    const then = article({ a: `${LAMP} ${KEEPER}`, b: `They say: ${KEEPER}` });
    expect(doubledWords(article({ a: LAMP, b: `They say: ${KEEPER}` }), then, "a")).toEqual([]);
    const others = article({ a: LAMP, b: "Ships have never missed a tide." });
    expect(doubledWords(others, article({ a: `${LAMP} ${KEEPER}`, b: "Ships call here." }), "a")).toEqual([]);
  });
});
