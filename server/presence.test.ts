import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { PresentDto } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { db } from "./db";
import { live } from "./live";
import { beHere, leaveArticle, readPresence } from "./presence";
import { articleStream } from "./stream";
import { makeArticle, makeCast, type Cast, type StoredArticle } from "./testing/factories";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});
afterAll(() => live.stop());

const aborts: AbortController[] = [];
afterEach(() => {
  for (const abort of aborts.splice(0)) abort.abort();
});

const windowId = () => crypto.randomUUID();
const here = (actor: Actor, { id }: StoredArticle, paragraphId: string | null = null, window = windowId()) =>
  beHere(actor, id, { windowId: window, paragraphId });
const names = ({ people }: { people: readonly PresentDto[] }) => people.map(({ name }) => name).sort();

/** What a browser is told of who is there, until it has seen enough; null when the stream ended before. */
async function tellsUntil(
  { id: articleId }: StoredArticle,
  readActor: () => Promise<Actor | null>,
  isEnough: (people: PresentDto[]) => boolean,
): Promise<PresentDto[] | null> {
  const abort = new AbortController();
  aborts.push(abort);
  const actorId = (await readActor())?.id ?? cast.author.id;
  const stream = articleStream({ articleId, actorId, since: null, readActor, signal: abort.signal });
  let text = "";
  for await (const bytes of stream as unknown as AsyncIterable<Uint8Array>) {
    text += new TextDecoder().decode(bytes);
    const blocks = text.split("\n\n");
    text = blocks.pop()!;
    for (const block of blocks) {
      const told = /^event: presence\ndata: (.*)$/m.exec(block)?.[1];
      const people = told && (JSON.parse(told) as PresentDto[]);
      if (people && isEnough(people)) return people;
    }
  }
  return null;
}

/** As if the last heartbeat were that long ago. */
const age = (article: StoredArticle, seconds: number) => db.$executeRaw`
  UPDATE "Presence" SET "expiresAt" = "expiresAt" - make_interval(secs => ${seconds}::int)
  WHERE "articleId" = ${article.id}::uuid`;

describe("who is there", () => {
  it("is each once, where the last of their windows said", async () => {
    const article = await makeArticle(cast.author);
    const [first, second] = article.paragraphs;
    await here(cast.editor, article, first!.id);
    await here(cast.editor, article, second!.id);
    await here(cast.author, article);
    expect((await readPresence(article.id)).people.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { id: cast.author.id, name: "Author", paragraphId: null },
      { id: cast.editor.id, name: "Editor", paragraphId: second!.id },
    ]);
  });

  it("is over at once for who leaves, and within thirty seconds for who says nothing more", async () => {
    const article = await makeArticle(cast.author);
    const [one, other] = [windowId(), windowId()];
    await here(cast.editor, article, null, one);
    await here(cast.editor, article, null, other);
    await leaveArticle(cast.editor, article.id, { windowId: one });
    expect(names(await readPresence(article.id))).toEqual(["Editor"]);
    await leaveArticle(cast.editor, article.id, { windowId: other });
    expect(names(await readPresence(article.id))).toEqual([]);
    await here(cast.editor, article);
    await age(article, 30);
    expect(await readPresence(article.id)).toEqual({ people: [], holdsFor: null });
  });

  it("can be said by nobody in another's name", async () => {
    const article = await makeArticle(cast.author);
    const window = windowId();
    await here(cast.editor, article, null, window);
    await leaveArticle(cast.author, article.id, { windowId: window });
    await here(cast.author, article, null, window);
    expect(names(await readPresence(article.id))).toEqual(["Author", "Editor"]);
  });

  it("is not seen of who may not read the article any more", async () => {
    const article = await makeArticle(cast.author);
    await here(cast.author, article);
    await here(cast.secondEditor, article);
    await db.articleAuthor.deleteMany({ where: { articleId: article.id } });
    expect(names(await readPresence(article.id))).toEqual(["Second Editor"]);
    const membership = { deskId_userId: { deskId: cast.desk.id, userId: cast.secondEditor.id } };
    await db.membership.update({ where: membership, data: { active: false } });
    expect(names(await readPresence(article.id))).toEqual([]);
    await db.membership.update({ where: membership, data: { active: true } });
  });

  it("is no event of the article", async () => {
    const article = await makeArticle(cast.author);
    const before = await db.articleEvent.count({ where: { articleId: article.id } });
    await here(cast.editor, article);
    expect(await db.articleEvent.count({ where: { articleId: article.id } })).toBe(before);
  });

  it("is taken in a measure that a person's windows keep, and no more", async () => {
    const article = await makeArticle(cast.author);
    const window = windowId();
    await expect(
      Promise.all(Array.from({ length: 300 }, () => here(cast.chief, article, null, window))),
    ).rejects.toMatchObject({ code: "rate_limited" });
    await here(cast.editor, article);
  });
});

describe("a stream", () => {
  it("tells who is there, where they go, and that they left", async () => {
    const article = await makeArticle(cast.author);
    const reader = async () => cast.author;
    const window = windowId();
    await here(cast.editor, article, null, window);
    expect(await tellsUntil(article, reader, ({ length }) => length === 1)).toMatchObject([
      { name: "Editor" },
    ]);
    const paragraphId = article.paragraphs[3]!.id;
    const moved = tellsUntil(article, reader, ([one]) => one?.paragraphId === paragraphId);
    await here(cast.editor, article, paragraphId, window);
    expect(await moved).toHaveLength(1);
    const left = tellsUntil(article, reader, ({ length }) => length === 0);
    await leaveArticle(cast.editor, article.id, { windowId: window });
    expect(await left).toEqual([]);
  });

  it("tells by itself when somebody's time is over", async () => {
    const article = await makeArticle(cast.author);
    await here(cast.editor, article);
    await age(article, 24);
    const seen: number[] = [];
    const gone = await tellsUntil(
      article,
      async () => cast.author,
      ({ length }) => {
        seen.push(length);
        return length === 0 && seen.includes(1);
      },
    );
    expect(gone).toEqual([]);
  });

  it("tells nobody who may not read the article, or not any more", async () => {
    const article = await makeArticle(cast.author);
    await here(cast.editor, article);
    for (const actor of [null, cast.stranger, cast.secondAuthor, { ...cast.author, memberships: [] }])
      expect(
        await tellsUntil(
          article,
          async () => actor,
          () => true,
        ),
      ).toBeNull();
    let reader: Actor | null = cast.author;
    const told: number[] = [];
    const ended = tellsUntil(
      article,
      async () => reader,
      ({ length }) => {
        told.push(length);
        reader = { ...cast.author, memberships: [] };
        void here(cast.secondEditor, article);
        return false;
      },
    );
    expect(await ended).toBeNull();
    expect(told).toEqual([1]);
  });
});
