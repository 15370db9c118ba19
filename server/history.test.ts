import { randomUUID } from "node:crypto";
import { Transform } from "prosemirror-transform";
import { beforeAll, describe, expect, it } from "vitest";
import { docFromParagraphs } from "@/domain/article/document";
import type { FlagDto, RestoreInput, StepsInput } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { readArticle } from "./articles";
import { db } from "./db";
import { listRevisions, readVersion } from "./history";
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
import { flagOn, makeFlag, readWords, typeOver, typoOn } from "./testing/flags";
import { saveSteps } from "./text";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const FIRST = "The harbour was bulit in 1911";

const paragraphOf = (article: StoredArticle, words: string) =>
  article.paragraphs.find(({ text }) => text.includes(words))!.id;

/** A save of whatever `change` does to the text as it stands; `at` is where a paragraph begins, and its size. */
async function write(
  article: StoredArticle,
  change: (tr: Transform, at: (words: string) => { from: number; to: number }) => void,
): Promise<void> {
  const { version, paragraphs } = await readArticle(cast.author, article.id);
  const tr = new Transform(docFromParagraphs(paragraphs));
  change(tr, (words) => {
    const found = { from: -1, to: -1 };
    tr.doc.forEach((node, offset) => {
      if (node.textContent.includes(words))
        Object.assign(found, { from: offset, to: offset + node.nodeSize });
    });
    return found;
  });
  await saveSteps(cast.author, article.id, {
    version,
    clientId: randomUUID(),
    steps: tr.steps.map((step) => step.toJSON() as StepsInput["steps"][number]),
  });
}

const remove = (article: StoredArticle, words: string) =>
  write(article, (tr, at) => {
    const { from, to } = at(words);
    tr.delete(from, to);
  });

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
    expect([rest.revisions.map(({ version }) => version), rest.more]).toEqual([[4, 3, 2, 1], false]);
  });

  it("keeps to one paragraph where asked, also where it was moved, restored or deleted", async () => {
    const blocks = SAMPLE_BLOCKS.toSpliced(6, 0, block("third", "Then they left."));
    const article = await makeArticle(cast.author, { paragraphs: blocks });
    await write(article, (tr, at) => {
      const { from, to } = at(FIRST);
      const first = tr.doc.nodeAt(from)!;
      tr.delete(from, to).insert(at("Then they left").to, first);
    });
    await typeOver(cast.author, article, "boats", "ferries");
    await remove(article, FIRST);
    const paragraphId = paragraphOf(article, FIRST);
    await restore(article, 1, { paragraphId });
    const { revisions } = await listRevisions(cast.author, article.id, { paragraphId });
    expect(revisions.map(({ version }) => version)).toEqual([5, 4, 2, 1]);
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
    await write(article, (tr, at) => tr.split(at("Two thousand").from + 5));
    await remove(article, "What came later");
    await typeOver(cast.author, article, "ships a year", "cars");
    await remove(article, "Nobody cites");
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
    await remove(article, FIRST);
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
