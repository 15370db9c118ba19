import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { replaceTextSteps } from "@/domain/article/edits";
import type { FlagDto, RestoredDto, RestoreInput } from "@/domain/contract";
import { anchorAt } from "@/domain/flag/anchor";
import type { Actor } from "@/domain/policy";
import { readArticle } from "./articles";
import { db } from "./db";
import { readVersion } from "./history";
import { restoreText } from "./restore";
import { makeArticle, makeCast, rangeOf, type Cast, type StoredArticle } from "./testing/factories";
import { removeParagraph, write } from "./testing/writing";
import { flagOn, makeFlag, readWords, typeOver } from "./testing/flags";
import { changeText, lockText, saveSteps } from "./text";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const FIRST = "The harbour was bulit in 1911";

const paragraphOf = (article: StoredArticle, words: string) =>
  article.paragraphs.find(({ text }) => text.includes(words))!.id;

async function restore(article: StoredArticle, version: number, more: Partial<RestoreInput> = {}) {
  const { version: baseVersion } = await readArticle(cast.author, article.id);
  return restoreText(cast.author, article.id, { version, baseVersion, ...more });
}

const anchorNow = async (flag: FlagDto) => {
  const { anchorState, paragraphId, start, end } = await db.flag.findUniqueOrThrow({
    where: { id: flag.id },
  });
  return { state: anchorState, paragraphId, start, end };
};
const anchorThen = ({ anchor: { state, start, end }, paragraphId }: FlagDto) => ({
  state,
  paragraphId,
  start,
  end,
});

