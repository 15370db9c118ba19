import { beforeAll, describe, expect, it } from "vitest";
import type { FlagDto, FlagInput, ResolveInput } from "@/domain/contract";
import { readArticle } from "./articles";
import { db } from "./db";
import { reopenFlag, verifyFlag, withdrawFlag } from "./flag-steps";
import { addReferences, mergeReference } from "./references";
import { resolveFlag } from "./settlements";
import { makeArticle, makeCast, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, makeFlag, readWords, typeOver, typoOn } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

interface Case {
  article: StoredArticle;
  flag: FlagDto;
}

/** An article of the author's with one flag by the editor. */
async function raised(rest: Partial<FlagInput>, quote = "Two thousand ships"): Promise<Case> {
  const article = await makeArticle(cast.author);
  return { article, flag: await makeFlag(cast.editor, article, flagOn(article, quote, rest)) };
}

async function raisedTypo(replacement = "built"): Promise<Case> {
  const article = await makeArticle(cast.author);
  return { article, flag: await makeFlag(cast.editor, article, typoOn(article, "bulit", replacement)) };
}

const resolve = (flag: FlagDto, input: ResolveInput, actor = cast.author) =>
  resolveFlag(actor, flag.id, input);
const change = ({ article }: Case, from: string, to: string) => typeOver(cast.author, article, from, to);
const versionOf = async ({ article }: Case) =>
  (await db.article.findUniqueOrThrow({ where: { id: article.id } })).version;
const eventTypes = async ({ article }: Case) =>
  (await db.articleEvent.findMany({ where: { articleId: article.id }, orderBy: { id: "asc" } })).map(
    ({ type }) => type,
  );

describe("a typo fix that is applied", () => {
  it("changes the text, the flag and the log in one transaction", async () => {
    const one = await raisedTypo();
    const { flag, version, change: text } = await resolve(one.flag, { outcome: "applied" });
    expect(flag).toMatchObject({ status: "resolved", outcome: "applied", resolvedById: cast.author.id });
    expect(flag.anchor.state).toBe("changed");
    expect(flag.thread.map(({ type }) => type)).toEqual(["raised", "resolved"]);
    expect(version).toBe(2);
    expect(text).toMatchObject({ since: 1, version: 2 });
    expect(text?.anchors.map(({ flagId }) => flagId)).toContain(one.flag.id);
    expect(await readWords(one.article)).toContain("The harbour was built in 1911");
    expect(await eventTypes(one)).toEqual(
      expect.arrayContaining(["flag.raised", "text.changed", "flag.resolved"]),
    );
  });

  it("deletes the words when the replacement is empty", async () => {
    const one = await raisedTypo("");
    const { flag } = await resolve(one.flag, { outcome: "applied" });
    expect(flag).toMatchObject({ status: "resolved", blocking: false, anchor: { state: "detached" } });
    expect(await readWords(one.article)).toContain("The harbour was  in 1911");
  });

  it("is a conflict that shows both wordings when the words are no longer the quote", async () => {
    const one = await raisedTypo();
    await change(one, "li", "xyz");
    await expect(resolve(one.flag, { outcome: "applied" })).rejects.toMatchObject({
      code: "conflict",
      details: { quote: "bulit", current: "buxyzt", replacement: "built", flag: { id: one.flag.id } },
    });
    expect(await versionOf(one)).toBe(2);
    expect(await eventTypes(one)).not.toContain("flag.resolved");
  });

  it("settles without a change when somebody typed the correction already", async () => {
    const one = await raisedTypo();
    await change(one, "li", "il");
    const { flag, change: text, version } = await resolve(one.flag, { outcome: "applied" });
    expect([flag.status, text, version]).toEqual(["resolved", null, 2]);
  });

  it("says in the revision that a chief did it", async () => {
    const one = await raisedTypo();
    await resolve(one.flag, { outcome: "applied" }, cast.chief);
    const { cause } = await db.revision.findUniqueOrThrow({
      where: { articleId_version: { articleId: one.article.id, version: 2 } },
    });
    expect(cause).toEqual({ type: "typo_fix", flagIds: [one.flag.id], asChief: true });
  });
});

