import { beforeAll, describe, expect, it } from "vitest";
import { ApiError } from "@/components/api";
import type { DraftStorage } from "./drafts";
import { loadDeeds } from "./load-deeds";
import { LEFT, Outbox, type Answer, type Deed, type ArticleDeed, type Outgoing } from "./outbox";
import { TaskList } from "./tasks";
import { article, AT, flag, storage } from "./testing";

beforeAll(() => loadDeeds());

const actor = { id: "me", name: "Me" };
const offline = () => new ApiError("offline", 0, "There is no connection.");
const refused = () => new ApiError("conflict", 409, "It is settled already.", { quote: "a" });
const note = (id: string, deed: Deed = { type: "reply", body: id }, flagId = "f1") => ({
  id,
  flagId,
  at: AT,
  deed,
});

/** A tab: `answer` throws what the server, or the network, has to say. */
function tab(kept: DraftStorage, answer: (outgoing: Outgoing) => Answer | void = () => undefined) {
  const sent: string[] = [];
  const server = { answer };
  const gone: string[] = [];
  const returned: unknown[] = [];
  const list = new TaskList({
    outbox: new Outbox(
      () => kept,
      "me",
      "a1",
      () => 1,
    ),
    actor,
    send: async (outgoing) => {
      const answered = server.answer(outgoing);
      sent.push(outgoing.id);
      return answered ?? {};
    },
    onAnswer: () => undefined,
    onConflict: async () => undefined,
    onSent: ({ drafts = [] }) => void gone.push(...drafts),
    restore: (entered) => void returned.push(entered),
    onChange: () => undefined,
    exclusively: (work) => work(),
    reportUnknown: (error) => {
      throw error;
    },
  });
  const shown = () =>
    list.projections().reduce((now, project) => project(now), article({ flags: [flag()] })).flags[0]!;
  return { list, sent, server, gone, returned, shown };
}

const states = ({ list }: ReturnType<typeof tab>) => list.tasks.map(({ id, state }) => `${id} ${state}`);
const throwing = (error: () => ApiError) => () => {
  throw error();
};

describe("what people do", () => {
  it("is sent in the order it was done, one after the other", async () => {
    const one = tab(storage());
    await Promise.all(["a", "b", "c"].map((id) => one.list.run(note(id))));
    expect(one.sent).toEqual(["a", "b", "c"]);
    expect(one.list.tasks).toEqual([]);
  });

  it("waits, shown, without a network, and goes in order when that is back", async () => {
    const one = tab(storage(), throwing(offline));
    const done = ["a", "b"].map((id) => one.list.run(note(id)));
    await expect.poll(() => states(one)).toEqual(["a waiting", "b waiting"]);
    expect(one.shown().thread.map(({ body }) => body)).toEqual(["a", "b"]);
    one.server.answer = () => undefined;
    one.list.resume();
    expect(await Promise.all(done)).toEqual([true, true]);
    expect(one.sent).toEqual(["a", "b"]);
  });

  it("outlives its page, with the same ids and in the same order", async () => {
    const kept = storage();
    const before = tab(kept, throwing(offline));
    void before.list.run({ ...note("z"), drafts: ["galley:draft:me:f1:declined"] });
    void before.list.run(note("b"));
    before.list.stop();
    const after = tab(kept, throwing(offline));
    after.list.resume();
    expect(after.shown().thread.map(({ id }) => id)).toEqual(["z", "b"]);
    after.server.answer = () => undefined;
    expect(await after.list.run(note("a"))).toBe(true);
    expect(after.sent).toEqual(["z", "b", "a"]);
    expect(after.gone).toEqual(["galley:draft:me:f1:declined"]);
    expect(kept.length).toBe(0);
  });

  it("is kept with the reason when it is refused, and holds nothing else back", async () => {
    const kept = storage();
    const one = tab(kept, ({ id }) => {
      if (id === "a") throw refused();
    });
    expect(await Promise.all([one.list.run(note("a")), one.list.run(note("b"))])).toEqual([false, true]);
    expect(one.list.tasks).toMatchObject([{ id: "a", state: "failed", details: { quote: "a" } }]);
    const again = tab(kept);
    again.list.resume();
    expect(states(again)).toEqual(["a failed"]);
    expect(again.shown().thread.map(({ body }) => body)).toEqual(["a"]);
    again.list.tasks[0]!.discard();
    expect(kept.length).toBe(0);
  });

  it("shows the server's state again when a step is refused, until it is tried anew", async () => {
    const one = tab(storage(), throwing(refused));
    const settle: Deed = { type: "resolve", settlement: { outcome: "done" } };
    expect(await one.list.run(note("a", settle))).toBe(false);
    expect(one.shown().status).toBe("open");
    one.server.answer = () => undefined;
    expect(await one.list.run(note("b", settle))).toBe(true);
    expect(one.list.tasks).toEqual([]);
  });

  it("takes what was done on a flag along when the flag is thrown away unsent", () => {
    const kept = storage();
    const one = tab(kept, throwing(offline));
    const raise: Deed = {
      type: "raise",
      input: { version: 1, kind: "comment", paragraphId: "p1", start: 0, end: 4 },
      words: { quote: "Iran", prefix: "", suffix: "" },
    };
    void one.list.run(note("new", raise, "new"));
    void one.list.run(note("reply", { type: "reply", body: "Well?" }, "new"));
    void one.list.run(note("other"));
    one.list.tasks[0]!.discard();
    one.list.stop();
    expect(one.list.tasks.map(({ id }) => id)).toEqual(["other"]);
    expect(kept.length).toBe(1);
  });

  it("is seen in every tab, and gone in all once one has sent it", async () => {
    const kept = storage();
    const [one, other] = [tab(kept, throwing(offline)), tab(kept, throwing(offline))];
    const sent = one.list.run(note("a"));
    other.list.resume();
    expect(states(other)[0]).toContain("a ");
    other.server.answer = () => undefined;
    await expect.poll(() => other.sent).toEqual(["a"]);
    one.list.resume();
    expect(await sent).toBe(true);
    expect(one.list.tasks).toEqual([]);
    expect(one.sent).toEqual([]);
  });
});