describe("restoreText", () => {
  it("brings the whole article back, ids and all, as a new revision, and every flag to where it stood", async () => {
    const article = await makeArticle(cast.author);
    const flags = await Promise.all(
      ["bulit", "1911", "ships a year", "boats", "Nobody cites", "came later"].map((quote) =>
        makeFlag(cast.editor, article, flagOn(article, quote)),
      ),
    );
    const { paragraphs } = await readVersion(cast.author, article.id, 1);
    await typeOver(cast.author, article, "bulit in 1911", "new");
    await write(cast.author, article, (tr, at) => tr.split(at("Two thousand").from + 5));
    await removeParagraph(cast.author, article, "What came later");
    await typeOver(cast.author, article, "ships a year", "cars");
    await removeParagraph(cast.author, article, "Nobody cites");
    expect(
      await db.flag.count({ where: { articleId: article.id, anchorState: "detached" } }),
    ).toBeGreaterThan(2);

    const { version } = await restore(article, 1);
    expect((await readVersion(cast.author, article.id, version)).paragraphs).toEqual(paragraphs);
    expect((await readArticle(cast.author, article.id)).paragraphs).toEqual(paragraphs);
    for (const flag of flags) expect(await anchorNow(flag)).toEqual(anchorThen(flag));
    expect(
      await db.revision.findUniqueOrThrow({
        where: { articleId_version: { articleId: article.id, version } },
        select: { cause: true, actorId: true },
      }),
    ).toEqual({ cause: { type: "restore", version: 1 }, actorId: cast.author.id });
  });

  it("is undone by another restore", async () => {
    const article = await makeArticle(cast.author);
    const [boats, year] = await Promise.all(
      ["boats", "year"].map((quote) => makeFlag(cast.editor, article, flagOn(article, quote))),
    );
    await typeOver(cast.author, article, " the boats", "");
    const edited = await readWords(article);
    await restore(article, 1);
    expect(await anchorNow(boats!)).toEqual(anchorThen(boats!));
    await restore(article, 2);
    expect(await readWords(article)).toBe(edited);
    expect(await anchorNow(boats!)).toMatchObject({ state: "detached" });
    await restore(article, 1);
    expect(await anchorNow(boats!)).toEqual(anchorThen(boats!));
    expect(await anchorNow(year!)).toEqual(anchorThen(year!));
  });

  it("brings one paragraph back, its flags with it, and leaves the others", async () => {
    const article = await makeArticle(cast.author);
    const flag = await makeFlag(cast.editor, article, flagOn(article, "bulit"));
    await typeOver(cast.author, article, "boats", "ferries");
    await removeParagraph(cast.author, article, FIRST);
    expect(await anchorNow(flag)).toMatchObject({ state: "detached" });
    await restore(article, 1, { paragraphId: paragraphOf(article, FIRST) });
    expect(await anchorNow(flag)).toEqual(anchorThen(flag));
    const words = await readWords(article);
    expect(words).toContain("ferries");
    expect(words.split("\n")[3]).toContain(FIRST);
  });

  it("changes nothing, and says so, where nothing differs", async () => {
    const article = await makeArticle(cast.author);
    expect((await restore(article, 1)).version).toBe(1);
    expect(await db.revision.count({ where: { articleId: article.id } })).toBe(1);
  });

  it("is stored once, however often it is sent, at once or later", async () => {
    const article = await makeArticle(cast.author);
    await typeOver(cast.author, article, "boats", "ferries");
    const again = { id: randomUUID(), version: 1, baseVersion: 2 };
    const answers = await Promise.all([1, 2, 3].map(() => restoreText(cast.author, article.id, again)));
    expect(answers.map(({ version }) => version)).toEqual([3, 3, 3]);
    expect(answers.every(({ change }) => change.since === 2 && change.version === 3)).toBe(true);
    await typeOver(cast.author, article, "boats", "rafts");
    expect((await restoreText(cast.author, article.id, again)).version).toBe(4);
    expect(await readWords(article)).toContain("rafts");
  });

  it("of two at once overwrites nothing unseen: one goes, the other is a conflict", async () => {
    const article = await makeArticle(cast.author);
    await typeOver(cast.author, article, "boats", "ferries");
    const results = await Promise.allSettled(
      [cast.author, cast.chief].map((actor: Actor) =>
        restoreText(actor, article.id, { id: randomUUID(), version: 1, baseVersion: 2 }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict", details: { version: 3 } },
    });
  });

  it("of a paragraph goes through when others changed since, and not when it did itself", async () => {
    const article = await makeArticle(cast.author);
    await typeOver(cast.author, article, "boats", "ferries");
    await typeOver(cast.chief, article, "bulit", "built");
    const paragraphId = paragraphOf(article, "boats");
    const input = { version: 1, baseVersion: 2, paragraphId };
    expect((await restoreText(cast.author, article.id, input)).version).toBe(4);
    await typeOver(cast.chief, article, "boats", "rafts");
    await expect(restoreText(cast.author, article.id, { ...input, baseVersion: 4 })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await readWords(article)).toContain("rafts");
    expect(await readWords(article)).toContain("built in 1911");
  });

  it("brings back a flag whose words went letter by letter, and one that only lost some of its words", async () => {
    const article = await makeArticle(cast.author);
    const whole = await makeFlag(cast.editor, article, flagOn(article, "ships a year call at"));
    const part = await makeFlag(cast.editor, article, flagOn(article, "counted the boats"));
    await typeOver(cast.author, article, " the boats", "");
    const partly = await anchorNow(part);
    expect(partly).toMatchObject({ state: "changed" });
    for (let left = "ships a year call at"; left !== ""; left = left.slice(0, -1))
      await typeOver(cast.author, article, ` ${left}`, ` ${left.slice(0, -1)}`);
    expect(await anchorNow(whole)).toMatchObject({ state: "detached" });
    await restore(article, 1);
    expect(await anchorNow(whole)).toEqual(anchorThen(whole));
    expect(await anchorNow(part)).toEqual(anchorThen(part));
    await restore(article, 2);
    expect(await anchorNow(whole)).toEqual(anchorThen(whole));
    expect(await anchorNow(part)).toEqual(partly);
  });

  it("of a paragraph takes in what was written elsewhere, and what was flagged, while its way back was walked", async () => {
    const article = await makeArticle(cast.author);
    const flag = await makeFlag(cast.editor, article, flagOn(article, "bulit"));
    await typeOver(cast.author, article, "bulit in 1911", "new");
    const paragraphId = paragraphOf(article, FIRST);
    const input = { version: 1, baseVersion: 2, paragraphId };
    const late = randomUUID();
    let restoring = Promise.reject<RestoredDto>(new Error("not begun"));
    restoring.catch(() => undefined);
    await db.$transaction(async (tx) => {
      await lockText(tx, article.id);
      restoring = restoreText(cast.author, article.id, input);
      await vi.waitUntil(async () => {
        const waiting = await db.$queryRaw<unknown[]>`
          SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        return waiting.length > 0;
      });
      const { doc } = await changeText(tx, article.id, {
        actorId: cast.chief.id,
        steps: (now) => replaceTextSteps(now, { ...rangeOf(article, "boats"), text: "ferries" }),
        cause: { type: "typed" },
      });
      const text = doc.children.find(({ attrs }) => attrs.id === paragraphId)!.textContent;
      const at = { start: text.indexOf("the sea"), end: text.indexOf("the sea") + 7 };
      const quoted = anchorAt(text, at.start, at.end);
      const row = {
        id: late,
        articleId: article.id,
        kind: "comment" as const,
        paragraphId,
        raisedText: text,
      };
      await tx.flag.create({ data: { ...row, ...at, ...quoted, sources: [], raisedById: cast.editor.id } });
    });
    expect((await restoring).version).toBe(4);
    const words = await readWords(article);
    expect(words).toContain(FIRST);
    expect(words).toContain("ferries");
    expect(await anchorNow(flag)).toEqual(anchorThen(flag));
    const { anchorState, start, end } = await db.flag.findUniqueOrThrow({ where: { id: late } });
    const first = (await readVersion(cast.author, article.id, 4)).paragraphs.find(
      ({ id }) => id === paragraphId,
    )!;
    expect([anchorState, first.text.slice(start, end)]).toEqual(["exact", "the sea"]);
  });

  it("rebases what somebody was typing meanwhile over it", async () => {
    const article = await makeArticle(cast.author);
    await typeOver(cast.author, article, "boats", "ferries");
    await restore(article, 1);
    await saveSteps(cast.author, article.id, {
      version: 2,
      clientId: randomUUID(),
      steps: [{ stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "text", text: "Oh: " }] } }],
    });
    expect(await readWords(article)).toMatch(/^Oh: The harbour and the sea[^]*boats/);
  });

  it.each([
    ["a version that is not there", { version: 99 }, "not_found"],
    ["a base that is not there yet", { baseVersion: 99 }, "conflict"],
    ["a paragraph that is in no such version", { paragraphId: randomUUID() }, "invalid"],
  ])("refuses %s, and changes nothing", async (_, more, code) => {
    const article = await makeArticle(cast.author);
    await typeOver(cast.author, article, "boats", "ferries");
    await expect(restore(article, 1, more)).rejects.toMatchObject({ code });
    expect(await db.revision.count({ where: { articleId: article.id } })).toBe(2);
  });
});
