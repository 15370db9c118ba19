import { describe, expect, it } from "vitest";
import { checkDocument, outline, parse } from "./testing";

const BODY = "The river was shared out between the two states in the year after the war";
const FIRST = "Sattari, Mina. 2021. “Water.” Harran Review.";
const SECOND = "Demir, Yusuf. 2022. “Power.” Sarat Quarterly.";
const THIRD = "Okay, Ana. 2023. “Rain.” Delta Notes.";
const source = (marked: string, ...list: string[]) => [
  "The Shared River",
  "",
  `${BODY}${marked}.`,
  "",
  ...list,
];
const read = (...lines: Parameters<typeof source>) => outline(parse(source(...lines))).slice(1);

describe("markers and entries", () => {
  it.each([
    ["[1]", "1. "],
    ["[1]", "[1] "],
    ["[1]", "1) "],
    ["[1]", "(1) "],
    ["[^1]", "[^1]: "],
    ["¹", "1. "],
    ["¹", "¹ "],
    ["[۱]", "۱. "],
    ["[۱]", "۱- "],
    ["[١]", "١. "],
    ["[1]", ""],
  ])("reads the marker %s of an entry numbered “%s”", (marker, number) => {
    const result = parse(source(marker, "References", number + FIRST));
    expect(outline(result).slice(1)).toEqual([`body: ${BODY}{L6}.`, `reference: ${FIRST}`]);
    expect(result.warnings).toEqual([]);
    checkDocument(result);
  });

  it.each([
    "Bibliography",
    "References",
    "Notes",
    "Sources",
    "Works cited",
    "BIBLIOGRAPHY:",
    "7. References",
    "منابع",
    "المراجع",
  ])("knows the closing section %s", (heading) => {
    expect(read("[1]", heading, `1. ${FIRST}`)).toEqual([`body: ${BODY}{L6}.`, `reference: ${FIRST}`]);
  });

  it("reads several notes in one marker", () => {
    const list = ["Notes", `1. ${FIRST}`, `2. ${SECOND}`, `3. ${THIRD}`];
    expect(read("[1,2]", ...list)[0]).toBe(`body: ${BODY}{L6}{L7}.`);
    expect(read("[1, 3]", ...list)[0]).toBe(`body: ${BODY}{L6}{L8}.`);
    expect(read("[1–3]", ...list)[0]).toBe(`body: ${BODY}{L6}{L7}{L8}.`);
    expect(read("[1][3]", ...list)[0]).toBe(`body: ${BODY}{L6}{L8}.`);
    expect(read("¹,³", ...list)[0]).toBe(`body: ${BODY}{L6}{L8}.`);
  });

  it("takes the space before a marker away with it, and gives it back", () => {
    const lines = source(" [1]", "Notes", `1. ${FIRST}`);
    const [repair] = parse(lines).repairs.filter(({ type }) => type === "citation");
    expect(repair).toMatchObject({ before: " [1]", after: "¹", line: 3 });
    expect(outline(parse(lines))[1]).toBe(`body: ${BODY}{L6}.`);
    expect(outline(parse(lines, { undo: [repair!.id] }))[1]).toBe(`body: ${BODY} [1].`);
  });

  it("leaves a marker without an entry as it was typed, and warns", () => {
    const result = parse(source("[1][7]", "Notes", `1. ${FIRST}`));
    expect(outline(result)[1]).toBe(`body: ${BODY}{L6}[7].`);
    expect(result.warnings).toMatchObject([{ type: "marker_without_entry", line: 3 }]);
    expect(outline(parse(source("[1,7]", "Notes", `1. ${FIRST}`)))[1]).toBe(`body: ${BODY}{L6}[7].`);
  });

  it("warns of an entry without a marker", () => {
    const result = parse(source("[1]", "Notes", `1. ${FIRST}`, `2. ${SECOND}`));
    expect(result.warnings).toMatchObject([{ type: "entry_without_marker", line: 7 }]);
    expect(result.warnings[0]!.message).toMatch(/^Reference 2 is not cited/);
  });

  it("warns once where nothing is cited, and where there is no list", () => {
    expect(parse(source("", "Bibliography", FIRST, SECOND)).warnings).toMatchObject([
      { type: "entry_without_marker" },
    ]);
    expect(parse(source("[1]", "And so on it went.")).warnings.map(({ type }) => type)).toEqual([
      "marker_without_entry",
      "no_references",
    ]);
  });

  it("does not take powers, units and years for markers", () => {
    const result = parse(
      source(", on 30 km² and with 10⁶ [2016] people", "Notes", `2. ${FIRST}`, `3. ${SECOND}`),
    );
    expect(outline(result)[1]).toContain("30 km² and with 10⁶ [2016] people");
  });

  it("takes typed numbers off as one repair that can be undone", () => {
    const lines = source("[1]", "Notes", `1. ${FIRST}`);
    expect(parse(lines).repairs.filter(({ type }) => type === "reference_number")).toHaveLength(1);
    expect(outline(parse(lines, { undo: ["reference_numbers"] })).at(-1)).toBe(`reference: 1. ${FIRST}`);
  });

  it("keeps the heading of the list where its removal is undone", () => {
    const lines = source("[1]", "Notes", `1. ${FIRST}`);
    expect(outline(parse(lines, { undo: ["section:L5"] })).slice(2)).toEqual([
      "heading: Notes",
      `reference: ${FIRST}`,
    ]);
  });

  it("puts references in the order they are first cited, uncited last, and says so", () => {
    const lines = source("[3][1]", "Notes", `1. ${FIRST}`, `2. ${SECOND}`, `3. ${THIRD}`);
    const wanted = [THIRD, FIRST, SECOND].map((text) => `reference: ${text}`);
    expect(outline(parse(lines)).slice(2)).toEqual(wanted);
    expect(parse(lines).repairs.map(({ id }) => id)).toContain("order:references");
    expect(outline(parse(lines, { undo: ["order:references"] })).slice(2)).toEqual(
      [FIRST, SECOND, THIRD].map((text) => `reference: ${text}`),
    );
  });

  it("joins wrapped entries; a year at the start of a line begins none", () => {
    const lines = source(
      "[1][2]",
      "Notes",
      "1. Sattari, Mina.",
      "2021. “Water.” Harran",
      "Review.",
      `2. ${SECOND}`,
    );
    expect(outline(parse(lines)).slice(2)).toEqual([`reference: ${FIRST}`, `reference: ${SECOND}`]);
    expect(parse(lines).repairs.filter(({ type }) => type === "join")).toMatchObject([
      { message: "Joined lines 6 to 8" },
    ]);
  });

  it("joins a web address in a paragraph of its own to the last of numbered entries too", () => {
    const address = "https://example.org/water/2021";
    const list = ["References", "", `1. ${FIRST}`, "", address, "", `2. ${SECOND}`, "", address];
    expect(read("[1,2]", ...list).slice(1)).toEqual([
      `reference: ${FIRST} ${address}`,
      `reference: ${SECOND} ${address}`,
    ]);
  });

  it("joins unnumbered entries by empty lines, by their indent, or by how lines end", () => {
    const wanted = [`reference: ${FIRST}`, `reference: ${SECOND}`];
    const [head, tail] = ["Sattari, Mina. 2021. “Water.”", "Harran Review."];
    expect(read("", "References", head, tail, "", SECOND).slice(1)).toEqual(wanted);
    expect(read("", "References", head, `   ${tail}`, SECOND).slice(1)).toEqual(wanted);
    expect(
      read("", "References", "Sattari, Mina. 2021. “Water.” Harran", "Review.", SECOND).slice(1),
    ).toEqual(wanted);
  });

  it("finds a numbered list at the end that nothing heads", () => {
    expect(read("[1][2]", `[1] ${FIRST}`, `[2] ${SECOND}`)).toEqual([
      `body: ${BODY}{L5}{L6}.`,
      `reference: ${FIRST}`,
      `reference: ${SECOND}`,
    ]);
  });

  it("moves what stands after the list before it, and says so", () => {
    const about = "Mina Sattari writes about rivers.";
    const lines = source("[1]", "References", `1. ${FIRST}`, "", "About the author", about);
    expect(outline(parse(lines)).slice(2)).toEqual(
      ["heading: About the author", `body: ${about}`, `reference: ${FIRST}`].map((line, index) =>
        index === 0 ? line : line,
      ),
    );
    expect(parse(lines).repairs.map(({ id }) => id)).toContain("order:tail");
    expect(outline(parse(lines, { undo: ["order:tail"] })).slice(2)[0]).toBe(`reference: ${FIRST}`);
  });

  it("leaves a section named Sources in the middle of the article alone", () => {
    const lines = source("", "Sources", `${BODY}. ${BODY}. ${BODY}. ${BODY}. ${BODY}.`, `${BODY}.`);
    expect(outline(parse(lines)).map((line) => line.split(":")[0])).toEqual([
      "title",
      "body",
      "heading",
      "body",
      "body",
    ]);
  });

  it("makes a reference of a paragraph, and the other way round", () => {
    const lines = source("[1]", "Notes", `1. ${FIRST}`, `2. ${SECOND}`);
    expect(outline(parse(lines, { kinds: { L7: "body" } })).slice(2)).toEqual([
      `body: 2. ${SECOND}`,
      `reference: ${FIRST}`,
    ]);
    expect(outline(parse(source("[1]", `1. ${FIRST}`), { kinds: { L5: "reference" } })).slice(1)).toEqual([
      `body: ${BODY}{L5}.`,
      `reference: ${FIRST}`,
    ]);
  });
});
