import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { p, uuid } from "../testing";
import { compareParagraphs } from "./compare";
import { movedIds } from "./order";
import { groupRevisions, type RevisionCause } from "./revision";

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

describe("groupRevisions", () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 18, minute)).toISOString();
  const revision = (
    version: number,
    minute: number,
    cause: RevisionCause = { type: "typed" },
    id = "farid",
  ) => ({ version, at: at(minute), cause, actor: { id } });
  const show = (...revisions: ReturnType<typeof revision>[]) =>
    groupRevisions(revisions.reverse()).map((group) => group.map(({ version }) => version));

  it("puts together what one person did in one go", () => {
    expect(show(revision(2, 0), revision(3, 5), revision(4, 14), revision(5, 30))).toEqual([[5], [4, 3, 2]]);
  });

  it("keeps people, reasons and what is not next to each other apart, and every restore", () => {
    expect(show(revision(2, 0), revision(3, 1, { type: "typed" }, "leila"))).toEqual([[3], [2]]);
    expect(show(revision(2, 0), revision(3, 1, { type: "typo_fix", flagIds: ["f"] }))).toEqual([[3], [2]]);
    expect(show(revision(2, 0), revision(4, 1))).toEqual([[4], [2]]);
    const restore: RevisionCause = { type: "restore", version: 1 };
    expect(show(revision(2, 0, restore), revision(3, 1, restore))).toEqual([[3], [2]]);
  });
});
