import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ArticleEventDto } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { readArticle } from "./articles";
import { db } from "./db";
import { live } from "./live";
import { articleStream } from "./stream";
import { makeArticle, makeCast, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, makeFlag, typeOver } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});
afterAll(() => live.stop());

const aborts: AbortController[] = [];
afterEach(() => {
  for (const abort of aborts.splice(0)) abort.abort();
});

interface Message {
  id?: string;
  event?: string;
  data?: string;
}

/** What a browser makes of the stream. */
class Browser {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly decoder = new TextDecoder();
  private text = "";
  readonly messages: Message[] = [];

  constructor(
    article: StoredArticle,
    since: bigint | null,
    readActor: () => Promise<Actor | null> = async () => cast.author,
  ) {
    const abort = new AbortController();
    aborts.push(abort);
    const { signal } = abort;
    this.reader = articleStream({ articleId: article.id, since, readActor, signal }).getReader();
  }

  /** Reads on until it has seen enough; false when the stream ended before. */
  async until(isEnough: (messages: Message[]) => boolean): Promise<boolean> {
    while (!isEnough(this.messages)) {
      const { done, value } = await this.reader.read();
      if (done) return false;
      this.text += this.decoder.decode(value, { stream: true });
      const blocks = this.text.split("\n\n");
      this.text = blocks.pop()!;
      this.messages.push(
        ...blocks.map(parse).filter(({ data, event }) => data !== undefined && event !== "presence"),
      );
    }
    return true;
  }

  /** Until the stream ends. */
  ended = () => this.until(() => false).then((seen) => !seen);

  get events(): ArticleEventDto[] {
    return this.messages.map(({ data }) => JSON.parse(data!) as ArticleEventDto);
  }

  get flagIds(): Set<string> {
    return new Set(this.events.flatMap((event) => (event.type === "flag" ? [event.flag.id] : [])));
  }
}

function parse(block: string): Message {
  return Object.fromEntries(
    block
      .split("\n")
      .filter((line) => /^(id|event|data): /.test(line))
      .map((line) => line.split(/: (.*)/s).slice(0, 2)),
  ) as Message;
}

const hasFlags = (browser: Browser, count: number) => () => browser.flagIds.size >= count;
const lastEventOf = async (article: StoredArticle) =>
  BigInt((await readArticle(cast.author, article.id)).lastEventId);

describe("articleStream", () => {
  it("tells what happens, as it happens", async () => {
    const article = await makeArticle(cast.author);
    const browser = new Browser(article, await lastEventOf(article));
    const flag = await makeFlag(cast.editor, article, flagOn(article, "boats"));
    await browser.until(hasFlags(browser, 1));
    expect(browser.flagIds).toEqual(new Set([flag.id]));
    await typeOver(cast.author, article, "boats", "ships");
    await browser.until(() => browser.events.some(({ type }) => type === "text"));
    expect(browser.events.find(({ type }) => type === "text")).toMatchObject({ since: 1, version: 2 });
  });

  it("tells only of its own article", async () => {
    const [article, other] = [await makeArticle(cast.author), await makeArticle(cast.author)];
    const browser = new Browser(article, await lastEventOf(article));
    await makeFlag(cast.editor, other, flagOn(other, "boats"));
    const flag = await makeFlag(cast.editor, article, flagOn(article, "boats"));
    await browser.until(hasFlags(browser, 1));
    expect(browser.flagIds).toEqual(new Set([flag.id]));
  });

  it("loses nothing of a burst", async () => {
    const article = await makeArticle(cast.author);
    const browser = new Browser(article, await lastEventOf(article));
    const flags = await Promise.all(
      Array.from({ length: 120 }, () => makeFlag(cast.editor, article, flagOn(article, "boats"))),
    );
    await browser.until(hasFlags(browser, flags.length));
    expect(browser.flagIds).toEqual(new Set(flags.map(({ id }) => id)));
  });

  it("resumes after the last message that arrived", async () => {
    const article = await makeArticle(cast.author);
    const browser = new Browser(article, await lastEventOf(article));
    await makeFlag(cast.editor, article, flagOn(article, "boats"));
    await browser.until(hasFlags(browser, 1));
    aborts.at(-1)!.abort();
    const missed = await makeFlag(cast.editor, article, flagOn(article, "sea"));
    await typeOver(cast.author, article, "boats", "ships");
    const again = new Browser(article, BigInt(browser.messages.at(-1)!.id!));
    await again.until(() => again.flagIds.has(missed.id) && again.events.some(({ type }) => type === "text"));
    expect(again.messages.map(({ id }) => BigInt(id!)).at(-1)).toBe(await lastEventOf(article));
  });

  it("asks to read afresh when it cannot go back that far", async () => {
    const article = await makeArticle(cast.author);
    const browser = new Browser(article, 999_999_999n);
    await browser.until((messages) => messages.length > 0);
    expect(browser.messages[0]).toMatchObject({ event: "reset", id: String(await lastEventOf(article)) });
  });

  it("goes on after its database connection was cut", async () => {
    const article = await makeArticle(cast.author);
    const browser = new Browser(article, await lastEventOf(article));
    await makeFlag(cast.editor, article, flagOn(article, "boats"));
    await browser.until(hasFlags(browser, 1));
    const cut = await db.$queryRaw<{ count: number }[]>`
      SELECT count(pg_terminate_backend(pid))::int AS count FROM pg_stat_activity
      WHERE application_name = 'galley live' AND datname = current_database()`;
    expect(cut[0]!.count).toBe(1);
    await makeFlag(cast.editor, article, flagOn(article, "sea"));
    await browser.until(hasFlags(browser, 2));
    await makeFlag(cast.editor, article, flagOn(article, "harbour was"));
    expect(await browser.until(hasFlags(browser, 3))).toBe(true);
  });

  it("ends, and tells nothing more, when the reader is signed out or removed", async () => {
    const article = await makeArticle(cast.author);
    const since = await lastEventOf(article);
    for (const lost of [null, { ...cast.author, memberships: [] }]) {
      let reader: Actor | null = cast.author;
      const browser = new Browser(article, since, async () => reader);
      await makeFlag(cast.editor, article, flagOn(article, "boats"));
      await browser.until(hasFlags(browser, 1));
      const told = browser.messages.length;
      reader = lost;
      await makeFlag(cast.editor, article, flagOn(article, "sea"));
      expect(await browser.ended()).toBe(true);
      expect(browser.messages.length).toBe(told);
    }
  });

  it("ends with the process, and leaves no trace when the browser goes", async () => {
    const { __galleyStreams: open } = globalThis as { __galleyStreams?: Set<() => void> };
    const article = await makeArticle(cast.author);
    const before = open!.size;
    const [gone, closed] = [new Browser(article, null), new Browser(article, null)];
    expect(open!.size).toBe(before + 2);
    aborts.at(-2)!.abort();
    expect(open!.size).toBe(before + 1);
    for (const close of [...open!]) close();
    expect(await Promise.all([gone.ended(), closed.ended()])).toEqual([true, true]);
    expect(open!.size).toBe(0);
  });
});