describe("a citation", () => {
  const referenceId = async ({ article }: Case, text: string) =>
    article.paragraphs.find((paragraph) => paragraph.text.startsWith(text))!.id;

  it("is put at the end of the words, to a reference that is there", async () => {
    const one = await raised({ kind: "citation" }, "Two thousand ships a year");
    const { flag, change: text } = await resolve(one.flag, {
      outcome: "cited",
      referenceId: await referenceId(one, "Nobody cites"),
    });
    expect(flag).toMatchObject({ outcome: "cited", anchor: { state: "exact" } });
    expect(text?.version).toBe(2);
    expect(await readWords(one.article)).toContain("Two thousand ships a year\uFFFC call at");
  });

  it("cites what the chosen reference was merged into meanwhile, and that again", async () => {
    const one = await raised({ kind: "citation" }, "Two thousand ships a year");
    const { id } = one.article;
    const [chosen, stone] = await Promise.all(["Nobody cites", "Stone, A."].map((t) => referenceId(one, t)));
    const source = "Stone, Ada. 1999. The Harbour.";
    const { added } = await addReferences(cast.author, id, { source });
    await mergeReference(cast.author, id, chosen!, { into: added[0]! });
    await mergeReference(cast.author, id, added[0]!, { into: stone! });
    await resolve(one.flag, { outcome: "cited", referenceId: chosen! });
    expect((await readArticle(cast.author, id)).references.map(({ text }) => text)).toEqual([
      "Stone, A. The Harbour. 1999. https://example.org/harbour.",
    ]);
    expect(await readWords(one.article)).toContain("Two thousand ships a year\uFFFC call at");
  });

  it("brings a new reference, in order of first citation", async () => {
    const one = await raised({ kind: "citation" }, "The harbour was");
    await resolve(one.flag, { outcome: "cited", reference: "  Brine, B.\nSalt.  " });
    const words = (await readWords(one.article)).split("\n").slice(-3);
    expect(words).toEqual([
      "Brine, B. Salt.",
      "Stone, A. The Harbour. 1999. https://example.org/harbour.",
      "Nobody cites this one.",
    ]);
  });

  it("is refused to a paragraph that is no reference of the article, and inside a reference", async () => {
    const one = await raised({ kind: "citation" });
    const body = one.article.paragraphs.find(({ kind }) => kind === "body")!;
    const cited = { outcome: "cited", referenceId: body.id } as const;
    await expect(resolve(one.flag, cited)).rejects.toMatchObject({ code: "invalid" });
    const inside = await raised({ kind: "citation" }, "Stone, A.");
    const reference = { outcome: "cited", reference: "A source." } as const;
    await expect(resolve(inside.flag, reference)).rejects.toMatchObject({ code: "conflict" });
    expect(await versionOf(inside)).toBe(1);
  });
});

