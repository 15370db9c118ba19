import { describe, expect, it } from "vitest";
import type { Actor } from "@/domain/policy";
import { ArticleStore } from "./store";
import { article, flag, storage } from "./testing";

const actor: Actor = { id: "me", name: "Me", email: "me@example.org", memberships: [] };
const pendingFlag = (id: string, start = 0) =>
  flag({ id, pending: true, anchor: { ...flag().anchor, start } });

function open(version: number, ...ids: string[]) {
  const kept = storage();
  const flags = ids.map((id) => pendingFlag(id));
  return new ArticleStore(article(), { version, flags }, actor, () => kept);
}
const shown = (store: ArticleStore) =>
  store.getSnapshot().flags.map(({ id, pending, anchor }) => `${id} ${pending ? anchor.start : "raised"}`);

describe("a pending review, as its editor's stream tells it", () => {
  it("is shown as it was told last, also where only its words moved", () => {
    const store = open(1, "a");
    store.receivePending({ version: 2, flags: [pendingFlag("a"), pendingFlag("b")] });
    expect(shown(store)).toEqual(["a 0", "b 0"]);
    store.receivePending({ version: 2, flags: [pendingFlag("a", 5), pendingFlag("b", 7)] });
    expect(shown(store)).toEqual(["a 5", "b 7"]);
    store.receivePending({ version: 4, flags: [] });
    expect(shown(store)).toEqual([]);
  });

  it("does not go back to an older state that comes late", () => {
    const store = open(3, "a", "b");
    store.receivePending({ version: 2, flags: [pendingFlag("a")] });
    expect(shown(store)).toEqual(["a 0", "b 0"]);
  });

  it("shows a flag once while it is being raised", () => {
    const store = open(1, "a");
    store.receive({ id: "8", type: "flag", flag: flag({ id: "a" }) });
    expect(shown(store)).toEqual(["a raised"]);
    store.receivePending({ version: 2, flags: [] });
    expect(shown(store)).toEqual(["a raised"]);
  });
});
