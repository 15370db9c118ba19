import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  estimateLevels,
  layoutMargin,
  type MarginLayout,
  type Measures,
  type NoteBox,
} from "./margin-layout";

const measures: Measures = {
  width: 340,
  gap: 6,
  lineHeight: 26,
  markWidth: 28,
  countWidth: 28,
  reach: 140,
};
const note = (id: string, level: number, quiet = false): NoteBox => ({ id, level, cardHeight: 64, quiet });
const heightOf = (density: string) => (density === "card" ? 64 : density === "full" ? 300 : 26);

/** Pairs of notes that cover one another. */
function overlaps(layout: MarginLayout): string[] {
  const boxes = [...layout.places].map(([id, { top, left, density }]) => ({
    id,
    top,
    bottom: top + heightOf(density),
    left,
    right: left + (density === "mark" ? measures.markWidth : measures.width),
  }));
  const pairs: string[] = [];
  boxes.forEach((a, index) => {
    for (const b of boxes.slice(index + 1))
      if (a.top < b.bottom - 0.01 && b.top < a.bottom - 0.01 && a.left < b.right && b.left < a.right)
        pairs.push(`${a.id}/${b.id}`);
  });
  return pairs;
}

describe("layoutMargin", () => {
  it("stands notes level with their words where there is room", () => {
    const { places } = layoutMargin([note("a", 100), note("b", 300)], measures, null);
    expect(places.get("a")).toEqual({ top: 100, left: 0, density: "card" });
    expect(places.get("b")!.top).toBe(300);
  });

  it("shares the push between neighbours", () => {
    const { places } = layoutMargin([note("a", 300), note("b", 300)], measures, null);
    expect(places.get("a")!.top).toBe(265);
    expect(places.get("b")!.top).toBe(335);
  });

  it("never goes above the top of the article", () => {
    const { places } = layoutMargin([note("a", 0), note("b", 0)], measures, null);
    expect(places.get("a")!.top).toBe(0);
    expect(places.get("b")!.top).toBe(70);
  });

  it("keeps a settled note to a line", () => {
    expect(layoutMargin([note("a", 10, true)], measures, null).places.get("a")!.density).toBe("line");
  });

  it("makes notes lines, then a row of marks with a count, rather than let them drift", () => {
    const some = Array.from({ length: 8 }, (_, index) => note(`n${index}`, 2000));
    expect(layoutMargin(some, measures, null).places.get("n7")!.density).toBe("line");
    const many = Array.from({ length: 40 }, (_, index) => note(`n${index}`, 2000));
    const layout = layoutMargin(many, measures, null);
    expect(layout.places.get("n39")!.density).toBe("mark");
    expect(layout.stacks.reduce((sum, { count }) => sum + count, 0)).toBe(40);
    expect(layout.stacks.length).toBe(4);
    expect(overlaps(layout)).toEqual([]);
  });

  it("lets a row be lines where there is room under it after all", () => {
    const crowd = Array.from({ length: 40 }, (_, index) => note(`n${index}`, 2000));
    const layout = layoutMargin([...crowd, note("x", 2100), note("y", 2100)], measures, null);
    expect(layout.places.get("n0")!.density).toBe("mark");
    expect(layout.places.get("x")!.density).toBe("line");
    expect(layout.places.get("y")!.density).not.toBe("mark");
    expect(overlaps(layout)).toEqual([]);
  });

  it("gives the focused note its line and moves the others out of its way", () => {
    const notes = [note("a", 480), note("b", 500), note("c", 520)];
    const { places } = layoutMargin(notes, measures, { id: "b", height: 300 });
    expect(places.get("b")).toEqual({ top: 500, left: 0, density: "full" });
    expect(places.get("a")!.top).toBe(430);
    expect(places.get("c")!.top).toBeGreaterThanOrEqual(806);
  });

  it("stands the focused note under those before it when they have no other room", () => {
    const notes = [note("a", 0), note("b", 0), note("c", 0)];
    const layout = layoutMargin(notes, measures, { id: "c", height: 300 });
    expect(overlaps(layout)).toEqual([]);
    expect(layout.places.get("c")!.density).toBe("full");
  });

  it("is unmoved by a focus that is not shown", () => {
    const notes = [note("a", 10), note("b", 20)];
    expect(layoutMargin(notes, measures, { id: "x", height: 300 })).toEqual(
      layoutMargin(notes, measures, null),
    );
  });

  it("places every note, none over another, whatever their number and focus", () => {
    const arbitrary = fc.record({
      levels: fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 120 }),
      quiet: fc.array(fc.boolean(), { minLength: 120, maxLength: 120 }),
      focus: fc.option(fc.nat(119)),
    });
    fc.assert(
      fc.property(arbitrary, ({ levels, quiet, focus }) => {
        const notes = levels
          .sort((a, b) => a - b)
          .map((level, index) => note(`n${index}`, level, quiet[index]));
        const layout = layoutMargin(
          notes,
          measures,
          focus === null ? null : { id: `n${focus}`, height: 300 },
        );
        expect(layout.places.size).toBe(notes.length);
        expect(overlaps(layout)).toEqual([]);
        for (const { top } of layout.places.values()) expect(top).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("keeps 500 notes of a real-sized article near their words", () => {
    const notes = Array.from({ length: 500 }, (_, index) => note(`n${index}`, Math.floor(index / 2.1) * 36));
    const { places } = layoutMargin(notes, measures, null);
    const drift = Math.max(...notes.map(({ id, level }) => Math.abs(places.get(id)!.top - level)));
    expect(drift).toBeLessThan(60);
  });
});

describe("estimateLevels", () => {
  it("puts later words lower", () => {
    const { top, height } = estimateLevels([
      { id: "t", kind: "title", text: "A title" },
      { id: "p", kind: "body", text: "x".repeat(700) },
    ]);
    expect(top("t", 0)).toBe(0);
    expect(top("p", 0)).toBeLessThan(top("p", 400));
    expect(height).toBeGreaterThan(top("p", 699));
  });
});
