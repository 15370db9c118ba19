import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { ArticleEventDto, PendingDto } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { readArticle } from "./articles";
import { db } from "./db";
import { live } from "./live";
import { addPending, dropPending, sendPending } from "./pending";
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
  /** All that came, as it came. */
  heard = "";
  readonly messages: Message[] = [];
  /** The reader's own pending review, each time it was told. */
  readonly reviews: PendingDto[] = [];

  constructor(
    article: StoredArticle,
    since: bigint | null,
    readActor: () => Promise<Actor | null> = async () => cast.author,
    { id: actorId } = cast.author,
  ) {
    const abort = new AbortController();
    aborts.push(abort);
    const { signal } = abort;
    this.reader = articleStream({ articleId: article.id, actorId, since, readActor, signal }).getReader();
  }

  /** Reads on until it has seen enough; false when the stream ended before. */
  async until(isEnough: (messages: Message[]) => boolean): Promise<boolean> {
    while (!isEnough(this.messages)) {
      const { done, value } = await this.reader.read();
      if (done) return false;
      const words = this.decoder.decode(value, { stream: true });
      this.heard += words;
      this.text += words;
      const blocks = this.text.split("\n\n");
      this.text = blocks.pop()!;
      for (const message of blocks.map(parse)) {
        const { data, event } = message;
        if (data === undefined || event === "presence") continue;
        if (event === "pending") this.reviews.push(JSON.parse(data) as PendingDto);
        else this.messages.push(message);
      }
    }
    return true;
  }

  /** The pending flags as they were told last. */
  get pendingIds(): string[] | undefined {
    return this.reviews.at(-1)?.flags.map(({ id }) => id);
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

  it("says that it is there while nothing happens", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const browser = new Browser(await makeArticle(cast.author), null);
      vi.advanceTimersByTime(25_000);
      expect(await browser.until((messages) => messages.some(({ event }) => event === "ping"))).toBe(true);
    } finally {
      vi.useRealTimers();
    }
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

  it("tells its editor of their own pending review, in every browser, and again to one that comes back", async () => {
    const article = await makeArticle(cast.author);
    const open = async () =>
      new Browser(article, await lastEventOf(article), async () => cast.editor, cast.editor);
    const browsers = [await open(), await open()];
    const [one, other] = browsers as [Browser, Browser];
    const until = (isEnough: (browser: Browser) => boolean) =>
      Promise.all(browsers.map((browser) => browser.until(() => isEnough(browser))));
    const add = async (quote: string) => {
      const { flag, reviewVersion } = await addPending(cast.editor, article.id, flagOn(article, quote));
      return { id: flag!.id, version: reviewVersion };
    };
    await until(({ reviews }) => reviews.length > 0);
    expect(one.reviews[0]).toEqual({ version: 0, flags: [] });

    const [boats, sea] = [await add("boats"), await add("sea")];
    await until(({ pendingIds }) => pendingIds?.length === 2);
    expect(one.reviews.at(-1)!.version).toBe(sea.version);
    expect(other.pendingIds).toEqual([boats.id, sea.id]);

    await typeOver(cast.author, article, "Two thousand ships", "Ships");
    const stands = { start: "Ships a year call at the harbour. Nobody counted the ".length };
    await until(({ reviews }) => reviews.at(-1)!.flags[0]!.anchor.start === stands.start);

    // Away while one is thrown away and one is sent.
    aborts.at(-1)!.abort();
    browsers.pop();
    const missed = await lastEventOf(article);
    await dropPending(cast.editor, boats.id);
    await until(({ pendingIds }) => pendingIds?.length === 1);
    await sendPending(cast.editor, article.id, {});
    await until(({ pendingIds }) => pendingIds?.length === 0);
    expect(one.flagIds).toEqual(new Set([sea.id]));
    const back = new Browser(article, missed, async () => cast.editor, cast.editor);
    await back.until(() => back.pendingIds !== undefined);
    expect(back.flagIds).toEqual(new Set([sea.id]));
    expect(back.reviews).toEqual([one.reviews.at(-1)]);
  });

  it("carries no trace of a pending flag to anybody else, not even a gap in the numbers", async () => {
    const article = await makeArticle(cast.author);
    const since = await lastEventOf(article);
    const others = [cast.secondEditor, cast.chief, cast.author].map(
      (actor) => new Browser(article, since, async () => actor, actor),
    );
    await Promise.all(others.map((browser) => browser.until(() => browser.reviews.length > 0)));
    const said = others.map(({ heard }) => heard);

    const secret = flagOn(article, "boats", { note: "Between us." });
    const { flag } = await addPending(cast.editor, article.id, secret);
    await addPending(cast.editor, article.id, flagOn(article, "sea", { note: "Between us." }));
    await dropPending(cast.editor, flag!.id);
    const open: string[] = [];
    // The second one comes after all that the first may have brought along.
    for (const quote of ["harbour was", "Nobody"]) {
      open.push((await makeFlag(cast.chief, article, flagOn(article, quote))).id);
      await Promise.all(others.map((browser) => browser.until(hasFlags(browser, open.length))));
    }

    for (const [index, browser] of others.entries()) {
      expect(browser.heard.startsWith(said[index]!)).toBe(true);
      expect(browser.reviews).toEqual([{ version: 0, flags: [] }]);
      expect(browser.flagIds).toEqual(new Set(open));
      expect(browser.messages.map(({ id }) => BigInt(id!))).toEqual([since + 1n, since + 2n]);
      for (const trace of [flag!.id, "Between us.", cast.editor.id])
        expect(browser.heard).not.toContain(trace);
    }
  });

  it("is nobody's but the one's who asked for it", async () => {
    const article = await makeArticle(cast.author);
    await addPending(cast.editor, article.id, flagOn(article, "boats"));
    const browser = new Browser(article, await lastEventOf(article), async () => cast.editor, cast.chief);
    expect(await browser.ended()).toBe(true);
    expect(browser.reviews).toEqual([]);
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
