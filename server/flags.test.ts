import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { FlagInput } from "@/domain/contract";
import { presentFlag } from "./article-dto";
import { db } from "./db";
import { readArticle } from "./articles";
import { raiseFlag } from "./flags";
import { block, makeArticle, makeCast, rangeOf, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, typeOver, typoOn } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const article = () => makeArticle(cast.author);
const type = (stored: StoredArticle, from: string, to: string) => typeOver(cast.author, stored, from, to);

describe("raiseFlag", () => {
  it("stores the anchor, the words around it and the event, and answers as a fresh read would", async () => {
    const stored = await article();
    const { flag, created } = await raiseFlag(cast.editor, stored.id, typoOn(stored, "bulit", "built"));
    expect(created).toBe(true);
    expect(flag).toMatchObject({
      kind: "typo",
      status: "open",
      blocking: true,
      anchor: { state: "exact", quote: "bulit", prefix: "The harbour was " },
      replacement: "built",
      raisedBy: { id: cast.editor.id, name: "Editor" },
      paragraphChanged: false,
      thread: [{ type: "raised", actor: { id: cast.editor.id } }],
    });
    expect(flag).toEqual(await presentFlag(db, flag.id));
  });

  it("keeps note, assignee and an id of the caller's", async () => {
    const stored = await article();
    const id = randomUUID();
    const input = flagOn(stored, "Two thousand", {
      id,
      kind: "fact_check",
      note: "Says who?",
      assigneeId: cast.author.id,
    });
    const { flag } = await raiseFlag(cast.editor, stored.id, input);
    expect(flag).toMatchObject({ id, assigneeId: cast.author.id, thread: [{ body: "Says who?" }] });
  });

  it("makes one row of a repeated request, also at the same moment", async () => {
    const stored = await article();
    const input = flagOn(stored, "sea", { id: randomUUID() });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => raiseFlag(cast.editor, stored.id, input)),
    );
    answers.push(await raiseFlag(cast.editor, stored.id, input));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map(({ flag }) => JSON.stringify(flag))).size).toBe(1);
    expect(await db.flag.count({ where: { articleId: stored.id } })).toBe(1);
    expect(await db.articleEvent.count({ where: { articleId: stored.id, type: "flag.raised" } })).toBe(1);
  });

  it("answers a repeated request with what is there although the text moved on", async () => {
    const stored = await article();
    const input = flagOn(stored, "bulit", { id: randomUUID() });
    const { flag } = await raiseFlag(cast.editor, stored.id, input);
    await type(stored, "bulit", "");
    const again = await raiseFlag(cast.editor, stored.id, input);
    expect(again.created).toBe(false);
    expect(again.flag).toMatchObject({ id: flag.id, anchor: { state: "detached" } });
  });

  it("refuses an id that somebody else, or another article, has used", async () => {
    const [stored, other] = [await article(), await article()];
    const id = randomUUID();
    await raiseFlag(cast.editor, stored.id, flagOn(stored, "sea", { id }));
    await expect(
      raiseFlag(cast.secondEditor, stored.id, flagOn(stored, "sea", { id })),
    ).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(raiseFlag(cast.editor, other.id, flagOn(other, "sea", { id }))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("takes a range along when the text before it changed since", async () => {
    const stored = await article();
    await type(stored, "The harbour was", "In truth the old harbour was");
    const { flag } = await raiseFlag(cast.editor, stored.id, typoOn(stored, "bulit", "built"));
    const { text } = await db.paragraph.findFirstOrThrow({
      where: { articleId: stored.id, id: flag.paragraphId },
    });
    expect(flag.anchor).toMatchObject({ state: "exact", quote: "bulit" });
    expect(text.slice(flag.anchor.start, flag.anchor.end)).toBe("bulit");
    expect(flag.paragraphChanged).toBe(false);
  });

  it("refuses with what stands now when the words of a typo were changed since; other kinds keep those that were seen", async () => {
    const stored = await article();
    await type(stored, "bulit in", "built in");
    await expect(raiseFlag(cast.editor, stored.id, typoOn(stored, "bulit", "built"))).rejects.toMatchObject({
      code: "conflict",
      details: { quote: "bulit", paragraph: { text: expect.stringContaining("built in") } },
    });
    const longer = flagOn(stored, "was bulit in 1911", { kind: "fact_check" });
    const { flag } = await raiseFlag(cast.editor, stored.id, longer);
    expect(flag).toMatchObject({
      anchor: { state: "changed", quote: "was bulit in 1911" },
      paragraphChanged: true,
    });
    const { text } = await db.paragraph.findFirstOrThrow({
      where: { articleId: stored.id, id: flag.paragraphId },
    });
    expect(text.slice(flag.anchor.start, flag.anchor.end)).toBe("was built in 1911");
    await type(await readArticle(cast.author, stored.id), "built in", "bulit in");
    const [there] = (await readArticle(cast.author, stored.id)).flags;
    expect(there).toMatchObject({ anchor: { state: "exact" }, paragraphChanged: false });
  });

  it("refuses with both wordings when a typo's words read otherwise now", async () => {
    const stored = await article();
    await type(stored, "li", "il");
    await expect(raiseFlag(cast.editor, stored.id, typoOn(stored, "bulit", "built"))).rejects.toMatchObject({
      code: "conflict",
      details: { quote: "bulit", current: "built" },
    });
  });

  it("refuses when the words were deleted since, and when the version is not there yet", async () => {
    const stored = await article();
    await type(stored, "Nobody counted the boats.", "");
    const gone = flagOn(stored, "counted the boats");
    await expect(raiseFlag(cast.editor, stored.id, gone)).rejects.toMatchObject({
      code: "conflict",
      details: {
        quote: "counted the boats",
        paragraph: { text: "Two thousand ships a year call at the harbour. " },
      },
    });
    const future = flagOn(stored, "sea", { version: 9 });
    await expect(raiseFlag(cast.editor, stored.id, future)).rejects.toMatchObject({ code: "conflict" });
  });

  it.each([
    ["a range past the end", { start: 0, end: 5_000 }],
    ["an empty range", { start: 3, end: 3 }],
    ["a paragraph that is not there", { paragraphId: randomUUID() }],
    ["a comment without words", { note: undefined }],
    ["a replacement that changes nothing", { kind: "typo", replacement: "bulit" }],
    ["an assignee who did not write it", { assigneeId: randomUUID() }],
  ] satisfies [string, Partial<Record<keyof FlagInput, unknown>>][])("refuses %s", async (_, wrong) => {
    const stored = await article();
    const input = { ...flagOn(stored, "bulit"), ...wrong } as FlagInput;
    await expect(raiseFlag(cast.editor, stored.id, input)).rejects.toMatchObject({ code: "invalid" });
    expect(await db.flag.count({ where: { articleId: stored.id } })).toBe(0);
  });

  it("counts in UTF-16 units and never cuts a character", async () => {
    const stored = await makeArticle(cast.author, {
      paragraphs: [block("t", "Title", "title"), block("a", "A 🕌 stood here.")],
    });
    const { flag } = await raiseFlag(cast.editor, stored.id, flagOn(stored, "🕌"));
    expect(flag.anchor).toMatchObject({ start: 2, end: 4, quote: "🕌" });
    const half = { ...flagOn(stored, "🕌"), end: 3 };
    await expect(raiseFlag(cast.editor, stored.id, half)).rejects.toMatchObject({ code: "invalid" });
  });

  it("loses no flag while the text changes under it", async () => {
    const stored = await article();
    const raise = () => raiseFlag(cast.editor, stored.id, flagOn(stored, "bulit"));
    await Promise.all([
      ...Array.from({ length: 10 }, raise),
      type(stored, "The harbour was", "The very old harbour was"),
      ...Array.from({ length: 10 }, raise),
    ]);
    const flags = await db.flag.findMany({ where: { articleId: stored.id } });
    const { text } = await db.paragraph.findFirstOrThrow({
      where: { articleId: stored.id, id: rangeOf(stored, "bulit").paragraphId },
    });
    expect(flags).toHaveLength(20);
    expect(new Set(flags.map(({ start, end }) => text.slice(start, end)))).toEqual(new Set(["bulit"]));
  });
});
