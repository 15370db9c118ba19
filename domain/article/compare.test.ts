import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { p, uuid } from "../testing";
import { compareParagraphs } from "./compare";
import { movedIds } from "./order";

describe("compareParagraphs", () => {
  const [a, b, c, d] = [p("a", "a"), p("b", "b"), p("c", "c"), p("d", "d")];
  const show = (before: (typeof a)[], after: (typeof a)[]) =>
    compareParagraphs(before, after)
      .map(({ before: old, after: now, moved, changed }) => {
        const text = (now ?? old)!.text;
        return `${old ? "" : "+"}${now ? "" : "-"}${text}${moved ? "^" : ""}${changed ? "!" : ""}`;
      })
      .join(" ");

  it("names what came, went, moved and changed, in the order of the later state", () => {
    expect(show([a, b, c], [a, b, c])).toBe("a b c");
    expect(show([a, b, c], [a, c, d])).toBe("a -b! c +d!");
    expect(show([a, b, c, d], [b, c, d, a])).toBe("b c d a^!");
    expect(show([a, b], [a, { ...b, text: "x" }])).toBe("a x!");
    expect(show([a, b], [a, p("b", "b", "quote")])).toBe("a b!");
    expect(show([], [a])).toBe("+a!");
    expect(show([a, b, c], [])).toBe("-a! -b! -c!");
  });

  it("does not mind in which order JSON has its keys", () => {
    const cites = (attrs: { referenceId: string; locator: string | null }) => ({
      ...a,
      content: [{ type: "citation" as const, attrs }],
    });
    const [one, other, third] = [
      cites({ referenceId: "r", locator: null }),
      cites({ locator: null, referenceId: "r" }),
      cites({ locator: "3", referenceId: "r" }),
    ];
    expect(show([one], [other])).toBe("a");
    expect(show([one], [third])).toBe("a!");
  });

  it("holds every paragraph of both once", () => {
    const some = fc.uniqueArray(fc.nat({ max: 9 }), { maxLength: 8 });
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [before, after] = [one, other].map((ids) => ids.map((id) => p(`p${id}`, String(id))));
        const rows = compareParagraphs(before!, after!);
        expect(rows.filter((row) => row.after).map(({ id }) => id)).toEqual(after!.map(({ id }) => id));
        expect(rows.map(({ id }) => id).sort()).toEqual(
          [...new Set([...one, ...other])].map((id) => uuid(`p${id}`)).sort(),
        );
      }),
    );
  });
});

describe("movedIds", () => {
  it("are as few as can be", () => {
    expect(movedIds(["a", "b", "c", "d"], ["b", "c", "d", "a"])).toEqual(["a"]);
    expect(movedIds(["a", "b", "c", "d"], ["d", "a", "b", "c"])).toEqual(["d"]);
    expect(movedIds(["a", "b", "c"], ["x", "a", "c"])).toEqual([]);
  });
});
