import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Actor } from "@/domain/policy";
import { readArticle } from "@/server/articles";
import { makeArticle } from "@/server/testing/factories";
import { generatedArticle } from "./article";
import { makePeople, type SignedIn } from "./people";
import { usageOf, workBetween } from "./server-process";
import { median } from "./statistics";
import { figure, markdownTable } from "./table";
import { writtenArticle } from "./written-article";

const REVISIONS = 5_000;
const FLAGS = 500;
/** There and back again, this often. */
const TIMES = 3;

/** Measures what it takes to go back over thousands of revisions, and whom it keeps waiting; gives it as Markdown. */
export async function measureRestore(address: string, pid: number): Promise<string> {
  const people = await makePeople(1, "chief");
  const chief = people.editors[0]!;
  console.log(`An article with ${figure(FLAGS)} flags, written in ${figure(REVISIONS)} times`);
  const article = await writtenArticle(chief.actor, { revisions: REVISIONS, flags: FLAGS });
  const api = new Api(address, chief);
  const far: Restored[] = [];
  const near: Restored[] = [];
  for (let turn = 0; turn < TIMES; turn++) {
    far.push(await restore(api, pid, article.id, 1));
    near.push(await restore(api, pid, article.id, (await versionOf(chief.actor, article.id)) - 1));
  }
  const reads: number[] = [];
  for (let turn = 0; turn < TIMES; turn++)
    reads.push(await timed(() => api.get(`/api/articles/${article.id}/versions/1`)));

  const row = (name: string, of: (restored: Restored) => number | null, digits = 0) => [
    name,
    ...[far, near].map((all) => figure(median(all.map((one) => of(one) ?? NaN)), digits)),
  ];
  return `### Restoring: \`POST /api/articles/:id/restore\`

An article of the usual length with ${figure(FLAGS)} flags, brought back whole over ${figure(REVISIONS)} revisions, and forth again over one; medians of ${figure(TIMES)}.

${markdownTable(
  ["", `${figure(REVISIONS)} revisions`, "1 revision"],
  [
    row("the answer, ms", ({ answer }) => answer),
    row("of this the article was locked, ms", ({ locked }) => locked),
    row("longest wait of saves in another article meanwhile, ms", ({ wait }) => wait),
    row("the server's processor time, ms", ({ work }) => work),
  ],
)}

Reading the text of version 1 takes ${figure(median(reads))} ms.`;
}

interface Restored {
  answer: number;
  locked: number;
  wait: number;
  work: number | null;
}

async function restore(api: Api, pid: number, articleId: string, version: number): Promise<Restored> {
  const baseVersion = await versionOf(api.writer.actor, articleId);
  const lock = await LockWatch.start(articleId);
  const other = await Saves.start(api);
  const before = usageOf(pid);
  const answer = await timed(() =>
    api.post(`/api/articles/${articleId}/restore`, { id: randomUUID(), version, baseVersion }),
  );
  const work = workBetween(before, usageOf(pid));
  return { answer, locked: await lock.stop(), wait: await other.stop(), work };
}

const versionOf = async (actor: Actor, articleId: string) => (await readArticle(actor, articleId)).version;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Tries an article's lock all the time, and adds up how long it was not to be had. */
class LockWatch {
  private isOver = false;
  private locked = 0;
  private watching: Promise<void> = Promise.resolve();

  private constructor(private readonly client: pg.Client) {}

  static async start(articleId: string): Promise<LockWatch> {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    const watch = new LockWatch(client);
    watch.watching = watch.watch(articleId);
    return watch;
  }

  private async watch(articleId: string): Promise<void> {
    let last = performance.now();
    while (!this.isOver) {
      const { rowCount } = await this.client.query(
        `SELECT 1 FROM "Article" WHERE "id" = $1 FOR NO KEY UPDATE SKIP LOCKED`,
        [articleId],
      );
      const now = performance.now();
      if (rowCount === 0) this.locked += now - last;
      last = now;
    }
  }

  async stop(): Promise<number> {
    this.isOver = true;
    await this.watching;
    await this.client.end();
    return this.locked;
  }
}

/** Saves a letter in an article of its own, one save after the other: who else is at the desk. */
class Saves {
  private isOver = false;
  private longest = 0;
  private saving: Promise<void> = Promise.resolve();

  static async start(api: Api): Promise<Saves> {
    const { id } = await makeArticle(api.writer.actor, { paragraphs: generatedArticle() });
    const saves = new Saves();
    saves.saving = saves.save(api, id);
    return saves;
  }

  private async save(api: Api, articleId: string): Promise<void> {
    for (let version = 1; !this.isOver; version++) {
      const step = { stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "text", text: "a" }] } };
      const wait = await timed(() =>
        api.post(`/api/articles/${articleId}/steps`, { version, clientId: "bench", steps: [step] }),
      );
      this.longest = Math.max(this.longest, wait);
    }
  }

  async stop(): Promise<number> {
    this.isOver = true;
    await this.saving;
    return this.longest;
  }
}

class Api {
  constructor(
    private readonly address: string,
    readonly writer: SignedIn,
  ) {}

  get(path: string): Promise<void> {
    return this.send(path, { method: "GET" });
  }

  post(path: string, body: unknown): Promise<void> {
    return this.send(path, { method: "POST", body: JSON.stringify(body) });
  }

  private async send(path: string, init: RequestInit): Promise<void> {
    const { name, value } = this.writer.cookie;
    const headers = {
      cookie: `${name}=${value}`,
      origin: new URL(this.address).origin,
      "content-type": "application/json",
    };
    const answer = await fetch(`${this.address}${path}`, { ...init, headers });
    const words = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${words.slice(0, 200)}`);
  }
}
