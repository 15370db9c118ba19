import { beforeAll, describe, expect, it } from "vitest";
import type { RestoreInput, TimelineEntryDto } from "@/domain/contract";
import { readArticle } from "./articles";
import { db } from "./db";
import { listRevisions, listTimeline, readVersion } from "./history";
import { restoreText } from "./restore";
import { resolveFlag } from "./settlements";
import {
  block,
  makeArticle,
  makeCast,
  SAMPLE_BLOCKS,
  type Cast,
  type StoredArticle,
} from "./testing/factories";
import { removeParagraph, write } from "./testing/writing";
import { makeFlag, readWords, typeOver, typoOn } from "./testing/flags";

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

describe("listRevisions", () => {
  it("says who, when, why and where, newest first", async () => {
    const article = await makeArticle(cast.author);
    const typo = await makeFlag(cast.editor, article, typoOn(article, "bulit", "built"));
    await typeOver(cast.author, article, "boats", "ferries");
    await resolveFlag(cast.chief, typo.id, { outcome: "applied" });
    const { revisions, more, flags } = await listRevisions(cast.editor, article.id, {});
    expect(more).toBe(false);
    expect(revisions).toMatchObject([
      {
        version: 3,
        actor: { name: "Chief" },
        cause: { type: "typo_fix", flagIds: [typo.id], asChief: true },
        paragraphIds: [paragraphOf(article, FIRST)],
      },
      {
        version: 2,
        actor: { id: cast.author.id, name: "Author" },
        cause: { type: "typed" },
        paragraphIds: [paragraphOf(article, "boats")],
      },
      { version: 1, cause: { type: "import" }, paragraphIds: null },
    ]);
    expect(flags).toEqual([{ id: typo.id, kind: "typo", quote: "bulit", replacement: "built" }]);
  });

  it("pages, and keeps to one paragraph where asked, a moved or deleted one too", async () => {
    const article = await makeArticle(cast.author);
    for (let i = 0; i < 103; i++)
      await typeOver(cast.author, article, i % 2 ? "ferries" : "boats", i % 2 ? "boats" : "ferries");
    const page = await listRevisions(cast.author, article.id, {});
    expect([page.revisions.length, page.revisions[0]!.version, page.more]).toEqual([100, 104, true]);
    const rest = await listRevisions(cast.author, article.id, { before: page.revisions.at(-1)!.version });
    const newer = await listRevisions(cast.author, article.id, { after: 102 });
    expect(newer.revisions.map(({ version }) => version)).toEqual([104, 103]);
    const { createdAt } = await db.revision.findUniqueOrThrow({
      where: { articleId_version: { articleId: article.id, version: 50 } },
    });
    const then = await listRevisions(cast.author, article.id, {
      until: new Date(createdAt.getTime() + 1).toISOString(),
    });
    expect(then.revisions[0]!.version).toBe(50);
    expect([rest.revisions.map(({ version }) => version), rest.more]).toEqual([[4, 3, 2, 1], false]);
  });

  it("keeps to one paragraph where asked, also where it was moved, restored or deleted", async () => {
    const blocks = SAMPLE_BLOCKS.toSpliced(6, 0, block("third", "Then they left."));
    const article = await makeArticle(cast.author, { paragraphs: blocks });
    await write(cast.author, article, (tr, at) => {
      const { from, to } = at(FIRST);
      const first = tr.doc.nodeAt(from)!;
      tr.delete(from, to).insert(at("Then they left").to, first);
    });
    await typeOver(cast.author, article, "boats", "ferries");
    await removeParagraph(cast.author, article, FIRST);
    const paragraphId = paragraphOf(article, FIRST);
    await restore(article, 1, { paragraphId });
    const { revisions } = await listRevisions(cast.author, article.id, { paragraphId });
    expect(revisions.map(({ version }) => version)).toEqual([5, 4, 2, 1]);
  });
});

