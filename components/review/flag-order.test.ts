import { describe, expect, it } from "vitest";
import { byParagraph, inTextOrder, neighbour } from "./flag-order";
import { article, flag } from "./testing";

const at = (id: string, paragraphId: string, start: number) =>
  flag({ id, paragraphId, anchor: { ...flag().anchor, start, end: start + 2 } });

describe("inTextOrder", () => {
  it("goes by paragraph and place, whatever the order they were raised in", () => {
    const flags = [at("d", "gone", 0), at("c", "p2", 0), at("b", "p1", 5), at("a", "p1", 0)];
    expect(inTextOrder(article({ flags })).map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
  });
});

describe("byParagraph", () => {
  it("keeps the array of a paragraph whose flags did not change", () => {
    const [a, b] = [at("a", "p1", 0), at("b", "p2", 0)];
    const before = byParagraph([a, b], new Map());
    const after = byParagraph([a, { ...b, status: "resolved" }], before);
    expect(after.get("p1")).toBe(before.get("p1"));
    expect(after.get("p2")).not.toBe(before.get("p2"));
  });
});

describe("neighbour", () => {
  const flags = [{ id: "a" }, { id: "b" }, { id: "c" }];

  it("walks both ways and round the ends", () => {
    expect(neighbour(flags, "a", 1)).toBe("b");
    expect(neighbour(flags, "c", 1)).toBe("a");
    expect(neighbour(flags, "a", -1)).toBe("c");
  });

  it("begins at the end it comes from", () => {
    expect(neighbour(flags, null, 1)).toBe("a");
    expect(neighbour(flags, null, -1)).toBe("c");
    expect(neighbour([], "a", 1)).toBeNull();
  });
});
