import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RevisionDto } from "../contract";
import type { RevisionCause } from "./revision";
import { addRevision, certainEntries, timelineOf } from "./timeline";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 18, minute)).toISOString();

/** Somebody ("a", "b" …) changed something at a minute: typed, unless it says otherwise. */
const told = (
  version: number,
  minute: number,
  who = "a",
  cause: RevisionCause = { type: "typed" },
  paragraphIds: string[] | null = ["p"],
): RevisionDto => ({ version, at: at(minute), actor: { id: who, name: who }, cause, paragraphIds });

/** Newest first: "4-6 b,a". */
const show = (...revisions: RevisionDto[]) =>
  timelineOf(revisions.toReversed()).map(
    ({ first, last, people }) => `${first}-${last} ${people.map(({ id }) => id).join()}`,
  );

const fix = (...flagIds: string[]): RevisionCause => ({ type: "typo_fix", flagIds });

describe("timelineOf", () => {
  it("tells what a person did in one go as one, however long it took", () => {
    expect(show(told(2, 0), told(3, 5), told(4, 14), told(5, 23), told(6, 40))).toEqual(["6-6 a", "2-5 a"]);
  });

  it("keeps people apart who write one after the other", () => {
    expect(show(told(2, 0), told(3, 1), told(4, 2, "b"), told(5, 3, "b"))).toEqual(["4-5 b", "2-3 a"]);
  });

  it("tells people who write at the same time as one", () => {
    expect(show(told(2, 0), told(3, 1, "b"), told(4, 2, "c"), told(5, 3), told(6, 4, "b"))).toEqual([
      "2-6 b,a,c",
    ]);
  });

  it("does so no longer once somebody has left", () => {
    expect(show(told(2, 0), told(3, 5, "b"), told(4, 11), told(5, 12))).toEqual(["4-5 a", "3-3 b", "2-2 a"]);
    expect(show(told(2, 0), told(3, 1, "b"), told(4, 20))).toEqual(["4-4 a", "3-3 b", "2-2 a"]);
  });

  it("keeps reasons apart, and lets nothing reach over another reason", () => {
    expect(show(told(2, 0), told(3, 1, "a", fix("f")), told(4, 2))).toEqual(["4-4 a", "3-3 a", "2-2 a"]);
  });

  it("puts fixes and citations of one person together, never of two", () => {
    expect(show(told(2, 0, "a", fix("f")), told(3, 1, "a", fix("g")))).toEqual(["2-3 a"]);
    expect(show(told(2, 0, "a", fix("f")), told(3, 1, "b", fix("g")), told(4, 2, "a", fix("h")))).toEqual([
      "4-4 a",
      "3-3 b",
      "2-2 a",
    ]);
    const cite = (flagId: string): RevisionCause => ({ type: "citation", flagId });
    expect(show(told(2, 0, "a", cite("f")), told(3, 1, "a", cite("g")))).toEqual(["2-3 a"]);
  });

  it("puts changes of the references together when they are of one sort", () => {
    const list = (did: "added" | "edited"): RevisionCause => ({ type: "references", did });
    expect(
      show(told(2, 0, "a", list("added")), told(3, 1, "a", list("added")), told(4, 2, "a", list("edited"))),
    ).toEqual(["4-4 a", "2-3 a"]);
  });

  it("leaves every restore, import and taking back on its own", () => {
    const restore: RevisionCause = { type: "restore", version: 1 };
    const undone: RevisionCause = { type: "typo_fix_undone", flagIds: ["f"], of: 2 };
    expect(
      show(
        told(1, 0, "a", { type: "import" }),
        told(2, 0, "a", restore),
        told(3, 0, "a", restore),
        told(4, 0, "a", undone),
        told(5, 0, "a", undone),
      ),
    ).toEqual(["5-5 a", "4-4 a", "3-3 a", "2-2 a", "1-1 a"]);
  });

  it("says of an entry who, how often, from when to when, where, which flags, and who did as chief", () => {
    const chief: RevisionCause = { type: "typed", asChief: true };
    expect(
      timelineOf([
        told(5, 3, "c", chief, ["p", "q"]),
        told(4, 2, "a", { type: "typed" }, ["r"]),
        told(3, 1, "c", chief),
        told(2, 0, "a", fix("f", "g")),
        told(1, 0, "a", { type: "import" }, null),
      ]),
    ).toEqual([
      {
        first: 3,
        last: 5,
        count: 3,
        people: [
          { id: "c", name: "c", at: at(3), asChief: true },
          { id: "a", name: "a", at: at(2) },
        ],
        began: at(1),
        at: at(3),
        cause: chief,
        flagIds: [],
        paragraphIds: ["p", "r", "q"],
      },
      expect.objectContaining({ first: 2, flagIds: ["f", "g"], paragraphIds: ["p"] }),
      expect.objectContaining({ first: 1, paragraphIds: null }),
    ]);
  });

  const revisions = fc
    .array(
      fc.record({
        after: fc.integer({ min: 0, max: 8 }),
        who: fc.constantFrom("a", "b", "c"),
        cause: fc.constantFrom<RevisionCause>({ type: "typed" }, { type: "typed" }, fix("f"), {
          type: "restore",
          version: 1,
        }),
      }),
      { minLength: 1, maxLength: 60 },
    )
    .map((all) => {
      let minute = 0;
      return all.map(({ after, who, cause }, index) => told(index + 1, (minute += after), who, cause));
    });

  it("holds every change once, in unbroken stretches", () => {
    fc.assert(
      fc.property(revisions, (all) => {
        const entries = timelineOf(all.toReversed());
        expect(entries.at(-1)!.first).toBe(1);
        expect(entries[0]!.last).toBe(all.length);
        entries.forEach((entry, i) => {
          expect(entry.count).toBe(entry.last - entry.first + 1);
          if (i > 0) expect(entry.last).toBe(entries[i - 1]!.first - 1);
        });
      }),
    );
  });

  it("is the same whether all is told at once, or one after the other, or page by page", () => {
    fc.assert(
      fc.property(revisions, fc.integer({ min: 1, max: 60 }), (all, page) => {
        const whole = timelineOf(all.toReversed());
        expect(all.reduce<ReturnType<typeof timelineOf>>(addRevision, [])).toEqual(whole);
        const pages: ReturnType<typeof timelineOf> = [];
        for (let end = all.length, size = page; end > 0;) {
          const read = all.slice(Math.max(0, end - size), end);
          const entries = timelineOf(read.toReversed());
          const certain = read.length < end ? certainEntries(entries, read[0]!.at) : entries;
          if (certain.length === 0) size *= 2;
          else {
            pages.push(...certain);
            end = certain.at(-1)!.first - 1;
          }
        }
        expect(pages).toEqual(whole);
      }),
    );
  });
});
