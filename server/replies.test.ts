import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { FlagDto } from "@/domain/contract";
import { db } from "./db";
import { addReply, editReply } from "./replies";
import { makeArticle, makeCast, type Cast } from "./testing/factories";
import { flagOn, makeFlag } from "./testing/flags";

let cast: Cast;
let flag: FlagDto;
beforeAll(async () => {
  cast = await makeCast();
  const article = await makeArticle(cast.author);
  flag = await makeFlag(cast.editor, article, flagOn(article, "ships"));
});

/** As if it had been written so many minutes ago. */
const age = (id: string, minutes: number) =>
  db.$executeRaw`UPDATE "Reply" SET "createdAt" = now() - make_interval(secs => ${minutes * 60})
    WHERE "id" = ${id}::uuid`;

describe("addReply", () => {
  it("comes after what was there, as it was typed", async () => {
    const { flag: after, created } = await addReply(cast.author, flag.id, { body: "  Let me look.\n" });
    expect(created).toBe(true);
    expect(after.thread.map(({ type }) => type)).toEqual(["raised", "reply"]);
    expect(after.thread[1]).toMatchObject({ body: "  Let me look.\n", actor: { name: "Author" } });
  });

  it("makes one row of a repeated request, also at the same moment", async () => {
    const reply = { id: randomUUID(), body: "Once." };
    const answers = await Promise.all([1, 2, 3, 4].map(() => addReply(cast.author, flag.id, reply)));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(await db.articleEvent.count({ where: { payload: { path: ["replyId"], equals: reply.id } } })).toBe(
      1,
    );
  });

  it("refuses an id that is somebody else's reply", async () => {
    const id = randomUUID();
    await addReply(cast.author, flag.id, { id, body: "Mine." });
    await expect(addReply(cast.editor, flag.id, { id, body: "Mine." })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("editReply", () => {
  it("changes one's own, and says when", async () => {
    const id = randomUUID();
    await addReply(cast.author, flag.id, { id, body: "Thsi." });
    await age(id, 9.9);
    const { thread } = await editReply(cast.author, id, { body: "This." });
    expect(thread.find((entry) => entry.id === id)).toMatchObject({
      body: "This.",
      editedAt: expect.any(String),
    });
  });

  it("is over after ten minutes of the database's clock", async () => {
    const id = randomUUID();
    await addReply(cast.author, flag.id, { id, body: "Thsi." });
    await age(id, 10.1);
    await expect(editReply(cast.author, id, { body: "This." })).rejects.toMatchObject({ code: "conflict" });
    expect((await db.reply.findUniqueOrThrow({ where: { id } })).body).toBe("Thsi.");
  });

  it("is for its writer only, and only while they may read the article", async () => {
    const id = randomUUID();
    await addReply(cast.author, flag.id, { id, body: "Mine." });
    await expect(editReply(cast.chief, id, { body: "Ours." })).rejects.toMatchObject({ code: "forbidden" });
    for (const actor of [cast.stranger, cast.secondAuthor, { ...cast.author, memberships: [] }])
      await expect(editReply(actor, id, { body: "Ours." })).rejects.toMatchObject({ code: "not_found" });
    await expect(editReply(cast.author, randomUUID(), { body: "?" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
