import { describe, expect, it } from "vitest";
import { may, type Action, type Actor, type FlagResource } from "./policy";

const actor = (id: string, role: "chief" | "editor" | "author", deskId = "desk"): Actor => ({
  id,
  name: id,
  email: `${id}@example.org`,
  memberships: [{ deskId, desk: deskId, role }],
});
const people = {
  chief: actor("chief", "chief"),
  editor: actor("editor", "editor"),
  author: actor("author", "author"),
  otherAuthor: actor("other", "author"),
  stranger: actor("stranger", "chief", "elsewhere"),
  /** Wrote it, and has left the desk since. */
  gone: { ...actor("author", "author"), memberships: [] },
};
type Person = keyof typeof people;

const flag: FlagResource = {
  deskId: "desk",
  authorIds: ["author"],
  kind: "typo",
  status: "resolved",
  raisedById: "editor",
  raisedByOutsider: false,
  resolvedById: "author",
};

/** Who may; everybody else may not. */
const TABLE: Record<Action, Person[]> = {
  "desk.enter": ["chief", "editor", "author", "otherAuthor"],
  "desk.manage": ["chief"],
  "desk.import_for_others": ["chief", "editor"],
  "article.read": ["chief", "editor", "author"],
  "article.write": ["chief", "author"],
  "article.settings": ["chief", "editor"],
  "flag.raise": ["chief", "editor"],
  "flag.comment": ["chief", "editor", "author"],
  "flag.assign": ["chief", "editor"],
  "draft.export": ["chief", "editor", "author"],
  "draft.export_with_open_flags": ["chief"],
  "draft.reviewed": ["chief", "editor", "author"],
  "flag.reply": ["chief", "editor", "author"],
  "flag.resolve": ["chief", "author"],
  "flag.waive": ["chief"],
  "flag.verify": ["chief", "editor"],
  "flag.reopen": ["chief", "editor", "author"],
  "flag.withdraw": ["chief", "editor"],
  "flag.anchor": ["chief", "editor", "author"],
};

describe("may", () => {
  for (const [action, allowed] of Object.entries(TABLE) as [Action, Person[]][])
    it.each(Object.keys(people) as Person[])(`${action}: %s`, (person) => {
      expect(may(people[person], action, flag)).toBe(allowed.includes(person));
    });

  it("lets nobody verify what they settled", () => {
    expect(may(people.chief, "flag.verify", { ...flag, resolvedById: "chief" })).toBe(false);
  });

  it("lets an author take their own settlement back only until it is verified, and only their own", () => {
    expect(may(people.author, "flag.reopen", { ...flag, status: "verified" })).toBe(false);
    expect(may(people.author, "flag.reopen", { ...flag, resolvedById: "chief" })).toBe(false);
  });

  it("lets any editor withdraw what an outsider raised, and no author", () => {
    const outsiders = { ...flag, raisedById: "outsider", raisedByOutsider: true };
    expect(may(people.editor, "flag.withdraw", outsiders)).toBe(true);
    expect(may(people.chief, "flag.withdraw", outsiders)).toBe(true);
    expect(may(people.author, "flag.withdraw", outsiders)).toBe(false);
    expect(may(people.stranger, "flag.withdraw", outsiders)).toBe(false);
    expect(may(people.editor, "flag.withdraw", { ...outsiders, raisedByOutsider: false })).toBe(false);
  });

  it("lets an author withdraw their own comment", () => {
    expect(may(people.author, "flag.withdraw", { ...flag, raisedById: "author" })).toBe(true);
  });
});
