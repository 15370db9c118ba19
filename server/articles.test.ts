import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { ArticleInput } from "@/domain/contract";
import type { FlagStatus, Outcome } from "@/domain/flag/kinds";
import type { FlagKind } from "@/prisma/generated/client";
import { changeArticleSettings, createArticle, listArticles, readArticle } from "./articles";
import { db } from "./db";
import {
  block,
  makeActor,
  makeArticle,
  makeCast,
  rangeOf,
  type Cast,
  type StoredArticle,
} from "./testing/factories";

const SOURCE = `The Lighthouse Question

By Ada Stone

Two lights stand on the cape, and one of them is dark.

The first was lit in 1850 [2]. The second came later [1].

References

1. Stone, A. On Lights. 2001.
2. Rock, B. First Lights. 1999.
`;

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const input = (given: Partial<Extract<ArticleInput, { source: string }>> = {}): ArticleInput => ({
  format: "text",
  source: SOURCE,
  deskId: cast.desk.id,
  authorIds: [cast.author.id],
  ...given,
});

async function addFlag(
  article: StoredArticle,
  facts: {
    kind: FlagKind;
    status?: FlagStatus;
    outcome?: Outcome;
    assigneeId?: string;
    resolvedById?: string;
  },
) {
  const range = rangeOf(article, "harbour");
  return db.flag.create({
    data: {
      id: randomUUID(),
      articleId: article.id,
      ...range,
      quote: "harbour",
      prefix: "",
      suffix: "",
      raisedText: "",
      raisedById: cast.editor.id,
      ...facts,
    },
  });
}

describe("createArticle", () => {
  it("stores the manuscript as version 1: paragraphs, citations on their references, source, revision, event", async () => {
    const { article, created } = await createArticle(cast.editor, input({ language: "en-GB" }));
    expect(created).toBe(true);
    expect(article).toMatchObject({
      deskId: cast.desk.id,
      version: 1,
      title: "The Lighthouse Question",
      language: "en-GB",
      authorIds: [cast.author.id],
      status: "ready",
      flags: [],
    });
    // In order of first citation, whatever their numbers were.
    expect(article.references.map(({ text, number }) => [text, number])).toEqual([
      ["Rock, B. First Lights. 1999.", 1],
      ["Stone, A. On Lights. 2001.", 2],
    ]);
    const citing = article.paragraphs.find(({ text }) => text.startsWith("The first"))!;
    const cited = citing.content.flatMap((node) =>
      node.type === "citation" ? [node.attrs.referenceId] : [],
    );
    expect(cited).toEqual(article.references.map(({ id }) => id));
    const row = await db.article.findUniqueOrThrow({
      where: { id: article.id },
      include: { revisions: true, events: true, manuscripts: true },
    });
    expect(row.createdById).toBe(cast.editor.id);
    expect(row.manuscripts).toMatchObject([
      { number: 1, format: "text", source: SOURCE, file: null, actorId: cast.editor.id, version: 1 },
    ]);
    expect(row.revisions).toMatchObject([{ version: 1, steps: [], cause: { type: "import" } }]);
    expect(row.events).toMatchObject([{ type: "article.created", actorId: cast.editor.id }]);
    expect(article.lastEventId).toBe(String(row.events[0]!.id));
  });

  it("repeated with the same id makes nothing new and answers with what is there", async () => {
    const id = randomUUID();
    const first = await createArticle(cast.author, input({ id }));
    const again = await createArticle(cast.author, input({ id, source: `${SOURCE}\nMore.` }));
    expect([first.created, again.created]).toEqual([true, false]);
    expect(again.article).toEqual(first.article);
  });

  it("sent many times at the same moment makes one article", async () => {
    const id = randomUUID();
    const results = await Promise.all(
      Array.from({ length: 6 }, () => createArticle(cast.author, input({ id }))),
    );
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(results.map(({ article }) => article.lastEventId)).size).toBe(1);
    expect(await db.article.count({ where: { id } })).toBe(1);
    expect(await db.articleEvent.count({ where: { articleId: id } })).toBe(1);
  });

  it("does not show an article of another desk to who sends its id", async () => {
    const { id } = await makeArticle(cast.stranger);
    await expect(createArticle(cast.editor, input({ id }))).rejects.toMatchObject({ code: "not_found" });
  });

  it.each([
    ["a stranger", async () => cast.stranger.id],
    [
      "somebody who left",
      async () => {
        const left = await makeActor(cast.desk, "author");
        await db.membership.updateMany({ where: { userId: left.id }, data: { active: false } });
        return left.id;
      },
    ],
  ])("takes no author who is %s on the desk", async (_who, authorId) => {
    const authorIds = [cast.author.id, await authorId()];
    await expect(createArticle(cast.editor, input({ authorIds }))).rejects.toMatchObject({ code: "invalid" });
  });

  it("takes an editor who writes, and a name given twice once", async () => {
    const authorIds = [cast.editor.id, cast.editor.id];
    expect((await createArticle(cast.editor, input({ authorIds }))).article.authorIds).toEqual([
      cast.editor.id,
    ]);
  });

  it("stores nothing when the paragraphs make no article", async () => {
    const id = randomUUID();
    const paragraphs = [block("b", "Text before the title."), block("t", "Title", "title")];
    await expect(makeArticle(cast.author, { id, paragraphs })).rejects.toMatchObject({ code: "invalid" });
    expect(await db.article.count({ where: { id } })).toBe(0);
  });

  it("stores five thousand paragraphs", async () => {
    const paragraphs = [
      block("t", "Long", "title"),
      ...Array.from({ length: 4_999 }, (_, index) => block(`b${index}`, `Paragraph ${index}.`)),
    ];
    const stored = await makeArticle(cast.author, { paragraphs });
    expect(stored.paragraphs).toHaveLength(5_000);
    expect(stored.paragraphs.at(-1)?.text).toBe("Paragraph 4998.");
  });
});

