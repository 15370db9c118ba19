import { beforeAll, describe, expect, it } from "vitest";
import { readArticle } from "./articles";
import { anchorFlag, assignFlag, reopenFlag, verifyFlag, withdrawFlag } from "./flag-steps";
import { readGate } from "./gate";
import { resolveFlag } from "./settlements";
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

  it("does not put it on other words than the person saw", async () => {
    const { article, flag } = await onShips();
    const counted = { version: 1, ...rangeOf(article, "counted the boats") };
    await typeOver(cast.author, article, "Two thousand ships", "They");
    await typeOver(cast.author, article, "counted the boats", "counted all the boats");
    await expect(anchorFlag(cast.author, flag.id, counted)).rejects.toMatchObject({
      code: "conflict",
      details: { quote: "counted the boats", current: "counted all the boats" },
    });
  });
});

it("withdrawFlag keeps the note", async () => {
  const { flag } = await onShips();
  const withdrawn = await withdrawFlag(cast.editor, flag.id, { note: "I misread." });
  expect(withdrawn).toMatchObject({ status: "withdrawn", blocking: false });
  expect(withdrawn.thread.at(-1)).toMatchObject({ type: "withdrawn", body: "I misread." });
});

describe("a verified fact-check", () => {
  const verified = async () => {
    const { article, flag } = await onShips();
    const settlement = { outcome: "stands", note: "Counted twice." } as const;
    await resolveFlag(cast.author, flag.id, settlement);
    await verifyFlag(cast.secondEditor, flag.id, {});
    return { article, flag };
  };
  const read = async (article: { id: string }, flag: { id: string }) =>
    (await readArticle(cast.editor, article.id)).flags.find(({ id }) => id === flag.id)!;

  it("goes back to the editors when its sentence changes, shuts the gate, and tells who changed it", async () => {
    const { article, flag } = await verified();
    await typeOver(cast.author, article, "Two thousand", "Three thousand");
    const now = await read(article, flag);
    expect(now).toMatchObject({
      status: "resolved",
      outcome: "stands",
      recheck: expect.stringMatching(/ships a year/) as string,
      blocking: true,
    });
    expect(now.thread.at(-1)).toMatchObject({ type: "recheck", actor: { id: cast.author.id } });
    const gate = await readGate(cast.editor, article.id);
    expect(gate.blockers).toMatchObject([
      { flagId: flag.id, reason: expect.stringMatching(/check it again/) },
    ]);

    const again = await verifyFlag(cast.editor, flag.id, {});
    expect(again).toMatchObject({ status: "verified", recheck: null, blocking: false });
    await typeOver(cast.author, article, "Three thousand", "Four thousand");
    expect(await read(article, flag)).toMatchObject({
      status: "resolved",
      recheck: expect.stringMatching(/ships a year/) as string,
    });
  });

  it("is verified as before when the sentence reads as it did", async () => {
    const { article, flag } = await verified();
    await typeOver(cast.author, article, "Two thousand", "Three thousand");
    await typeOver(cast.author, article, "Three thousand", "Two thousand");
    const now = await read(article, flag);
    expect(now).toMatchObject({ status: "verified", recheck: null, blocking: false });
    expect(now.thread.map(({ type }) => type).slice(-2)).toEqual(["recheck", "unchanged"]);
  });

  it("does not care for other sentences, and forgets what was verified when it is reopened", async () => {
    const { article, flag } = await verified();
    await typeOver(cast.author, article, "Nobody", "In truth nobody");
    expect(await read(article, flag)).toMatchObject({ status: "verified", recheck: null });
    await reopenFlag(cast.editor, flag.id, {});
    await typeOver(cast.author, article, "Two thousand", "Three thousand");
    expect(await read(article, flag)).toMatchObject({ status: "open", recheck: null });
  });

  it("may not be verified again by whoever settled it", async () => {
    const { article, flag } = await onShips();
    await resolveFlag(cast.chief, flag.id, { outcome: "stands", note: "Counted twice." });
    await verifyFlag(cast.editor, flag.id, {});
    await typeOver(cast.author, article, "Two thousand", "Three thousand");
    await expect(verifyFlag(cast.chief, flag.id, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});
