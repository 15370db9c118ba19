import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { ArticleDto, FlagDto, ManuscriptFlag, ManuscriptPerson } from "@/domain/contract";
import { MARKED_DONE } from "@/domain/flag/marked-done";
import { readArticle } from "./articles";
import { readChanges } from "./changes";
import { db } from "./db";
import { readSignOff } from "./drafts";
import { reopenFlag, verifyFlag, withdrawFlag } from "./flag-steps";
import { readGate } from "./gate";
import { addReply, editReply } from "./replies";
import { resolveFlag } from "./settlements";
import { makeActor, makeArticle, makeCast, SAMPLE_BLOCKS, type Cast } from "./testing/factories";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const JANE: ManuscriptPerson = { name: "Jane Doe", email: null };
const ANYBODY: ManuscriptPerson = { name: "Somebody Else", email: "else@home.example" };
const MONDAY = "2024-03-04T09:30:00.000Z";
const TUESDAY = "2024-03-05T10:00:00.000Z";

/** A comment on words of the sample, as a Word file would have it. */
function comment(quote: string, given: Partial<ManuscriptFlag> = {}): ManuscriptFlag {
  const paragraph = SAMPLE_BLOCKS.find(({ content }) =>
    content.some((node) => node.type === "text" && node.text.includes(quote)),
  )!;
  const text = paragraph.content.map((node) => (node.type === "text" ? node.text : "\uFFFC")).join("");
  const start = text.indexOf(quote);
  return {
    key: `comment:${quote}`,
    kind: "comment",
    paragraphKey: paragraph.key,
    start,
    end: start + quote.length,
    by: JANE,
    at: MONDAY,
    note: "What is this?",
    replies: [],
    resolved: false,
    ...given,
  };
}

/** Brought in by the author. */
async function bringIn(...flags: ManuscriptFlag[]): Promise<ArticleDto> {
  const { id } = await makeArticle(cast.author, { flags });
  return readArticle(cast.author, id);
}

async function bringInOne(flag: ManuscriptFlag): Promise<FlagDto> {
  const article = await bringIn(flag);
  expect(article.flags).toHaveLength(1);
  return article.flags[0]!;
}

describe("a comment of a Word file", () => {
  it("is an open flag on its words, with its date, its words and its thread", async () => {
    const flag = await bringInOne(
      comment("boats", { replies: [{ by: ANYBODY, at: TUESDAY, body: "A count is missing." }] }),
    );
    expect(flag).toMatchObject({
      kind: "comment",
      status: "open",
      blocking: false,
      anchor: {
        state: "exact",
        quote: "boats",
        prefix: "ears a call at the harbour. Nobody counted the ".slice(-32),
      },
      paragraphChanged: false,
      createdAt: MONDAY,
      raisedBy: { name: "Jane Doe", outside: true },
      thread: [
        { type: "raised", at: MONDAY, body: "What is this?", imported: true, actor: { outside: true } },
        {
          type: "reply",
          at: TUESDAY,
          body: "A count is missing.",
          imported: true,
          actor: { name: "Somebody Else", outside: true },
        },
      ],
    });
    expect(flag.thread).toHaveLength(2);
  });

  it("is a member's where the file's mail address or name is theirs", async () => {
    const editor = await makeActor(cast.desk, "editor", "Noor Said");
    const flag = await bringInOne(
      comment("boats", {
        by: { name: "N. S.", email: editor.email.toUpperCase() },
        replies: [{ by: { name: "noor  said", email: null }, at: TUESDAY, body: "Again." }],
      }),
    );
    const noor = { id: editor.id, name: "Noor Said" };
    expect(flag.raisedBy).toEqual(noor);
    expect(flag.thread.map(({ actor }) => actor)).toEqual([noor, noor]);
    expect(flag.thread.every(({ imported }) => imported)).toBe(true);
  });

  it("is nobody's of another desk, and nobody's who is active no longer", async () => {
    const gone = await makeActor(cast.desk, "chief", "Gone Chief");
    await db.membership.updateMany({ where: { userId: gone.id }, data: { active: false } });
    for (const { name, email } of [cast.stranger, gone]) {
      const { raisedBy } = await bringInOne(comment("boats", { by: { name, email } }));
      expect(raisedBy).toMatchObject({ name, outside: true });
      expect(raisedBy.id).not.toBe(cast.stranger.id);
      expect(raisedBy.id).not.toBe(gone.id);
    }
  });

  it("is the same outsider's from file to file, on one desk", async () => {
    const first = await bringInOne(comment("boats"));
    const second = await bringInOne(comment("ships", { by: { name: " Jane  Doe", email: "" } }));
    expect(second.raisedBy).toEqual(first.raisedBy);
    const elsewhere = await makeArticle(cast.stranger, { flags: [comment("boats")] });
    const [other] = (await readArticle(cast.stranger, elsewhere.id)).flags;
    expect(other!.raisedBy.id).not.toBe(first.raisedBy.id);
  });

  it("without a date is of now, as is one of the future; none is after its reply", async () => {
    const before = Date.now() - 60_000;
    const { flags } = await bringIn(
      comment("boats", { at: null }),
      comment("ships", { at: "2999-01-01T00:00:00.000Z" }),
      comment("year", { at: "not a date" }),
      comment("call", { at: null, replies: [{ by: JANE, at: MONDAY, body: "Earlier." }] }),
      comment("1911", {
        at: TUESDAY,
        replies: [
          { by: JANE, at: MONDAY, body: "One." },
          { by: JANE, at: TUESDAY, body: "Two." },
          { by: JANE, at: TUESDAY, body: "Three." },
        ],
      }),
    );
    const of = (quote: string) => flags.find(({ anchor }) => anchor.quote === quote)!;
    for (const quote of ["boats", "ships", "year"]) {
      const at = Date.parse(of(quote).createdAt);
      expect(at).toBeGreaterThan(before);
      expect(at).toBeLessThan(Date.now() + 60_000);
    }
    expect(of("call").createdAt).toBe(MONDAY);
    expect(of("1911").createdAt).toBe(TUESDAY);
    expect(of("1911").thread.map(({ body }) => body)).toEqual(["What is this?", "One.", "Two.", "Three."]);
  });

  it("without words is a flag all the same, and a reply without any is none", async () => {
    const flag = await bringInOne(
      comment("boats", { note: " ", replies: [{ by: JANE, at: null, body: "\n" }] }),
    );
    expect(flag.thread).toMatchObject([{ type: "raised" }]);
    expect(flag.thread[0]).not.toHaveProperty("body");
  });
});

