import { describe, expect, it } from "vitest";
import type { RevisionCause } from "@/domain/article/revision";
import { timelineOf } from "@/domain/article/timeline";
import type { RevisionDto, TextChangeDto, TimelineDto } from "@/domain/contract";
import { ApiError } from "../api";
import { paragraph } from "../review/testing";
import type { HistoryApi } from "./history-api";
import { HistoryStore } from "./history-store";

const textOf = (version: number) => [paragraph("p", `Text of ${version}`), paragraph("q", "Still")];

/** An article on a server: every version is one save of the same person, `minutes` after the last. */
class Server implements HistoryApi {
  readonly all: RevisionDto[] = [];
  readonly asked: string[] = [];
  isAway = false;
  mayTakeBack: number[] = [];
  page = 100;

  constructor(versions: number) {
    for (let version = 1; version <= versions; version++) this.write(20);
  }

  get newest(): number {
    return this.all.length;
  }

  write(minutes: number, who = "Farid", cause: RevisionCause = { type: "typed" }): TextChangeDto {
    const version = this.newest + 1;
    const last = this.all.at(-1);
    const at = new Date((last ? Date.parse(last.at) : Date.UTC(2026, 10, 23)) + minutes * 60_000);
    this.all.push({
      version,
      actor: { id: who, name: who },
      at: at.toISOString(),
      cause: version === 1 ? { type: "import" } : cause,
      paragraphIds: version === 1 ? null : ["p"],
    });
    return { since: version - 1, version, steps: [], paragraphs: [textOf(version)[0]!], anchors: [] };
  }

  timeline = async (before = Infinity): Promise<TimelineDto> => {
    this.ask("timeline");
    const all = timelineOf(this.all.filter(({ version }) => version < before).reverse());
    return Promise.resolve({
      entries: all.slice(0, this.page),
      more: all.length > this.page,
      flags: [],
      moments: [],
      mayTakeBack: [],
    });
  };

  revisions: HistoryApi["revisions"] = async ({ after = 0, before = Infinity }) => {
    this.ask(`after ${after}`);
    const all = this.all.filter(({ version }) => version > after && version < before).reverse();
    return Promise.resolve({
      revisions: all.slice(0, this.page),
      more: all.length > this.page,
      flags: [],
      moments: [],
      mayTakeBack: this.mayTakeBack,
    });
  };

  version: HistoryApi["version"] = async (version) => {
    this.ask(`version ${version}`);
    const { at, actor } = this.all[version - 1]!;
    return Promise.resolve({ version, newest: this.newest, at, actor, paragraphs: textOf(version) });
  };

  versionAt: HistoryApi["versionAt"] = async () => Promise.resolve(null);

  private ask(what: string): void {
    this.asked.push(what);
    if (this.isAway) throw new ApiError("offline", 0, "No connection.");
  }
}

async function open(server: Server): Promise<HistoryStore> {
  const current = await server.version(server.newest);
  const store = new HistoryStore(server, { current, timeline: await server.timeline(), lastEventId: "7" });
  server.asked.length = 0;
  return store;
}

const event = (id: number, change: TextChangeDto) => ({ id: String(id), type: "text" as const, ...change });
const told = (store: HistoryStore) =>
  store.getSnapshot().entries.map(({ first, last, people }) => `${first}-${last} ${people[0]!.name}`);

