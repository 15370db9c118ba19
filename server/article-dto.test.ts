import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { presentFlag, presentFlags, type FlagEventPayload } from "./article-dto";
import { db } from "./db";
import { makeArticle, makeCast, rangeOf } from "./testing/factories";

async function raised(given: { anchorState?: "exact" | "detached"; raisedText?: string } = {}) {
  const cast = await makeCast();
  const article = await makeArticle(cast.author);
  const range = rangeOf(article, "bulit");
  const text = article.paragraphs.find(({ id }) => id === range.paragraphId)!.text;
  const flag = await db.flag.create({
    data: {
      id: randomUUID(),
      articleId: article.id,
      kind: "fact_check",
      ...range,
      quote: "bulit",
      prefix: "",
      suffix: "",
      raisedText: text,
      raisedById: cast.editor.id,
      ...given,
    },
  });
  const event = (type: string, actorId: string, payload: FlagEventPayload = {}, createdAt = new Date()) =>
    db.articleEvent.create({
      data: { articleId: article.id, flagId: flag.id, type, actorId, payload: { ...payload }, createdAt },
    });
  return { ...cast, article, flag, event };
}

const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 12, minute));

describe("presentFlag", () => {
  it("tells the thread in one order of time, with names, and a reply once", async () => {
    const { flag, event, editor, author } = await raised();
    await event("flag.raised", editor.id, { note: "Is this so?" }, at(0));
    const reply = await db.reply.create({
      data: {
        id: randomUUID(),
        flagId: flag.id,
        authorId: author.id,
        body: "Yes.",
        createdAt: at(2),
        editedAt: at(3),
      },
    });
    await event("flag.replied", author.id, {}, at(2));
    await event("flag.assigned", editor.id, { assignee: author.id }, at(1));
    await event(
      "flag.resolved",
      author.id,
      { outcome: "sourced", sources: ["A book"], note: "See there" },
      at(4),
    );
    await event("flag.assigned", editor.id, { assignee: null }, at(5));
    const { thread } = await presentFlag(db, flag.id);
    const [byEditor, byAuthor] = [
      { id: editor.id, name: "Editor" },
      { id: author.id, name: "Author" },
    ];
    expect(thread.map(({ id: _id, ...entry }) => entry)).toEqual([
      { type: "raised", actor: byEditor, body: "Is this so?", at: at(0).toISOString() },
      { type: "assigned", actor: byEditor, assignee: byAuthor, at: at(1).toISOString() },
      {
        type: "reply",
        actor: byAuthor,
        body: "Yes.",
        at: at(2).toISOString(),
        editedAt: at(3).toISOString(),
      },
      {
        type: "resolved",
        actor: byAuthor,
        outcome: "sourced",
        sources: ["A book"],
        body: "See there",
        at: at(4).toISOString(),
      },
      { type: "assigned", actor: byEditor, assignee: null, at: at(5).toISOString() },
    ]);
    expect(thread[2]?.id).toBe(reply.id);
  });

  it.each([
    ["the paragraph reads as it did", {}, false],
    ["the paragraph reads otherwise", { raisedText: "As it was" }, true],
    ["the words are gone", { anchorState: "detached" as const }, true],
  ])("when %s, says so", async (_when, given, changed) => {
    const { flag } = await raised(given);
    expect((await presentFlag(db, flag.id)).paragraphChanged).toBe(changed);
  });

  it("asks five questions, for one flag and for a hundred", async () => {
    const { flag, article, event, editor } = await raised();
    await event("flag.raised", editor.id);
    const more = Array.from({ length: 99 }, () => ({ ...flag, id: randomUUID(), recovery: {} }));
    let questions = 0;
    const counting = db.$extends({
      query: {
        $allModels: {
          $allOperations: ({ args, query }) => {
            questions++;
            return query(args);
          },
        },
      },
    }) as unknown as typeof db;
    expect(await presentFlags(counting, { ids: [flag.id] })).toHaveLength(1);
    expect(questions).toBe(5);
    await db.flag.createMany({ data: more });
    questions = 0;
    expect(await presentFlags(counting, { articleId: article.id })).toHaveLength(100);
    expect(questions).toBe(5);
  });
});