describe("a tracked change", () => {
  it("is a typo flag that can be applied", async () => {
    const article = await bringIn(
      comment("bulit", { kind: "typo", replacement: "built", note: "" }),
      comment("Nobody counted the boats.", { kind: "typo", replacement: "", note: "", at: TUESDAY }),
    );
    const [fix, deletion] = article.flags as [FlagDto, FlagDto];
    expect(fix).toMatchObject({ kind: "typo", replacement: "built", blocking: true });
    expect(deletion).toMatchObject({ kind: "typo", replacement: "" });
    await resolveFlag(cast.author, fix.id, { outcome: "applied" });
    await resolveFlag(cast.author, deletion.id, { outcome: "applied" });
    const { paragraphs } = await readArticle(cast.author, article.id);
    expect(paragraphs[3]!.text).toBe("The harbour was built in 1911, and the sea was there before it\uFFFC.");
    expect(paragraphs[5]!.text).toBe("Two thousand ships a year call at the harbour. ");
  });
});

describe("what was marked as resolved", () => {
  it("settles a comment as done, by who brought it in", async () => {
    const flag = await bringInOne(comment("boats", { resolved: true }));
    expect(flag).toMatchObject({ status: "resolved", outcome: "done", resolvedById: cast.author.id });
    expect(flag.thread.at(-1)).toMatchObject({
      type: "resolved",
      outcome: "done",
      body: MARKED_DONE,
      actor: { id: cast.author.id },
    });
    expect(Date.parse(flag.thread.at(-1)!.at)).toBeGreaterThan(Date.parse(TUESDAY));
  });

  it("lets a fact-check stand, and another editor has still to verify it", async () => {
    const { id } = await makeArticle(cast.editor, {
      authorIds: [cast.author.id],
      flags: [comment("boats", { kind: "fact_check", resolved: true })],
    });
    const [flag] = (await readArticle(cast.editor, id)).flags as [FlagDto];
    expect(flag).toMatchObject({ status: "resolved", outcome: "stands", blocking: true });
    expect(await readGate(cast.editor, id)).toMatchObject({ open: false });
    await expect(verifyFlag(cast.editor, flag.id, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(verifyFlag(cast.author, flag.id, {})).rejects.toMatchObject({ code: "forbidden" });
    await verifyFlag(cast.secondEditor, flag.id, {});
    expect(await readGate(cast.editor, id)).toMatchObject({ open: true });
  });

  it.each([
    ["typo", { replacement: "ships" }],
    ["citation", {}],
  ] as const)("leaves a %s open, and its thread says that it was marked", async (kind, more) => {
    const flag = await bringInOne(comment("boats", { kind, resolved: true, ...more }));
    expect(flag).toMatchObject({ status: "open", outcome: null, blocking: true });
    expect(flag.thread.at(-1)).toMatchObject({
      type: "reply",
      body: MARKED_DONE,
      actor: { id: cast.author.id },
      imported: true,
    });
  });
});

describe("a flag of an outsider", () => {
  it("is settled, answered and verified like any other", async () => {
    const flag = await bringInOne(comment("boats", { kind: "fact_check" }));
    await addReply(cast.author, flag.id, { body: "I asked." });
    await resolveFlag(cast.author, flag.id, { outcome: "stands", note: "They said so." });
    expect(await verifyFlag(cast.editor, flag.id, {})).toMatchObject({ status: "verified" });
    expect(await reopenFlag(cast.editor, flag.id, {})).toMatchObject({ status: "open" });
  });

  it.each(["editor", "secondEditor", "chief"] as const)("is withdrawn by the %s", async (who) => {
    const flag = await bringInOne(comment("boats", { kind: "fact_check" }));
    expect(await withdrawFlag(cast[who], flag.id, {})).toMatchObject({ status: "withdrawn" });
  });

  it("is not withdrawn by its author, nor by anybody of another desk", async () => {
    const flag = await bringInOne(comment("boats", { kind: "fact_check" }));
    await expect(withdrawFlag(cast.author, flag.id, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(withdrawFlag(cast.secondAuthor, flag.id, {})).rejects.toMatchObject({ code: "not_found" });
    await expect(withdrawFlag(cast.stranger, flag.id, {})).rejects.toMatchObject({ code: "not_found" });
  });

  it("is one editor's own where the file's name is theirs: another editor does not withdraw it", async () => {
    const { name, email } = cast.editor;
    const flag = await bringInOne(comment("boats", { by: { name, email } }));
    await expect(withdrawFlag(cast.secondEditor, flag.id, {})).rejects.toMatchObject({ code: "forbidden" });
    expect(await withdrawFlag(cast.editor, flag.id, {})).toMatchObject({ status: "withdrawn" });
  });

  it("is named on the sign-off sheet and in the live feed", async () => {
    const article = await bringIn(comment("boats"));
    const sheet = await readSignOff(cast.editor, article.id);
    expect(sheet.flags).toMatchObject([{ raisedBy: { name: "Jane Doe", outside: true }, raisedAt: MONDAY }]);
    const changes = await readChanges(cast.editor, article.id, { since: BigInt(article.lastEventId) - 1n });
    expect(changes.events).toMatchObject([
      { type: "flag", flag: { raisedBy: { name: "Jane Doe", outside: true } } },
    ]);
  });
});

it("a reply that came with the manuscript is edited by nobody, not even by who wrote it", async () => {
  const { name, email } = cast.author;
  const flag = await bringInOne(
    comment("boats", { at: null, replies: [{ by: { name, email }, at: null, body: "Mine." }] }),
  );
  const reply = flag.thread.find(({ type }) => type === "reply")!;
  expect(reply.actor).toEqual({ id: cast.author.id, name });
  await expect(editReply(cast.author, reply.id, { body: "Not mine." })).rejects.toMatchObject({
    code: "conflict",
  });
});

describe("all or nothing", () => {
  it("stores no article where one of its flags is on no words of it", async () => {
    const id = randomUUID();
    const flags = [comment("boats"), comment("boats", { start: 5_000, end: 5_001, by: ANYBODY })];
    await expect(makeArticle(cast.author, { id, flags })).rejects.toMatchObject({ code: "invalid" });
    expect(await db.article.count({ where: { id } })).toBe(0);
    expect(await db.manuscript.count({ where: { articleId: id } })).toBe(0);
    expect(await db.flag.count({ where: { articleId: id } })).toBe(0);
  });

  it("refuses what would keep one long paragraph a thousand times over", async () => {
    const text = "A long paragraph. ".repeat(4_000);
    const paragraphs = [
      { key: "t", kind: "title", attrs: {}, content: [{ type: "text", text: "Long" }], line: 1 },
      { key: "p", kind: "body", attrs: {}, content: [{ type: "text", text }], line: 2 },
    ] as const;
    const flags = Array.from({ length: 1_000 }, (_, i) =>
      comment("boats", { key: `comment:${i}`, paragraphKey: "p", start: 0, end: 1 }),
    );
    const id = randomUUID();
    const attempt = makeArticle(cast.author, {
      id,
      paragraphs: structuredClone([...paragraphs]) as never,
      flags,
    });
    await expect(attempt).rejects.toMatchObject({ code: "too_large" });
    expect(await db.article.count({ where: { id } })).toBe(0);
  });
});
