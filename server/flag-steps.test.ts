import { beforeAll, describe, expect, it } from "vitest";
import { anchorFlag, assignFlag, withdrawFlag } from "./flag-steps";
import { makeArticle, makeCast, rangeOf, type Cast } from "./testing/factories";
import { flagOn, makeFlag, typeOver } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const onShips = async () => {
  const article = await makeArticle(cast.author);
  const flag = await makeFlag(cast.editor, article, flagOn(article, "ships", { kind: "fact_check" }));
  return { article, flag };
};

describe("assignFlag", () => {
  it("names an author of the article, then nobody, and tells both in the thread", async () => {
    const { flag } = await onShips();
    const assigned = await assignFlag(cast.editor, flag.id, { assigneeId: cast.author.id });
    expect(assigned.assigneeId).toBe(cast.author.id);
    expect(assigned.thread.at(-1)).toMatchObject({
      type: "assigned",
      assignee: { id: cast.author.id, name: "Author" },
    });
    const freed = await assignFlag(cast.secondEditor, flag.id, { assigneeId: null });
    expect(freed.assigneeId).toBeNull();
    expect(freed.thread.at(-1)).toMatchObject({ type: "assigned", assignee: null });
  });

  it("says nothing twice, and refuses who did not write the article", async () => {
    const { flag } = await onShips();
    const same = await assignFlag(cast.editor, flag.id, { assigneeId: null });
    expect(same.thread).toHaveLength(1);
    await expect(
      assignFlag(cast.editor, flag.id, { assigneeId: cast.secondAuthor.id }),
    ).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("anchorFlag", () => {
  it("puts a detached flag back on words of an older version, and tells from where", async () => {
    const { article, flag } = await onShips();
    await typeOver(cast.author, article, "Two thousand ships", "They");
    await typeOver(cast.author, article, "Nobody", "In truth nobody");
    const back = await anchorFlag(cast.author, flag.id, { version: 1, ...rangeOf(article, "boats") });
    expect(back.anchor).toMatchObject({ state: "exact", quote: "boats" });
    expect(back.paragraphChanged).toBe(false);
    expect(back.thread.at(-1)).toMatchObject({ type: "reanchored", actor: { id: cast.author.id } });
  });

  it("leaves a flag that has its words, and refuses words that are gone", async () => {
    const { article, flag } = await onShips();
    const boats = { version: 1, ...rangeOf(article, "boats") };
    await expect(anchorFlag(cast.author, flag.id, boats)).rejects.toMatchObject({
      code: "conflict",
      details: { flag: { id: flag.id } },
    });
    await typeOver(cast.author, article, "Two thousand ships", "They");
    await typeOver(cast.author, article, "counted the boats", "did");
    await expect(anchorFlag(cast.author, flag.id, boats)).rejects.toMatchObject({ code: "conflict" });
  });
});

it("withdrawFlag keeps the note", async () => {
  const { flag } = await onShips();
  const withdrawn = await withdrawFlag(cast.editor, flag.id, { note: "I misread." });
  expect(withdrawn).toMatchObject({ status: "withdrawn", blocking: false });
  expect(withdrawn.thread.at(-1)).toMatchObject({ type: "withdrawn", body: "I misread." });
});
