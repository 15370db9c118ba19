import { describe, expect, it } from "vitest";
import { assigned, dropped, raised, replied, replyEdited, sent, stepped, type Act } from "./optimism";
import { article, AT, entry, flag } from "./testing";

const act = (id: string): Act => ({ id, actor: { id: "me", name: "Me" }, at: AT });

describe("a flag just raised", () => {
  const input = { version: 1, kind: "typo", paragraphId: "p1", start: 5, end: 8, replacement: "&" } as const;
  const project = raised(act("new"), input, { quote: "and", prefix: "Iran ", suffix: " Russia" });

  it("stands on its words with their quote", () => {
    const [shown] = project(article()).flags;
    expect(shown).toMatchObject({
      id: "new",
      kind: "typo",
      status: "open",
      blocking: true,
      replacement: "&",
    });
    expect(shown!.anchor).toMatchObject({ state: "exact", quote: "and", start: 5, end: 8 });
  });

  it("gives way to the server's own", () => {
    const known = article({ flags: [flag({ id: "new" })] });
    expect(project(known)).toBe(known);
  });
});

describe("a thread", () => {
  const known = article({ flags: [flag({ id: "f1", kind: "fact_check", blocking: true })] });

  it("takes a reply once", () => {
    const once = replied(act("r1"), "f1", "Why?")(known);
    expect(once.flags[0]!.thread.map(({ body }) => body)).toEqual(["Why?"]);
    expect(replied(act("r1"), "f1", "Why?")(once)).toBe(once);
  });

  it("shows a reply's new words", () => {
    const thread = [entry({ id: "r1", body: "Wy?" })];
    const edited = replyEdited(act("r1"), "f1", "Why?")(article({ flags: [flag({ thread })] }));
    expect(edited.flags[0]!.thread[0]).toMatchObject({ body: "Why?", editedAt: AT });
  });

  it("settles and reopens with an entry each", () => {
    const settled = stepped(act("e1"), "f1", "resolve", { outcome: "sourced", sources: ["A"] })(known);
    expect(settled.flags[0]).toMatchObject({
      status: "resolved",
      outcome: "sourced",
      blocking: true,
      resolvedById: "me",
    });
    const verified = stepped(act("e2"), "f1", "verify")(settled);
    expect(verified.flags[0]).toMatchObject({ status: "verified", outcome: "sourced", blocking: false });
    const reopened = stepped(act("e3"), "f1", "reopen", { note: "No." })(verified);
    expect(reopened.flags[0]).toMatchObject({ status: "open", outcome: null, blocking: true });
    expect(reopened.flags[0]!.thread.map(({ type }) => type)).toEqual(["resolved", "verified", "reopened"]);
  });

  it("does nothing where the step is not possible any more", () => {
    expect(stepped(act("e1"), "f1", "verify")(known)).toBe(known);
    expect(stepped(act("e1"), "gone", "resolve")(known)).toBe(known);
  });

  it("shows who a flag was given to", () => {
    const given = assigned(act("e1"), "f1", { id: "author", name: "Author" })(known);
    expect(given.flags[0]).toMatchObject({ assigneeId: "author" });
    expect(assigned(act("e2"), "f1", { id: "author", name: "Author" })(given)).toBe(given);
  });
});

describe("a pending review", () => {
  const known = article({
    flags: [
      flag({ id: "claim", kind: "fact_check", pending: true }),
      flag({ id: "fix", kind: "typo", pending: true, anchor: { ...flag().anchor, state: "changed" } }),
      flag({ id: "lost", pending: true, anchor: { ...flag().anchor, state: "detached" } }),
      flag({ id: "raised", kind: "typo", blocking: true }),
    ],
  });

  it("is raised when it is sent, but for what has lost its words", () => {
    const after = sent(["claim", "fix", "lost", "raised", "gone"])(known);
    expect(after.flags.map(({ id, pending, blocking }) => [id, pending ?? false, blocking])).toEqual([
      ["claim", false, true],
      ["fix", true, false],
      ["lost", true, false],
      ["raised", false, true],
    ]);
    expect(sent(["raised", "gone"])(known)).toBe(known);
  });

  it("is without a flag that was thrown away; one that was raised is not", () => {
    expect(dropped("claim")(known).flags.map(({ id }) => id)).toEqual(["fix", "lost", "raised"]);
    expect(dropped("raised")(known)).toBe(known);
  });
});