describe("a history that is followed", () => {
  it("has the new text at once, and then who wrote it, in the entry it goes on with", async () => {
    const server = new Server(3);
    const store = await open(server);
    store.receive(event(8, server.write(1)), event(9, server.write(1, "Leila")));
    const { now } = store.getSnapshot();
    expect([now.version, now.paragraphs.map(({ text }) => text)]).toEqual([5, ["Text of 5", "Still"]]);
    expect(store.lastEventId).toBe("9");
    await store.tell();
    expect(told(store)).toEqual(["5-5 Leila", "3-4 Farid", "2-2 Farid", "1-1 Farid"]);
    expect(store.getSnapshot().now).toBe(now);
  });

  it("knows which fixes may be taken back until somebody does", async () => {
    const server = new Server(3);
    server.mayTakeBack = [4, 5];
    const store = await open(server);
    const flagIds = ["f"];
    store.receive(event(8, server.write(1, "Farid", { type: "typo_fix", flagIds })));
    store.receive(event(9, server.write(1, "Leila", { type: "typo_fix", flagIds })));
    await store.tell();
    expect([...store.getSnapshot().mayTakeBack]).toEqual([4, 5]);
    store.tookBack(5, null);
    expect([...store.getSnapshot().mayTakeBack]).toEqual([4]);
    server.mayTakeBack = [];
    store.receive(event(10, server.write(1, "Leila", { type: "typo_fix_undone", flagIds, of: 4 })));
    await store.tell();
    expect([...store.getSnapshot().mayTakeBack]).toEqual([]);
  });

  it("believes a later answer about the changes that it tells, and keeps what it knows of others", async () => {
    const server = new Server(3);
    const store = await open(server);
    const flagIds = ["f"];
    store.receive(event(8, server.write(1, "Farid", { type: "typo_fix", flagIds })));
    store.receive(event(9, server.write(1, "Farid", { type: "typo_fix", flagIds })));
    server.mayTakeBack = [4, 5];
    await store.tell();
    const [entry] = store.getSnapshot().entries;
    server.mayTakeBack = [];
    await store.loadChanges(entry!, 5);
    expect([...store.getSnapshot().mayTakeBack]).toEqual([5]);
  });

  it("is not changed by what it knows", async () => {
    const server = new Server(3);
    const store = await open(server);
    const before = store.getSnapshot();
    store.receive(event(5, { since: 1, version: 3, steps: [], paragraphs: [], anchors: [] }));
    expect(store.getSnapshot()).toBe(before);
    expect([store.lastEventId, server.asked]).toEqual(["7", []]);
  });

  it("asks once for a burst, and once more for what came meanwhile", async () => {
    const server = new Server(3);
    const store = await open(server);
    for (let id = 8; id < 30; id++) store.receive(event(id, server.write(1)));
    await store.tell();
    expect(told(store)[0]).toBe("3-25 Farid");
    expect(server.asked).toEqual(["after 3", "after 4"]);
  });

  it("reads all afresh after a gap", async () => {
    const server = new Server(3);
    const store = await open(server);
    server.write(1);
    store.receive(event(9, server.write(1)));
    await expect.poll(() => store.getSnapshot().now.version).toBe(5);
    expect(store.getSnapshot().now.paragraphs[0]!.text).toBe("Text of 5");
    expect(told(store)[0]).toBe("3-5 Farid");
  });

  it("begins the time line anew where more was written than one answer holds", async () => {
    const server = new Server(12);
    server.page = 5;
    const store = await open(server);
    await store.loadOlder();
    expect(told(store)).toHaveLength(10);
    for (let i = 0; i < 7; i++) server.write(20);
    await store.tell();
    expect(told(store)).toEqual(["19-19 Farid", "18-18 Farid", "17-17 Farid", "16-16 Farid", "15-15 Farid"]);
    expect(store.getSnapshot().more).toBe(true);
  });

  it("asks again when the connection is back for what it could not ask", async () => {
    const server = new Server(2);
    const store = await open(server);
    server.isAway = true;
    store.receive(event(8, server.write(1)));
    await store.tell();
    expect(told(store)).toEqual(["2-2 Farid", "1-1 Farid"]);
    server.isAway = false;
    await store.tell();
    expect(told(store)).toEqual(["2-3 Farid", "1-1 Farid"]);
  });

  it("still knows who made a version, and when, that an entry has gone on from", async () => {
    const server = new Server(3);
    const store = await open(server);
    store.receive(event(8, server.write(1)));
    await store.tell();
    expect(store.getSnapshot().moments.get(3)).toMatchObject({ actor: { name: "Farid" } });
    expect(store.getSnapshot().moments.get(4)!.at).toBe(server.all[3]!.at);
  });

  it("tells of every change before it is shown, and after", async () => {
    const server = new Server(2);
    const store = await open(server);
    const seen: [string, number][] = [];
    store.beforeChange(() => seen.push(["before", store.getSnapshot().now.version]));
    store.subscribe(() => seen.push(["after", store.getSnapshot().now.version]));
    store.receive(event(8, server.write(1)));
    expect(seen).toEqual([
      ["before", 2],
      ["after", 3],
    ]);
    await store.tell();
  });
});

describe("states of the text", () => {
  it("are read once each, those that came by the stream not at all", async () => {
    const server = new Server(3);
    const store = await open(server);
    store.receive(event(8, server.write(1)));
    await store.tell();
    server.asked.length = 0;
    for (let i = 0; i < 2; i++) for (const version of [1, 3, 4]) await store.read(version);
    expect(server.asked).toEqual(["version 1"]);
  });

  it("are asked for again after a failure", async () => {
    const server = new Server(3);
    const store = await open(server);
    server.isAway = true;
    await expect(store.read(1)).rejects.toThrow("No connection.");
    server.isAway = false;
    expect((await store.read(1)).version).toBe(1);
  });
});