describe("what each outcome wants", () => {
  const entries: [string, Partial<FlagInput>, ResolveInput][] = [
    ["a reason to decline", { kind: "typo", replacement: "x", note: undefined }, { outcome: "declined" }],
    ["a reason to stand by it", { kind: "fact_check" }, { outcome: "stands" }],
    ["a source", { kind: "fact_check" }, { outcome: "sourced", sources: [] }],
    ["a reason not to need one", { kind: "citation" }, { outcome: "not_needed" }],
    ["a reference", { kind: "citation" }, { outcome: "cited" }],
    ["an outcome of its kind", { kind: "comment" }, { outcome: "stands", note: "Because." }],
    ["another outcome of its kind", { kind: "fact_check" }, { outcome: "applied" }],
  ];
  it.each(entries)("is invalid without %s", async (_, kind, input) => {
    const one = await raised(kind);
    await expect(resolve(one.flag, input)).rejects.toMatchObject({ code: "invalid" });
  });

  it.each([
    ["corrected", "fact_check"],
    ["cut", "fact_check"],
    ["cut", "citation"],
    ["attributed", "citation"],
  ] as const)("is a conflict while the text is as it was: %s, %s", async (outcome, kind) => {
    const one = await raised({ kind });
    await expect(resolve(one.flag, { outcome })).rejects.toMatchObject({
      code: "conflict",
      details: { flag: { id: one.flag.id, status: "open" } },
    });
  });

  it("is met by the text: corrected, attributed, cut", async () => {
    const corrected = await raised({ kind: "fact_check" });
    await change(corrected, "thousand", "hundred");
    expect((await resolve(corrected.flag, { outcome: "corrected" })).flag.outcome).toBe("corrected");

    const attributed = await raised({ kind: "citation" });
    await change(attributed, "call at the harbour", "call, the harbour master says");
    expect((await resolve(attributed.flag, { outcome: "attributed" })).flag.outcome).toBe("attributed");

    const cut = await raised({ kind: "fact_check" });
    await change(cut, "Two thousand ships", "");
    await expect(resolve(cut.flag, { outcome: "corrected" })).rejects.toMatchObject({ code: "conflict" });
    expect((await resolve(cut.flag, { outcome: "cut" })).flag.outcome).toBe("cut");
  });

  it("is met by the entry: sources are kept on the flag and in its thread", async () => {
    const one = await raised({ kind: "fact_check" });
    const { flag } = await resolve(one.flag, { outcome: "sourced", sources: [" Port office ", "Logbook"] });
    expect(flag.sources).toEqual(["Port office", "Logbook"]);
    expect(flag.thread.at(-1)).toMatchObject({ outcome: "sourced", sources: ["Port office", "Logbook"] });
  });

  it("is a chief's alone for a waiver, with a reason", async () => {
    const one = await raised({ kind: "fact_check" });
    await expect(resolve(one.flag, { outcome: "waived" }, cast.chief)).rejects.toMatchObject({
      code: "invalid",
    });
    const waiver = { outcome: "waived", note: "We print at six." } as const;
    await expect(resolve(one.flag, waiver)).rejects.toMatchObject({ code: "forbidden" });
    const { flag } = await resolve(one.flag, waiver, cast.chief);
    expect(flag).toMatchObject({ outcome: "waived", blocking: false });
  });
});

describe("steps that are not possible", () => {
  const steps: [string, (flag: FlagDto) => Promise<unknown>][] = [
    ["resolve", (flag) => resolve(flag, { outcome: "done" })],
    ["verify", (flag) => verifyFlag(cast.editor, flag.id, {})],
    ["reopen", (flag) => reopenFlag(cast.editor, flag.id, {})],
    ["withdraw", (flag) => withdrawFlag(cast.editor, flag.id, {})],
  ];
  const ways: [string, string[]][] = [
    ["open", []],
    ["resolved", ["resolve"]],
    ["verified", ["resolve", "verify"]],
    ["withdrawn", ["withdraw"]],
  ];
  const allowed: Record<string, string[]> = {
    open: ["resolve", "withdraw"],
    resolved: ["verify", "reopen"],
    verified: ["reopen"],
    withdrawn: ["reopen"],
  };
  for (const [status, way] of ways)
    for (const [step, take] of steps)
      it(`${step} from ${status}: ${allowed[status]!.includes(step) ? "goes" : "conflict"}`, async () => {
        const { flag } = await raised({ kind: "comment" });
        for (const name of way) await steps.find(([known]) => known === name)![1](flag);
        if (allowed[status]!.includes(step)) await take(flag);
        else
          await expect(take(flag)).rejects.toMatchObject({
            code: "conflict",
            details: { flag: { id: flag.id, status } },
          });
      });

  it("erases nothing when it reopens", async () => {
    const { flag } = await raised({ kind: "fact_check" });
    await resolve(flag, { outcome: "sourced", sources: ["A book"] });
    await verifyFlag(cast.editor, flag.id, { note: "Seen." });
    const again = await reopenFlag(cast.secondEditor, flag.id, { note: "It is another book." });
    expect(again).toMatchObject({ status: "open", outcome: null, sources: [], resolvedById: null });
    expect(again.thread.map(({ type, body }) => [type, body])).toEqual([
      ["raised", "What is this?"],
      ["resolved", undefined],
      ["verified", "Seen."],
      ["reopened", "It is another book."],
    ]);
    expect(again.thread[1]).toMatchObject({ sources: ["A book"] });
  });
});
