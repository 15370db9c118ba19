import { describe, expect, it } from "vitest";
import { dayAndTime, dueWords, exactTime, fieldToIso, isoToField, pastWords } from "./dates";

const at = (iso: string) => Date.parse(iso);
const NOW = at("2026-11-23T12:00:00Z"); // a Monday

describe("pastWords", () => {
  it.each([
    ["2026-11-23T11:59:40Z", "just now"],
    ["2026-11-23T12:00:05Z", "just now"], // the server's clock is a little ahead
    ["2026-11-23T11:37:00Z", "23 min ago"],
    ["2026-11-23T06:05:00Z", "today 06:05"],
    ["2026-11-22T18:00:00Z", "yesterday 18:00"],
    ["2026-11-19T18:00:00Z", "Thursday"],
    ["2026-11-03T18:00:00Z", "3 Nov"],
    ["2025-11-03T18:00:00Z", "3 Nov 2025"],
  ])("%s is %s", (moment, words) => {
    expect(pastWords(at(moment), NOW, "UTC")).toBe(words);
  });

  it("counts days in the zone, not in UTC", () => {
    expect(pastWords(at("2026-11-22T21:00:00Z"), NOW, "Asia/Tehran")).toBe("today 00:30");
  });
});

describe("dayAndTime", () => {
  it("does not count minutes", () => {
    expect(dayAndTime(at("2026-11-23T11:37:00Z"), NOW, "UTC")).toBe("today 11:37");
    expect(dayAndTime(at("2026-11-23T12:05:00Z"), NOW, "UTC")).toBe("today 12:05");
    expect(dayAndTime(at("2026-11-03T18:00:00Z"), NOW, "UTC")).toBe("3 Nov");
  });
});

describe("dueWords", () => {
  it.each([
    ["2026-11-23T18:00:00Z", "today 18:00", false, true],
    ["2026-11-24T09:00:00Z", "tomorrow 09:00", false, true],
    ["2026-11-27T09:00:00Z", "Friday 09:00", false, false],
    ["2026-12-24T09:00:00Z", "24 Dec 09:00", false, false],
    ["2026-11-22T18:00:00Z", "overdue since yesterday 18:00", true, false],
  ])("%s is %s", (moment, words, overdue, soon) => {
    expect(dueWords(at(moment), NOW, "UTC")).toEqual({ words, overdue, soon });
  });
});

describe("the exact time", () => {
  it("names the zone", () => {
    expect(exactTime(at("2026-11-23T18:00:00Z"), "Europe/London")).toMatch(
      /Monday,? 23 November 2026 at 18:00 GMT/,
    );
  });
});

describe("a deadline field", () => {
  it.each([
    ["Asia/Tehran", "2026-11-23T18:00", "2026-11-23T14:30:00.000Z"],
    ["Europe/London", "2026-07-01T18:00", "2026-07-01T17:00:00.000Z"],
    ["UTC", "2026-11-23T18:00", "2026-11-23T18:00:00.000Z"],
    // The morning the clocks go forward in London.
    ["Europe/London", "2026-03-29T02:30", "2026-03-29T01:30:00.000Z"],
  ])("in %s, %s is %s, and back", (timeZone, field, iso) => {
    expect(fieldToIso(field, timeZone)).toBe(iso);
    expect(isoToField(iso, timeZone)).toBe(field);
  });

  it("may be empty", () => {
    expect(fieldToIso("", "UTC")).toBeNull();
    expect(isoToField(null, "UTC")).toBe("");
  });
});
