import { describe, expect, it } from "vitest";
import { bylineOf, bylineText } from "../article/bylines";
import { isBylineLine, isNameAndRole, peopleOf } from "./people";

const people = (line: string) => peopleOf(line).map(bylineText);

describe("bylines", () => {
  it.each([
    ["By Mina Sattari", ["Mina Sattari"]],
    ["By Mina Sattari, Regional Editor", ["Mina Sattari, Regional Editor"]],
    ["By Mina Sattari and Yusuf Demir", ["Mina Sattari", "Yusuf Demir"]],
    ["By Mina Sattari & Yusuf Demir, Editors", ["Mina Sattari, Editors", "Yusuf Demir, Editors"]],
    [
      "By Mina Sattari and Yusuf Demir, Middle East",
      ["Mina Sattari, Middle East", "Yusuf Demir, Middle East"],
    ],
    ["By Mina Sattari and Yusuf Demir, Analyst", ["Mina Sattari", "Yusuf Demir, Analyst"]],
    ["By Mina Sattari, Analyst and Yusuf Demir, Editor", ["Mina Sattari, Analyst", "Yusuf Demir, Editor"]],
    [
      "By Mina Sattari, Yusuf Demir and Ana Okay, Editors",
      ["Mina Sattari, Editors", "Yusuf Demir, Editors", "Ana Okay, Editors"],
    ],
    ["By Mina Sattari, Yusuf Demir, Ana Okay", ["Mina Sattari", "Yusuf Demir", "Ana Okay"]],
    [
      "By Mina Sattari, Editor, Middle East and North Africa",
      ["Mina Sattari, Editor, Middle East and North Africa"],
    ],
    ["BY MINA SATTARI", ["MINA SATTARI"]],
    ["Written by Mina al-Sattari", ["Mina al-Sattari"]],
    ["نوشته مینا ستاری", ["مینا ستاری"]],
    ["بقلم: مينا ستاري، مراسلة", ["مينا ستاري, مراسلة"]],
  ])("%s", (line, wanted) => {
    expect(isBylineLine(line)).toBe(true);
    expect(people(line)).toEqual(wanted);
  });

  it.each([
    "By Monday, the river had risen.",
    "By then the river had risen",
    "by Mina Sattari",
    "The river",
    "Bylaws of the River",
    "By 2016",
  ])("%s is none", (line) => {
    expect(isBylineLine(line)).toBe(false);
  });

  it("do without By where a role follows the name", () => {
    expect(isNameAndRole("Mina Sattari, Regional Editor")).toBe(true);
    expect(isNameAndRole("Water, Power and Politics")).toBe(false);
  });

  it("are read again from their paragraph", () => {
    expect(bylineOf("Mina Sattari, Regional Editor, Middle East")).toEqual({
      name: "Mina Sattari",
      role: "Regional Editor, Middle East",
    });
    expect(bylineOf("By Mina Sattari")).toEqual({ name: "Mina Sattari" });
    expect(bylineOf("مینا ستاری، دبیر")).toEqual({ name: "مینا ستاری", role: "دبیر" });
    expect(bylineText(bylineOf("Mina Sattari, Editor"))).toBe("Mina Sattari, Editor");
  });
});