describe("what people do on the article at large", () => {
  const atLarge = (id: string, deed: ArticleDeed, more: Partial<Outgoing> = {}) => ({
    id,
    flagId: null,
    at: AT,
    deed,
    ...more,
  });
  const apply: ArticleDeed = { type: "apply", flagIds: ["f1", "f2", "f3"] };
  const edit = (text: string): ArticleDeed => ({
    type: "editReference",
    referenceId: "r1",
    entry: "A book.",
    edit: { version: 4, text },
  });

  it("waits in the same row, is about each of its flags, and is no step of another's", async () => {
    const one = tab(storage(), throwing(offline));
    void one.list.run(note("a"));
    void one.list.run(atLarge("b", apply));
    void one.list.run(atLarge("c", { type: "citationStyle", style: "author_date" }));
    await expect.poll(() => states(one)).toEqual(["a waiting", "b waiting", "c waiting"]);
    expect(one.list.tasks.map(({ label, about }) => [label, about])).toEqual([
      ["Your reply", ["f1"]],
      ["Applying 3 fixes", ["f1", "f2", "f3"]],
      ["The other style of citations", []],
    ]);
    one.server.answer = () => undefined;
    one.list.resume();
    await expect.poll(() => one.sent).toEqual(["a", "b", "c"]);
  });

  it("keeps what of it was left until a person has seen that, in whatever tab, over a reload", async () => {
    const kept = storage();
    const left = [{ flagId: "f2", reason: "Its words are gone." }];
    const one = tab(kept, () => ({ applied: ["f1", "f3"], left }));
    const other = tab(kept, throwing(offline));
    expect(await one.list.run(atLarge("a", apply, { drafts: ["draft"] }))).toBe(true);
    expect(one.gone).toEqual(["draft"]);
    for (const each of [one, other, tab(kept)]) {
      each.list.resume();
      expect(each.list.tasks).toMatchObject([
        {
          state: "failed",
          code: LEFT,
          message: "2 fixes applied, 1 left as it is.",
          about: ["f2"],
          details: { left },
        },
      ]);
      // It is done: nothing is sent again.
      expect(each.sent).toEqual(each === one ? ["a"] : []);
    }
    other.list.tasks[0]!.discard();
    expect(kept.length).toBe(0);
  });

  it("shows flags that were sent as raised, and as pending again when the server keeps them", async () => {
    const one = tab(storage(), throwing(offline));
    const pending = flag({ kind: "fact_check", pending: true });
    const shown = () =>
      one.list.projections().reduce((now, project) => project(now), article({ flags: [pending] })).flags[0]!;
    const sent = one.list.run(atLarge("a", { type: "send", flagIds: ["f1"] }));
    expect(shown()).toMatchObject({ blocking: true });
    expect(shown()).not.toHaveProperty("pending");
    one.server.answer = () => ({ flags: [], left: [{ flagId: "f1", reason: "Its words are gone." }] });
    one.list.resume();
    expect(await sent).toBe(true);
    expect(shown()).toMatchObject({ pending: true });
  });

  it("sends an edit that was made on top of another as one of what that made", async () => {
    const versions: unknown[] = [];
    const one = tab(storage(), throwing(offline));
    const done = ["A book. 1999.", "A book. 2000."].map((text) => one.list.run(atLarge(text, edit(text))));
    const apart = one.list.run(atLarge("apart", { ...edit("B."), referenceId: "r2" } as ArticleDeed));
    one.server.answer = ({ deed }) => {
      if (deed.type === "editReference") versions.push(deed.edit.version);
      return { version: 7 };
    };
    one.list.resume();
    expect(await Promise.all([...done, apart])).toEqual([true, true, true]);
    expect(versions).toEqual([4, 7, 4]);
  });

  it("gives back to its form what was refused, and takes it from the row", async () => {
    const kept = storage();
    const one = tab(kept, throwing(refused));
    const entered = { key: "galley:draft:me:r1:words", value: "A book. 1999." };
    expect(await one.list.run(atLarge("a", edit("A book. 1999."), { entered }))).toBe(false);
    const again = tab(kept);
    again.list.resume();
    expect(again.list.tasks).toMatchObject([{ words: "A book. 1999.", enteredIn: entered.key }]);
    again.list.tasks[0]!.takeBack();
    expect(again.returned).toEqual([entered]);
    expect(again.list.tasks).toEqual([]);
  });

  it("that throws a pending flag away takes along that it could not be raised", async () => {
    const one = tab(storage(), ({ deed }) => {
      if (deed.type === "raise") throw refused();
    });
    const raise: Deed = {
      type: "raise",
      input: { version: 1, kind: "comment", paragraphId: "p1", start: 0, end: 4 },
      words: { quote: "Iran", prefix: "", suffix: "" },
      pending: true,
    };
    expect(await one.list.run(note("new", raise, "new"))).toBe(false);
    expect(await one.list.run(note("drop", { type: "drop" }, "new"))).toBe(true);
    expect(one.list.tasks).toEqual([]);
  });
});