describe("readArticle", () => {
  it("reads title, standfirst, bylines and references off the text", async () => {
    const { id } = await makeArticle(cast.author);
    expect(await readArticle(cast.author, id)).toMatchObject({
      title: "The harbour and the sea",
      standfirst: "A short article about a harbour.",
      bylines: [{ name: "Ada Stone", role: "analyst" }],
      references: [
        {
          text: expect.stringContaining("The Harbour") as string,
          url: "https://example.org/harbour",
          number: 1,
        },
        { text: "Nobody cites this one.", number: null },
      ],
    });
  });

  it("is exported as long as the draft that left is of this very text and nothing blocks", async () => {
    const article = await makeArticle(cast.author);
    const status = async () => (await readArticle(cast.author, article.id)).status;
    const draft = { articleId: article.id, version: 1, format: "md", textHash: "", actorId: cast.editor.id };
    await db.draft.create({ data: { ...draft, openFlags: 1 } });
    expect(await status()).toBe("ready");
    await db.draft.create({ data: draft });
    expect(await status()).toBe("exported");
    const flag = await addFlag(article, { kind: "typo" });
    expect(await status()).toBe("in_review");
    await db.flag.delete({ where: { id: flag.id } });
    await db.article.update({ where: { id: article.id }, data: { version: 2 } });
    expect(await status()).toBe("ready");
  });
});

