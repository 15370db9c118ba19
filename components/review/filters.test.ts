import { describe, expect, it } from "vitest";
import { flag } from "./testing";
import { isFiltered, isShown, NO_FILTERS, parseFilters, progressOf, writeFilters } from "./filters";

const parse = (query: string) => {
  const parameters = new URLSearchParams(query);
  return parseFilters((name) => parameters.get(name));
};

describe("filters in the address", () => {
  it("come back as they were written", () => {
    const filters = {
      kinds: ["typo", "comment"],
      state: "open",
      mine: true,
      assigned: false,
      blocking: true,
    } as const;
    expect(parse(writeFilters(new URLSearchParams(), filters).toString())).toEqual(filters);
  });

  it("leave other parameters alone and take themselves away", () => {
    const parameters = new URLSearchParams("flag=f1&kind=typo&mine=1");
    expect(writeFilters(parameters, NO_FILTERS).toString()).toBe("flag=f1");
  });

  it("ignore what they do not know", () => {
    expect(parse("kind=typo,smell&state=lost")).toEqual({ ...NO_FILTERS, kinds: ["typo"] });
    expect(isFiltered(parse("state=lost"))).toBe(false);
  });
});

describe("isShown", () => {
  const shown = (one: ReturnType<typeof flag>, query: string) => isShown(one, parse(query), "me");

  it("shows everything but withdrawn flags unless asked", () => {
    expect(shown(flag({ status: "verified" }), "")).toBe(true);
    expect(shown(flag({ status: "withdrawn" }), "")).toBe(false);
    expect(shown(flag({ status: "withdrawn" }), "state=withdrawn")).toBe(true);
  });

  it("goes by kind, by state, by who and by whether it blocks", () => {
    expect(shown(flag({ kind: "typo" }), "kind=citation")).toBe(false);
    expect(shown(flag({ kind: "typo" }), "kind=citation,typo")).toBe(true);
    expect(shown(flag({ status: "resolved" }), "state=open")).toBe(false);
    expect(shown(flag({ raisedBy: { id: "me", name: "Me" } }), "mine=1")).toBe(true);
    expect(shown(flag({ raisedBy: { id: "you", name: "You" } }), "mine=1")).toBe(false);
    expect(shown(flag({ assigneeId: "me" }), "assigned=1")).toBe(true);
    expect(shown(flag({ assigneeId: null }), "assigned=1")).toBe(false);
    expect(shown(flag({ blocking: false }), "blocking=1")).toBe(false);
  });
});

describe("progressOf", () => {
  it("counts settled of all by kind, without the withdrawn", () => {
    const flags = [
      flag({ kind: "typo", status: "open" }),
      flag({ kind: "typo", status: "resolved" }),
      flag({ kind: "typo", status: "withdrawn" }),
      flag({ kind: "comment", status: "verified" }),
    ];
    expect(progressOf(flags).map(({ kind, all, settled }) => `${kind} ${settled}/${all}`)).toEqual([
      "typo 1/2",
      "fact_check 0/0",
      "citation 0/0",
      "comment 1/1",
    ]);
  });
});