describe("listTimeline", () => {
  it("tells what was done in one go as one, with the flags and versions that its reasons name", async () => {
    const article = await makeArticle(cast.author);
    const typo = await makeFlag(cast.editor, article, typoOn(article, "bulit", "built"));
    for (const [from, to] of [
      ["boats", "ferries"],
      ["ferries", "rafts"],
    ] as const)
      await typeOver(cast.author, article, from, to);
    await resolveFlag(cast.chief, typo.id, { outcome: "applied" });
    await restore(article, 2);
    const { entries, more, flags, moments } = await listTimeline(cast.editor, article.id, {});
    expect(more).toBe(false);
    expect(entries).toMatchObject([
      { first: 5, last: 5, cause: { type: "restore", version: 2 }, people: [{ name: "Author" }] },
      { first: 4, last: 4, flagIds: [typo.id], people: [{ name: "Chief", asChief: true }] },
      { first: 2, last: 3, count: 2, people: [{ name: "Author" }] },
      { first: 1, cause: { type: "import" }, paragraphIds: null },
    ]);
    expect(flags).toEqual([{ id: typo.id, kind: "typo", quote: "bulit", replacement: "built" }]);
    expect(moments).toEqual([
      { version: 2, at: expect.any(String) as string, actor: { id: cast.author.id, name: "Author" } },
    ]);
  });

  it("reads on where a page ends, also within what one person did for hours", async () => {
    const article = await makeArticle(cast.author);
    const { id: articleId } = article;
    const began = Date.parse("2026-01-05T09:00:00Z");
    // An entry of 700 saves, a minute apart; then 60 entries of one, an hour apart.
    const minutes = [...Array(700).keys(), ...Array.from({ length: 60 }, (_, i) => 800 + 60 * i)];
    await db.revision.createMany({
      data: minutes.map((minute, index) => ({
        articleId,
        version: index + 2,
        steps: [],
        inverse: [],
        cause: { type: "typed" },
        paragraphIds: [article.paragraphs[index % 3]!.id],
        actorId: cast.author.id,
        createdAt: new Date(began + minute * 60_000),
      })),
    });
    const all: TimelineEntryDto[] = [];
    for (let more = true; more;) {
      const page = await listTimeline(
        cast.author,
        articleId,
        all.length ? { before: all.at(-1)!.first } : {},
      );
      expect(page.entries.length).toBeGreaterThan(0);
      expect(page.entries.length).toBeLessThanOrEqual(40);
      all.push(...page.entries);
      ({ more } = page);
    }
    expect(all.map(({ first, last }) => [first, last])).toEqual([
      ...Array.from({ length: 60 }, (_, i) => [761 - i, 761 - i]),
      [2, 701],
      [1, 1],
    ]);
    const paragraphId = article.paragraphs[1]!.id;
    const { entries } = await listTimeline(cast.author, articleId, { paragraphId, before: 702 });
    expect(entries).toMatchObject([
      { first: 3, last: 699, count: 233, paragraphIds: [paragraphId] },
      { first: 1 },
    ]);
  });

  it("is read by nobody of another desk", async () => {
    const article = await makeArticle(cast.author);
    await expect(listTimeline(cast.stranger, article.id, {})).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("readVersion", () => {
  it("gives the text of every version, however far back", async () => {
    const article = await makeArticle(cast.author);
    const texts = [await readWords(article)];
    for (let i = 0; i < 60; i++) {
      await typeOver(cast.author, article, i === 0 ? "boats" : `boat${i - 1}`, `boat${i}`);
      texts.push(await readWords(article));
    }
    for (const version of [1, 2, 30, 60, 61]) {
      const { paragraphs, newest } = await readVersion(cast.editor, article.id, version);
      expect(paragraphs.map(({ text }) => text).join("\n")).toBe(texts[version - 1]);
      expect(newest).toBe(61);
    }
  });

  it("is not found for a version that is not there", async () => {
    const article = await makeArticle(cast.author);
    for (const version of [0, 2])
      await expect(readVersion(cast.author, article.id, version)).rejects.toMatchObject({
        code: "not_found",
      });
  });
});
