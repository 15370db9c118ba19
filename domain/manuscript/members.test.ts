import { describe, expect, it } from "vitest";
import type { ManuscriptFlag } from "../contract";
import { memberFor, nameAsWritten, peopleOf } from "./members";

const ada = { id: "1", name: "Ada Stone", email: "ada@paper.example" };
const ben = { id: "2", name: "Ben  Rock", email: "ben@paper.example" };
const otherBen = { id: "3", name: "ben rock", email: "rock@paper.example" };
const members = [ada, ben];

describe("memberFor", () => {
  it("knows a member by their mail address, whatever the file calls them", () => {
    expect(memberFor({ name: "A. S.", email: " ADA@paper.example " }, members)).toBe(ada);
  });

  it("goes by the address before the name", () => {
    expect(memberFor({ name: "Ada Stone", email: "ben@paper.example" }, members)).toBe(ben);
  });

  it("knows a member by their very name, also where the file has an address that nobody has", () => {
    expect(memberFor({ name: "BEN ROCK", email: null }, members)).toBe(ben);
    expect(memberFor({ name: "Ada Stone", email: "ada@home.example" }, members)).toBe(ada);
  });

  it("guesses nothing: not between two of one name, nor from part of a name, nor from no name", () => {
    expect(memberFor({ name: "Ben Rock", email: null }, [...members, otherBen])).toBeNull();
    expect(memberFor({ name: "Ada", email: null }, members)).toBeNull();
    expect(memberFor({ name: " ", email: "" }, [{ name: "", email: "" }])).toBeNull();
  });
});

describe("peopleOf", () => {
  it("names everybody once, those who only replied too", () => {
    const flag = (by: string, replies: string[] = []): ManuscriptFlag => ({
      key: by,
      kind: "comment",
      paragraphKey: "L1",
      start: 0,
      end: 1,
      by: { name: by, email: null },
      at: null,
      note: "",
      replies: replies.map((name) => ({ by: { name, email: null }, at: null, body: "" })),
      resolved: false,
    });
    const flags = [flag("Ada", ["Ben", "ada "]), flag("Ben"), flag("Cleo")];
    expect(peopleOf(flags).map(({ name }) => name)).toEqual(["Ada", "Ben", "Cleo"]);
  });
});

describe("nameAsWritten", () => {
  it.each([
    [{ name: "  Jane\n Doe ", email: null }, "Jane Doe"],
    [{ name: " ", email: "jane@home.example" }, "jane@home.example"],
    [{ name: "", email: null }, "Unknown author"],
    [{ name: "😀".repeat(300), email: null }, "😀".repeat(200)],
  ])("%j", (person, name) => {
    expect(nameAsWritten(person)).toBe(name);
  });
});