describe("changeArticleSettings", () => {
  it("changes what is given and leaves the rest", async () => {
    const { id } = await makeArticle(cast.author, { dueAt: new Date("2030-01-01T00:00:00Z") });
    const authorIds = [cast.secondAuthor.id, cast.author.id].sort();
    expect(await changeArticleSettings(cast.editor, id, { authorIds, language: "fa" })).toMatchObject({
      authorIds,
      language: "fa",
      dueAt: "2030-01-01T00:00:00.000Z",
    });
    expect(await changeArticleSettings(cast.chief, id, { dueAt: null })).toMatchObject({
      authorIds,
      language: "fa",
      dueAt: null,
    });
    const events = await db.articleEvent.findMany({ where: { articleId: id, type: "article.settings" } });
    expect(events.map(({ payload }) => payload)).toEqual([{ authorIds, language: "fa" }, { dueAt: null }]);
  });

  it("lets changes of the authors at the same moment pass one after the other", async () => {
    const { id } = await makeArticle(cast.author);
    const changes = [cast.author.id, cast.secondAuthor.id, cast.author.id, cast.editor.id].map((authorId) =>
      changeArticleSettings(cast.chief, id, { authorIds: [authorId] }),
    );
    await Promise.all(changes);
    expect((await readArticle(cast.chief, id)).authorIds).toHaveLength(1);
  });

  it("refuses an author from elsewhere", async () => {
    const { id } = await makeArticle(cast.author);
    await expect(
      changeArticleSettings(cast.editor, id, { authorIds: [cast.stranger.id] }),
    ).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("listArticles", () => {
  let desk: Cast;
  let own: StoredArticle;
  let shared: StoredArticle;
  let others: StoredArticle;

  beforeAll(async () => {
    desk = await makeCast();
    const titled = (title: string) => [block("t", title, "title"), block("b", "The harbour.")];
    own = await makeArticle(desk.author, { paragraphs: titled("Own 100% piece") });
    shared = await makeArticle(desk.secondAuthor, {
      paragraphs: titled("Shared piece"),
      authorIds: [desk.author.id, desk.secondAuthor.id],
      dueAt: new Date("2030-02-01T00:00:00Z"),
    });
    others = await makeArticle(desk.secondAuthor, {
      paragraphs: titled("Other_piece"),
      dueAt: new Date("2030-01-01T00:00:00Z"),
    });
    await makeArticle(desk.stranger, { paragraphs: titled("Strange piece") });
  });

  const titles = async (actor: keyof Cast, query?: string) =>
    (await listArticles(desk[actor] as Cast["chief"], { deskId: desk.desk.id, query })).map(
      ({ title }) => title,
    );

  it.each([
    ["chief", ["Other_piece", "Shared piece", "Own 100% piece"]],
    ["editor", ["Other_piece", "Shared piece", "Own 100% piece"]],
    ["author", ["Shared piece", "Own 100% piece"]],
    ["secondAuthor", ["Other_piece", "Shared piece"]],
  ] as const)("shows the %s what they may read, by due date", async (name, expected) => {
    expect(await titles(name)).toEqual(expected);
  });

  it.each([
    ["piece", 3],
    ["PIECE shared", 1],
    ["%", 1],
    ["_", 1],
    ["\\", 0],
    ["nothing like it", 0],
    ["  ", 3],
  ])("searches titles for “%s”, word by word and to the letter", async (query, count) => {
    expect(await titles("chief", query)).toHaveLength(count);
  });

  it("counts what is open, says what waits for whom, and puts that first", async () => {
    await addFlag(own, { kind: "typo" });
    await addFlag(own, { kind: "typo", status: "resolved", outcome: "applied" });
    await addFlag(own, { kind: "comment" });
    await addFlag(shared, { kind: "citation", assigneeId: desk.secondAuthor.id });
    const claim = { kind: "fact_check", status: "resolved", outcome: "stands" } as const;
    await addFlag(others, { ...claim, resolvedById: desk.secondAuthor.id });
    await addFlag(own, { ...claim, resolvedById: desk.editor.id });
    await addFlag(own, { ...claim, outcome: "waived", resolvedById: desk.chief.id });
    await addFlag(own, { kind: "fact_check", status: "withdrawn" });

    const rows = async (actor: Cast["chief"]) => listArticles(actor, { deskId: desk.desk.id });
    const needs = async (actor: Cast["chief"]) =>
      (await rows(actor)).map(({ title, needsMe }) => [title, needsMe] as const);
    expect(await needs(desk.author)).toEqual([
      ["Own 100% piece", 2],
      ["Shared piece", 0],
    ]);
    expect(await needs(desk.secondAuthor)).toEqual([
      ["Shared piece", 1],
      ["Other_piece", 0],
    ]);
    expect(await needs(desk.editor)).toEqual([
      ["Other_piece", 1],
      ["Shared piece", 0],
      ["Own 100% piece", 0],
    ]);
    expect(await needs(desk.chief)).toEqual([
      ["Other_piece", 1],
      ["Own 100% piece", 1],
      ["Shared piece", 0],
    ]);
    expect((await rows(desk.author))[0]).toMatchObject({
      openFlags: { typo: 1, fact_check: 1, citation: 0, comment: 1 },
      status: "in_review",
      authors: [{ id: desk.author.id, name: "Author" }],
    });
  });

  it("is not found for who is not on the desk", async () => {
    await expect(listArticles(desk.stranger, { deskId: desk.desk.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
