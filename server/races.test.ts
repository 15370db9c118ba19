import { beforeAll, describe, expect, it } from "vitest";
import type { FlagDto, FlagInput, ResolveInput } from "@/domain/contract";
import { db } from "./db";
import { reopenFlag, verifyFlag } from "./flag-steps";
import { resolveFlag } from "./settlements";
import { makeArticle, makeCast, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, makeFlag, readWords, typeOver, typoOn } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

async function raised(rest: Partial<FlagInput>): Promise<{ article: StoredArticle; flag: FlagDto }> {
  const article = await makeArticle(cast.author);
  return { article, flag: await makeFlag(cast.editor, article, flagOn(article, "Two thousand ships", rest)) };
}

async function raisedTypo(replacement = "built"): Promise<{ article: StoredArticle; flag: FlagDto }> {
  const article = await makeArticle(cast.author);
  return { article, flag: await makeFlag(cast.editor, article, typoOn(article, "bulit", replacement)) };
}

const resolve = (flag: FlagDto, input: ResolveInput, actor = cast.author) =>
  resolveFlag(actor, flag.id, input);
const versionOf = async ({ id }: StoredArticle) =>
  (await db.article.findUniqueOrThrow({ where: { id } })).version;

describe("two people at once", () => {
  /** Of these, exactly one went through, and the others were told what it made of the flag. */
  async function expectOneWinner(tries: Promise<unknown>[], status: string) {
    const outcomes = await Promise.allSettled(tries);
    const lost = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(lost).toHaveLength(tries.length - 1);
    for (const reason of lost)
      expect(reason).toMatchObject({ code: "conflict", details: { flag: { status } } });
  }

  it("settle it: one wins", async () => {
    const { flag } = await raised({ kind: "comment" });
    const people = [cast.author, cast.chief, cast.author, cast.chief];
    await expectOneWinner(
      people.map((actor) => resolve(flag, { outcome: "done" }, actor)),
      "resolved",
    );
    expect(await db.articleEvent.count({ where: { flagId: flag.id, type: "flag.resolved" } })).toBe(1);
  });

  it("apply it: one wins, and the words are replaced once", async () => {
    const one = await raisedTypo("bulit bulit");
    await expectOneWinner(
      [cast.author, cast.chief, cast.author].map((actor) => resolve(one.flag, { outcome: "applied" }, actor)),
      "resolved",
    );
    expect(await readWords(one.article)).toContain("was bulit bulit in 1911");
    expect(await versionOf(one.article)).toBe(2);
  });

  it("apply and decline it: one wins, and the text says which", async () => {
    const one = await raisedTypo();
    await expectOneWinner(
      [resolve(one.flag, { outcome: "applied" }), resolve(one.flag, { outcome: "declined", note: "No." })],
      "resolved",
    );
    const { outcome } = await db.flag.findUniqueOrThrow({ where: { id: one.flag.id } });
    expect((await readWords(one.article)).includes("built")).toBe(outcome === "applied");
  });

  it("verify it: one wins", async () => {
    const { flag } = await raised({ kind: "fact_check" });
    await resolve(flag, { outcome: "stands", note: "I was there." });
    await expectOneWinner(
      [cast.editor, cast.secondEditor, cast.chief].map((actor) => verifyFlag(actor, flag.id, {})),
      "verified",
    );
  });

  it("take it back while an editor verifies: one wins", async () => {
    const { flag } = await raised({ kind: "fact_check" });
    await resolve(flag, { outcome: "stands", note: "I was there." });
    const outcomes = await Promise.allSettled([
      reopenFlag(cast.author, flag.id, {}),
      verifyFlag(cast.editor, flag.id, {}),
    ]);
    const { status } = await db.flag.findUniqueOrThrow({ where: { id: flag.id } });
    expect(outcomes.filter(({ status: settled }) => settled === "fulfilled")).toHaveLength(1);
    expect(status).toBe(outcomes[0].status === "fulfilled" ? "open" : "verified");
  });

  it("settle many flags of one article while its text changes: nobody waits in a circle", async () => {
    const article = await makeArticle(cast.author);
    const flags = await Promise.all(
      ["bulit", "harbour was", "sea was", "Two thousand", "boats"].map((quote) =>
        makeFlag(cast.editor, article, flagOn(article, quote)),
      ),
    );
    const typos = [
      await makeFlag(cast.editor, article, typoOn(article, "1911", "1912")),
      await makeFlag(cast.editor, article, typoOn(article, "Nobody", "No one")),
    ];
    await Promise.all([
      ...flags.map((flag) => resolve(flag, { outcome: "done" })),
      ...typos.map((flag) => resolve(flag, { outcome: "applied" }, cast.chief)),
      typeOver(cast.author, article, "later", "afterwards"),
      ...flags.map((flag) => makeFlag(cast.secondEditor, article, flagOn(article, flag.anchor.quote))),
    ]);
    const words = await readWords(article);
    expect(words).toContain("in 1912");
    expect(words).toContain("No one counted");
    expect(await db.flag.count({ where: { articleId: article.id, status: "resolved" } })).toBe(7);
  });
});
