import { beforeAll, describe, expect, it } from "vitest";
import { reduceArticle } from "@/domain/article/reduce";
import type { ArticleDto } from "@/domain/contract";
import { changeArticleSettings, readArticle } from "./articles";
import { readChanges, readHorizon } from "./changes";
import { db } from "./db";
import { exportDraft } from "./drafts";
import { appendEvent, appendEvents } from "./events";
import { addReply } from "./replies";
import { resolveFlag } from "./settlements";
import { makeArticle, makeCast, type Cast } from "./testing/factories";
import { flagOn, makeFlag, typeOver, typoOn } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const lastOf = (article: ArticleDto) => BigInt(article.lastEventId);

describe("readChanges", () => {
  it("brings any older snapshot to what a fresh read gives", async () => {
    const article = await makeArticle(cast.author);
    const typo = await makeFlag(cast.editor, article, typoOn(article, "bulit", "built"));
    const comment = await makeFlag(cast.editor, article, flagOn(article, "boats"));
    const snapshots = [await readArticle(cast.author, article.id)];
    const take = async () => snapshots.push(await readArticle(cast.author, article.id));
    await addReply(cast.author, comment.id, { body: "Which?" });
    await take();
    await resolveFlag(cast.author, typo.id, { outcome: "applied" });
    await take();
    await typeOver(cast.author, article, "Two thousand ships a year call", "Some ships call");
    await take();
    await makeFlag(cast.secondEditor, article, flagOn(article, "sea"));
    await exportDraft(cast.editor, article.id, { format: "md" });
    await changeArticleSettings(cast.editor, article.id, { dueAt: "2027-01-01T00:00:00.000Z" });
    await take();
    await exportDraft(cast.editor, article.id, { format: "txt" });
    const fresh = await readArticle(cast.author, article.id);

    for (const snapshot of snapshots) {
      const { events } = await readChanges(cast.author, article.id, { since: lastOf(snapshot) });
      const folded = events.reduce<ArticleDto | null>(
        (state, event) => state && reduceArticle(state, event),
        snapshot,
      );
      expect(folded).toEqual(fresh);
    }
  });

  it("tells a flag once, after the text, and numbers so that a broken connection begins again", async () => {
    const article = await makeArticle(cast.author);
    const before = await readArticle(cast.author, article.id);
    const flag = await makeFlag(cast.editor, article, flagOn(article, "boats"));
    for (const body of ["One.", "Two.", "Three."]) await addReply(cast.author, flag.id, { body });
    await typeOver(cast.author, article, "boats", "dinghies");
    await typeOver(cast.author, article, "dinghies", "boats");
    const { events, lastEventId } = await readChanges(cast.editor, article.id, { since: lastOf(before) });
    expect(events.map(({ type, id }) => [type, id])).toEqual([
      ["text", before.lastEventId],
      ["flag", lastEventId.toString()],
    ]);
    expect(events[0]).toMatchObject({ since: 1, version: 3 });
  });

  it("finds what was committed after something newer had been read", async () => {
    const article = await makeArticle(cast.author);
    const [slow, fast] = [
      await makeFlag(cast.editor, article, flagOn(article, "boats")),
      await makeFlag(cast.editor, article, flagOn(article, "sea")),
    ];
    let goOn = () => {};
    const mayCommit = new Promise<void>((resolve) => (goOn = resolve));
    let written = (_transaction: bigint) => {};
    const isWritten = new Promise<bigint>((resolve) => (written = resolve));
    const event = {
      articleId: article.id,
      actorId: cast.editor.id,
      type: "flag.verified",
      payload: {},
    } as const;
    const late = db.$transaction(async (tx) => {
      const { id } = await appendEvent(tx, { ...event, flagId: slow.id });
      const [row] = await tx.$queryRaw<{ number: bigint }[]>`
        SELECT pg_current_xact_id()::text::bigint AS "number"`;
      written(row!.number);
      await mayCommit;
      return id;
    });
    const lateTransaction = await isWritten;
    const { id: newer } = await appendEvent(db, { ...event, flagId: fast.id });
    const first = await readChanges(cast.editor, article.id, { since: newer - 2n });
    expect(first.lastEventId).toBe(newer);
    expect(first.eventIds).not.toContain(newer - 1n);

    // The other tests have transactions of their own at the same server, for a moment each.
    const waiting = { timeout: 10_000 };
    await expect.poll(readHorizon, waiting).toBe(lateTransaction);
    goOn();
    const lateId = await late;
    expect(lateId).toBeLessThan(newer);
    const told = new Set(first.eventIds);
    // Of what came shortly before, who knows their horizon is told only what was written since the late one began.
    const since = async (horizon: bigint) =>
      (await readChanges(cast.editor, article.id, { since: newer, horizon })).eventIds;
    expect(await since(lateTransaction)).toEqual([lateId, newer]);
    await expect.poll(async () => since(await readHorizon()), waiting).toEqual([]);
    const second = await readChanges(cast.editor, article.id, { since: newer, told });
    expect(second.eventIds).toContain(lateId);
    expect(second.events.some((one) => one.type === "flag" && one.flag.id === slow.id)).toBe(true);
    expect(second.lastEventId).toBe(newer);
  });

  it("does not tell again what was told", async () => {
    const article = await makeArticle(cast.author);
    await makeFlag(cast.editor, article, flagOn(article, "boats"));
    const first = await readChanges(cast.author, article.id, { since: 0n });
    const told = new Set(first.eventIds);
    const second = await readChanges(cast.author, article.id, { since: first.lastEventId, told });
    expect(second).toMatchObject({ events: [], eventIds: [], reset: false });
  });

  it("tells nothing of the past to who knows nothing", async () => {
    const article = await makeArticle(cast.author);
    const { since } = await readChanges(cast.author, article.id, { since: null }).then(
      ({ lastEventId: id }) => ({ since: id }),
    );
    expect(since).toBe(BigInt((await readArticle(cast.author, article.id)).lastEventId));
  });

  it("asks to read afresh when too much was missed, or the past is another one", async () => {
    const article = await makeArticle(cast.author);
    const { lastEventId: newest } = await readChanges(cast.author, article.id, { since: null });
    const unknown = await readChanges(cast.author, article.id, { since: newest + 1_000_000n });
    expect(unknown).toMatchObject({ reset: true, events: [], lastEventId: newest });

    const event = {
      articleId: article.id,
      actorId: cast.editor.id,
      type: "article.settings",
      payload: {},
    } as const;
    const enough = Array.from({ length: 500 }, () => event);
    await appendEvents(db, enough);
    expect(await readChanges(cast.author, article.id, { since: newest })).toMatchObject({ reset: false });
    await appendEvents(db, [event]);
    expect(await readChanges(cast.author, article.id, { since: newest })).toMatchObject({ reset: true });
  });
});
