import { randomUUID } from "node:crypto";
import { Transform } from "prosemirror-transform";
import { beforeAll, describe, expect, it } from "vitest";
import type { StepsInput } from "@/domain/contract";
import { docFromParagraphs } from "@/domain/article/document";
import { schema } from "@/domain/article/schema";
import { readArticle } from "./articles";
import { db } from "./db";
import { saveSteps } from "./text";
import { makeArticle, makeCast, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, makeFlag, readWords } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

/** A writer's save, made on the text as it is stored now. */
async function edit(
  article: StoredArticle,
  change: (tr: Transform, at: (words: string) => number) => void,
): Promise<StepsInput> {
  const { version, paragraphs } = await readArticle(cast.author, article.id);
  const tr = new Transform(docFromParagraphs(paragraphs));
  change(tr, (words) => {
    let found = -1;
    tr.doc.forEach((node, offset) => {
      if (found === -1 && node.textContent.includes(words))
        found = offset + 1 + node.textContent.indexOf(words);
    });
    return found;
  });
  return {
    version,
    clientId: randomUUID(),
    steps: tr.steps.map((step) => step.toJSON() as StepsInput["steps"][number]),
  };
}

const insert = (article: StoredArticle, before: string, words: string) =>
  edit(article, (tr, at) => tr.insert(at(before), schema.text(words)));

describe("saveSteps", () => {
  it("writes the rows it touched, the revision, the event and the title", async () => {
    const article = await makeArticle(cast.author);
    const answer = await saveSteps(cast.author, article.id, await insert(article, "The harbour and", "On "));
    expect(answer).toMatchObject({ version: 2, change: { since: 1, version: 2 } });
    expect(answer.change.paragraphs.map(({ text }) => text)).toEqual(["On The harbour and the sea"]);
    expect(await db.article.findUniqueOrThrow({ where: { id: article.id } })).toMatchObject({
      title: "On The harbour and the sea",
    });
    expect(
      await db.revision.count({ where: { articleId: article.id, version: 2, actorId: cast.author.id } }),
    ).toBe(1);
    expect(await db.articleEvent.count({ where: { articleId: article.id, type: "text.changed" } })).toBe(1);
  });

  it("keeps positions without gaps through split, move and delete", async () => {
    const article = await makeArticle(cast.author);
    await saveSteps(
      cast.author,
      article.id,
      await edit(article, (tr, at) => {
        tr.split(at(" ships a year"));
        const start = tr.doc.resolve(at("What came later"));
        const heading = start.parent;
        tr.delete(start.before(), start.after()).insert(tr.doc.resolve(at("Two thousand")).after(), heading);
      }),
    );
    const rows = await db.paragraph.findMany({
      where: { articleId: article.id },
      orderBy: { position: "asc" },
    });
    expect(rows.map(({ position }) => position)).toEqual(rows.map((_, i) => i));
    expect(rows.map(({ text }) => text).slice(4, 7)).toEqual([
      "Two thousand",
      "What came later",
      " ships a year call at the harbour. Nobody counted the boats.",
    ]);
  });

  it("rebases a save over what others stored since, and answers with all of it in order", async () => {
    const article = await makeArticle(cast.author);
    const [mine, theirs] = [
      await insert(article, "in 1911", "early "),
      await insert(article, "The harbour was", "Look: "),
    ];
    await saveSteps(cast.chief, article.id, theirs);
    const answer = await saveSteps(cast.author, article.id, mine);
    expect(answer.version).toBe(3);
    expect(answer.steps.map(({ clientId }) => clientId)).toEqual([theirs.clientId, mine.clientId]);
    expect(await readWords(article)).toContain("Look: The harbour was bulit early in 1911");
  });

  it("stores a repeated save once, at once or later", async () => {
    const article = await makeArticle(cast.author);
    const save = { ...(await insert(article, "in 1911", "early ")), id: randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => saveSteps(cast.author, article.id, save)));
    expect(answers.map(({ version }) => version)).toEqual([2, 2, 2]);
    await saveSteps(cast.author, article.id, await insert(article, "Two thousand", "Some "));
    const late = await saveSteps(cast.author, article.id, save);
    expect(late.steps.filter(({ clientId }) => clientId === save.clientId)).toHaveLength(1);
    expect((await readWords(article)).match(/early/g)).toHaveLength(1);
  });

  it("is a conflict that carries the text where words cannot be placed, and changes nothing", async () => {
    const article = await makeArticle(cast.author);
    const mine = await insert(article, "counted the boats", "ever ");
    await saveSteps(
      cast.chief,
      article.id,
      await edit(article, (tr, at) => tr.delete(at(" Nobody"), at("boats."))),
    );
    const refused = await saveSteps(cast.author, article.id, mine).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "conflict",
      details: { version: 2, paragraphs: expect.any(Array) as unknown },
    });
    expect(await readWords(article)).not.toContain("ever");
    expect(await db.revision.count({ where: { articleId: article.id } })).toBe(2);
  });

  it.each([
    ["steps that do not fit", { steps: [{ stepType: "replace", from: 9_000, to: 9_001 }] }],
    ["a version that is not there yet", { version: 99 }],
    ["the server's own name", { clientId: "server" }],
  ])("refuses %s", async (_, rest) => {
    const article = await makeArticle(cast.author);
    await expect(
      saveSteps(cast.author, article.id, { ...(await insert(article, "in 1911", "x")), ...rest }),
    ).rejects.toMatchObject({
      name: "GalleyError",
    });
    expect(await db.revision.count({ where: { articleId: article.id } })).toBe(1);
  });

  it("moves every anchor, and brings home by undo what a deletion detached", async () => {
    const article = await makeArticle(cast.author);
    const ships = await makeFlag(cast.editor, article, flagOn(article, "Two thousand ships"));
    const boats = await makeFlag(cast.editor, article, flagOn(article, "boats"));
    const cut = await edit(article, (tr, at) => tr.delete(at("Two thousand"), at(" call at")));
    await saveSteps(cast.author, article.id, cut);
    const anchors = async () => {
      const { flags } = await readArticle(cast.author, article.id);
      return [ships, boats].map(({ id }) => flags.find((flag) => flag.id === id)!.anchor);
    };
    expect((await anchors()).map(({ state }) => state)).toEqual(["detached", "exact"]);
    await saveSteps(cast.author, article.id, await insert(article, " call at", "Two thousand ships a year"));
    expect(await anchors()).toEqual([ships.anchor, boats.anchor]);
  });

  it("keeps every one of many saves at once in one paragraph", async () => {
    const article = await makeArticle(cast.author);
    const saves = await Promise.all(Array.from({ length: 20 }, (_, i) => insert(article, "bulit", `w${i} `)));
    await Promise.all(saves.map((save) => saveSteps(cast.author, article.id, save)));
    const words = await readWords(article);
    for (let i = 0; i < 20; i++) expect(words).toContain(`w${i} `);
    const { version, paragraphs } = await readArticle(cast.author, article.id);
    expect(version).toBe(21);
    expect(paragraphs.map(({ text }) => text).join("\n")).toBe(words);
  });
});
