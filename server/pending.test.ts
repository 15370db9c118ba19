import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { FlagDto, FlagInput } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { readArticle } from "./articles";
import { db } from "./db";
import { readGate } from "./gate";
import { addPending, dropPending, listPending, sendPending } from "./pending";
import { makeArticle, makeCast, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, typeOver, typoOn } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const add = async (actor: Actor, article: StoredArticle, input: FlagInput) =>
  (await addPending(actor, article.id, input)).flag!;
const collect = async (actor: Actor, article: StoredArticle) => ({
  typo: await add(actor, article, typoOn(article, "bulit", "built")),
  claim: await add(actor, article, flagOn(article, "ships", { kind: "fact_check" })),
});
const pendingIds = async (actor: Actor, article: StoredArticle) =>
  (await listPending(actor, article.id)).flags.map(({ id }) => id);

describe("a pending review", () => {
  it("is seen by its editor, and by nobody else in any way until it is sent", async () => {
    const article = await makeArticle(cast.author);
    const { typo, claim } = await collect(cast.editor, article);
    expect(claim).toMatchObject({
      pending: true,
      blocking: false,
      status: "open",
      anchor: { quote: "ships" },
    });
    expect(await pendingIds(cast.editor, article)).toEqual([typo.id, claim.id]);
    for (const other of [cast.secondEditor, cast.chief, cast.author])
      expect(await pendingIds(other, article)).toEqual([]);
    for (const anybody of [cast.editor, cast.author])
      expect((await readArticle(anybody, article.id)).flags).toEqual([]);
    expect((await readGate(cast.editor, article.id)).open).toBe(true);
    expect(await db.articleEvent.count({ where: { articleId: article.id, flagId: { not: null } } })).toBe(0);
  });

  it("is sent at once, its flags keeping their ids, and once", async () => {
    const article = await makeArticle(cast.author);
    const { typo, claim } = await collect(cast.editor, article);
    const sent = await sendPending(cast.editor, article.id, {});
    expect(sent.left).toEqual([]);
    const raised = (flags: FlagDto[]) => flags.map(({ id, pending }) => [id, pending]).sort();
    const both = [typo, claim].map(({ id }) => [id, undefined]).sort();
    expect(raised(sent.flags)).toEqual(both);
    expect(sent.flags.find(({ id }) => id === claim.id)!.thread).toMatchObject([
      { type: "raised", body: "What is this?" },
    ]);
    expect(await pendingIds(cast.editor, article)).toEqual([]);
    expect(raised((await readArticle(cast.author, article.id)).flags)).toEqual(both);
    expect((await sendPending(cast.editor, article.id, {})).flags).toEqual([]);
    const again = await sendPending(cast.editor, article.id, { flagIds: [claim.id] });
    expect(again.flags.map(({ id }) => id)).toEqual([claim.id]);
    expect(await db.articleEvent.count({ where: { articleId: article.id, type: "flag.raised" } })).toBe(2);
  });

  it("sent twice at the same moment raises each flag once", async () => {
    const article = await makeArticle(cast.author);
    await collect(cast.editor, article);
    await Promise.all([1, 2, 3].map(() => sendPending(cast.editor, article.id, {})));
    expect((await readArticle(cast.editor, article.id)).flags).toHaveLength(2);
    expect(await db.articleEvent.count({ where: { articleId: article.id, type: "flag.raised" } })).toBe(2);
  });

  it("goes with the text, and keeps back what has lost its words", async () => {
    const article = await makeArticle(cast.author);
    const { typo, claim } = await collect(cast.editor, article);
    await typeOver(cast.author, article, "Two thousand", "Some two thousand");
    await typeOver(cast.author, article, "was bulit in", "was raised in");
    const [first, second] = (await listPending(cast.editor, article.id)).flags;
    expect(first!.anchor.state).toBe("detached");
    expect(second!.anchor).toMatchObject({ state: "exact", start: "Some two thousand ".length });
    const sent = await sendPending(cast.editor, article.id, {});
    expect(sent.flags.map(({ id }) => id)).toEqual([claim.id]);
    expect(sent.left).toMatchObject([
      { flagId: typo.id, reason: expect.stringMatching(/words are gone/) as string },
    ]);
    expect(await pendingIds(cast.editor, article)).toEqual([typo.id]);
  });

  it("raises a claim on its words as they read when it is sent, and keeps a fix of other words back", async () => {
    const article = await makeArticle(cast.author);
    const words = "Two thousand ships";
    const fix = await add(cast.editor, article, typoOn(article, words, "Three thousand ships"));
    const claim = await add(cast.editor, article, flagOn(article, words, { kind: "fact_check" }));
    await typeOver(cast.author, article, "thousand", "hundred");
    const sent = await sendPending(cast.editor, article.id, {});
    expect(sent.flags).toMatchObject([
      { id: claim.id, anchor: { state: "exact", quote: "Two hundred ships" }, paragraphChanged: false },
    ]);
    expect(sent.left).toMatchObject([{ flagId: fix.id }]);
  });

  it("takes no fix of words that read otherwise by now", async () => {
    const article = await makeArticle(cast.author);
    const fix = typoOn(article, "bulit in 1911", "built in 1911");
    await typeOver(cast.author, article, "bulit in 1911", "bulit in 1912");
    await expect(addPending(cast.editor, article.id, fix)).rejects.toMatchObject({
      code: "conflict",
      details: { quote: "bulit in 1911", current: "bulit in 1912" },
    });
    const claim = { ...fix, kind: "fact_check", replacement: undefined } as const;
    expect((await addPending(cast.editor, article.id, claim)).flag?.anchor).toMatchObject({
      state: "changed",
      quote: "bulit in 1911",
    });
  });

  it("can be thrown away, flag by flag, by its editor alone", async () => {
    const article = await makeArticle(cast.author);
    const { typo, claim } = await collect(cast.editor, article);
    await dropPending(cast.secondEditor, claim.id);
    await dropPending(cast.editor, typo.id);
    await dropPending(cast.editor, typo.id);
    expect(await pendingIds(cast.editor, article)).toEqual([claim.id]);
  });

  it("takes a repeated flag once, whatever became of it, and no id of another", async () => {
    const article = await makeArticle(cast.author);
    const [input, dropped] = [flagOn(article, "ships"), flagOn(article, "boats")].map((flag) => ({
      ...flag,
      id: randomUUID(),
    })) as [FlagInput, FlagInput];
    const again = (flag: FlagInput) => addPending(cast.editor, article.id, flag);
    expect(await again(input)).toMatchObject({ created: true, reviewVersion: 1 });
    expect(await again(input)).toMatchObject({ created: false, reviewVersion: 1, flag: { pending: true } });
    await expect(addPending(cast.secondEditor, article.id, input)).rejects.toMatchObject({
      code: "conflict",
    });
    // In another browser, before the answer to the first came here.
    await again(dropped);
    await dropPending(cast.editor, dropped.id!);
    expect(await again(dropped)).toEqual({ created: false, reviewVersion: 3, flag: null });
    await sendPending(cast.editor, article.id, {});
    const sent = await again(input);
    expect(sent).toMatchObject({ created: false, reviewVersion: 4, flag: { id: input.id, status: "open" } });
    expect(sent.flag).not.toHaveProperty("pending");
    await expect(addPending(cast.secondEditor, article.id, input)).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await listPending(cast.editor, article.id)).toEqual({ version: 4, flags: [] });
    expect(await db.articleEvent.count({ where: { articleId: article.id, type: "flag.raised" } })).toBe(1);
  });

  it("is refused to who may not flag, and another person's is not there", async () => {
    const article = await makeArticle(cast.author);
    const { claim } = await collect(cast.editor, article);
    await expect(
      addPending(cast.author, article.id, flagOn(article, "ships", { kind: "fact_check" })),
    ).rejects.toMatchObject({ code: "forbidden" });
    const sent = await sendPending(cast.chief, article.id, { flagIds: [claim.id] });
    expect(sent.flags).toEqual([]);
    for (const call of [
      () => listPending(cast.secondAuthor, article.id),
      () => addPending(cast.secondAuthor, article.id, flagOn(article, "ships")),
      () => sendPending(cast.secondAuthor, article.id, {}),
    ])
      await expect(call()).rejects.toMatchObject({ code: "not_found" });
  });

  it("cannot be sent by who is no editor any more", async () => {
    const article = await makeArticle(cast.author);
    await collect(cast.editor, article);
    const asAuthor: Actor = {
      ...cast.editor,
      memberships: cast.editor.memberships.map((membership) => ({ ...membership, role: "author" })),
    };
    await expect(sendPending(asAuthor, article.id, {})).rejects.toMatchObject({ code: "not_found" });
    expect((await readArticle(cast.chief, article.id)).flags).toEqual([]);
  });
});
