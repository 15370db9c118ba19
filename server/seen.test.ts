import { beforeAll, describe, expect, it } from "vitest";
import type { SeenInput } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { listArticles, readArticle } from "./articles";
import { db } from "./db";
import { addReply } from "./replies";
import { markSeen, readUnseen } from "./seen";
import { makeArticle, makeCast, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, makeFlag, typeOver } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const paragraphOf = (article: StoredArticle, words: string) =>
  article.paragraphs.find(({ text }) => text.includes(words))!.id;

/** Looks at the article as it stands now: at all of it, or at some. */
async function look(actor: Actor, article: StoredArticle, only: Partial<SeenInput> = {}) {
  const { version, lastEventId } = await readArticle(actor, article.id);
  return markSeen(actor, article.id, { version, eventId: lastEventId, ...only });
}

const countOnDesk = async (actor: Actor, article: StoredArticle) =>
  (await listArticles(actor, { deskId: article.deskId })).find(({ id }) => id === article.id)!.unseen;

describe("what changed since somebody last looked", () => {
  it("is nothing the first time, nor by one's own hand", async () => {
    const article = await makeArticle(cast.author);
    await typeOver(cast.author, article, "boats", "ferries");
    expect(await readUnseen(cast.editor, article.id)).toEqual({ since: null, paragraphIds: [], flagIds: [] });
    expect(await countOnDesk(cast.editor, article)).toBe(0);
    await look(cast.author, article);
    await typeOver(cast.author, article, "bulit", "built");
    expect(await readUnseen(cast.author, article.id)).toMatchObject({ paragraphIds: [], flagIds: [] });
  });

  it("are the paragraphs and flags that others touched, each once, until all is seen", async () => {
    const article = await makeArticle(cast.author);
    const flag = await makeFlag(cast.editor, article, flagOn(article, "1911"));
    await look(cast.editor, article);
    await typeOver(cast.author, article, "boats", "ferries");
    await typeOver(cast.author, article, "ferries", "rafts");
    await addReply(cast.author, flag.id, { body: "It is." });
    await addReply(cast.author, flag.id, { body: "Really." });
    expect(await readUnseen(cast.editor, article.id)).toEqual({
      since: expect.any(String) as string,
      paragraphIds: [paragraphOf(article, "boats")],
      flagIds: [flag.id],
    });
    expect(await countOnDesk(cast.editor, article)).toBe(2);
    expect(await countOnDesk(cast.chief, article)).toBe(0);
    expect(await look(cast.editor, article)).toMatchObject({ paragraphIds: [], flagIds: [] });
    expect(await countOnDesk(cast.editor, article)).toBe(0);
  });

  it("leaves what was not looked at, and marks anew what changes again", async () => {
    const article = await makeArticle(cast.author);
    const flag = await makeFlag(cast.editor, article, flagOn(article, "1911"));
    await look(cast.editor, article);
    const [first, second] = [paragraphOf(article, "bulit"), paragraphOf(article, "boats")];
    await typeOver(cast.author, article, "bulit", "built");
    await typeOver(cast.author, article, "boats", "ferries");
    await addReply(cast.author, flag.id, { body: "It is." });

    expect(await look(cast.editor, article, { paragraphIds: [first] })).toMatchObject({
      paragraphIds: [second],
      flagIds: [flag.id],
    });
    await typeOver(cast.author, article, "built", "made");
    expect((await readUnseen(cast.editor, article.id)).paragraphIds.sort()).toEqual([first, second].sort());
    await look(cast.editor, article, { paragraphIds: [first, second] });
    expect(await look(cast.editor, article, { flagIds: [flag.id] })).toMatchObject({
      paragraphIds: [],
      flagIds: [],
    });
    // All was seen: the mark has moved on, and nothing is kept beside it.
    expect(
      await db.articleSeen.findFirst({
        where: { articleId: article.id, userId: cast.editor.id },
        select: { version: true, paragraphs: true, flags: true },
      }),
    ).toEqual({ version: 4, paragraphs: {}, flags: {} });
  });

  it("is not taken back by an older look that arrives late, and a look ahead of the text counts as now", async () => {
    const article = await makeArticle(cast.author);
    await look(cast.editor, article);
    const old = await readArticle(cast.editor, article.id);
    await typeOver(cast.author, article, "boats", "ferries");
    await look(cast.editor, article);
    await markSeen(cast.editor, article.id, { version: old.version, eventId: old.lastEventId });
    expect(await readUnseen(cast.editor, article.id)).toMatchObject({ paragraphIds: [] });
    await markSeen(cast.editor, article.id, { version: 999, eventId: "999999999" });
    await typeOver(cast.author, article, "ferries", "rafts");
    expect((await readUnseen(cast.editor, article.id)).paragraphIds).toHaveLength(1);
  });
});
