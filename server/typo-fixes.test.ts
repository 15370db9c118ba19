import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "./db";
import { resolveFlag } from "./settlements";
import { makeArticle, makeCast, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, makeFlag, readWords, typeOver, typoOn } from "./testing/flags";
import { applyTypoFixes, undoTypoFixes } from "./typo-fixes";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

/** Fixes by the editor, as [words, replacement]. */
async function propose(article: StoredArticle, ...fixes: [string, string][]): Promise<string[]> {
  const flags = await Promise.all(
    fixes.map(([quote, replacement]) => makeFlag(cast.editor, article, typoOn(article, quote, replacement))),
  );
  return flags.map(({ id }) => id);
}

describe("applyTypoFixes", () => {
  it("applies many as one revision, whatever their order, and settles each", async () => {
    const article = await makeArticle(cast.author);
    const flagIds = await propose(
      article,
      ["Nobody", "No one"],
      ["bulit", "built"],
      ["The harbour and", "A harbour and"],
      ["1911", "1911 or 1912"],
      ["before it", "before"],
    );
    const answer = await applyTypoFixes(cast.author, article.id, { flagIds });
    expect(new Set(answer.applied)).toEqual(new Set(flagIds));
    expect(answer).toMatchObject({ left: [], version: 2, change: { since: 1, version: 2 } });
    expect(answer.flags.every(({ status, outcome }) => status === "resolved" && outcome === "applied")).toBe(
      true,
    );
    const words = await readWords(article);
    expect(words).toContain("A harbour and the sea");
    expect(words).toContain("The harbour was built in 1911 or 1912, and the sea was there before\uFFFC.");
    expect(words).toContain("No one counted");
    expect(await db.articleEvent.count({ where: { articleId: article.id, type: "flag.resolved" } })).toBe(5);
  });

  it("leaves fixes that overlap, and names the one they overlap", async () => {
    const article = await makeArticle(cast.author);
    const [first, second, apart] = await propose(
      article,
      ["was bulit", "was built"],
      ["bulit in", "raised in"],
      ["Nobody", "No one"],
    );
    const answer = await applyTypoFixes(cast.author, article.id, { flagIds: [first!, second!, apart!] });
    expect(answer.applied).toEqual([apart]);
    expect(new Map(answer.left.map(({ flagId, reason }) => [flagId, reason]))).toEqual(
      new Map([
        [first, "It overlaps the fix of “bulit in” to “raised in”: apply them one at a time."],
        [second, "It overlaps the fix of “was bulit” to “was built”: apply them one at a time."],
      ]),
    );
    expect(await readWords(article)).toContain("was bulit in");
  });

  it("applies neighbours that only touch, and two that want the very same once", async () => {
    const article = await makeArticle(cast.author);
    const flagIds = await propose(article, ["bulit", "built"], [" in 1911", " by 1911"], ["bulit", "built"]);
    const answer = await applyTypoFixes(cast.author, article.id, { flagIds });
    expect(answer.left).toEqual([]);
    expect(await readWords(article)).toContain("was built by 1911,");
  });

  it("leaves what is stale, settled, gone, no typo or elsewhere, each with its reason", async () => {
    const [article, other] = [await makeArticle(cast.author), await makeArticle(cast.author)];
    const [stale, settled, gone] = await propose(
      article,
      ["bulit", "built"],
      ["Nobody", "No one"],
      ["What came", "What comes"],
    );
    const comment = await makeFlag(cast.editor, article, flagOn(article, "sea"));
    const [elsewhere] = await propose(other, ["bulit", "built"]);
    await typeOver(cast.author, article, "li", "XX");
    await typeOver(cast.author, article, "What came later", "Later");
    await resolveFlag(cast.author, settled!, { outcome: "declined", note: "Fine as it is." });
    const unknown = randomUUID();
    const flagIds = [stale!, settled!, gone!, comment.id, elsewhere!, unknown];
    const answer = await applyTypoFixes(cast.author, article.id, { flagIds });
    expect(answer).toMatchObject({ applied: [], flags: [], change: null, version: 3 });
    expect(answer.left).toEqual([
      { flagId: stale, reason: "Its words changed since it was proposed: “bulit” now reads “buXXt”." },
      { flagId: settled, reason: "This flag is already settled: it cannot be settled." },
      { flagId: gone, reason: "Its words are gone." },
      { flagId: comment.id, reason: "This is not a typo fix." },
      { flagId: elsewhere, reason: "This flag is not on this article." },
      { flagId: unknown, reason: "This flag is not on this article." },
    ]);
  });

  it("settles without a change what somebody corrected by hand", async () => {
    const article = await makeArticle(cast.author);
    const [flagId] = await propose(article, ["bulit", "built"]);
    await typeOver(cast.author, article, "li", "il");
    const answer = await applyTypoFixes(cast.author, article.id, { flagIds: [flagId!] });
    expect(answer).toMatchObject({ applied: [flagId], change: null, version: 2 });
  });

  it("applies each fix once when two people press the button together", async () => {
    const article = await makeArticle(cast.author);
    const flagIds = await propose(article, ["bulit", "bulit bulit"], ["Nobody", "No Nobody"]);
    const answers = await Promise.all(
      [cast.author, cast.chief].map((actor) => applyTypoFixes(actor, article.id, { flagIds })),
    );
    expect(answers.flatMap(({ applied }) => applied).sort()).toEqual([...flagIds].sort());
    const words = await readWords(article);
    expect(words).toContain("was bulit bulit in");
    expect(words).toContain("No Nobody counted");
  });
});

describe("undoTypoFixes", () => {
  const applied = async () => {
    const article = await makeArticle(cast.author);
    const flagIds = await propose(article, ["Nobody", "No one"], ["bulit", "built"]);
    const { version } = await applyTypoFixes(cast.author, article.id, { flagIds });
    return { article, flagIds, version };
  };

  it("takes all of them back as one revision, opens their flags on their words, and leaves what came since", async () => {
    const { article, flagIds, version } = await applied();
    await typeOver(cast.author, article, "1911", "1912");
    const undone = await undoTypoFixes(cast.author, article.id, { version });
    expect(undone).toMatchObject({ version: version + 2, change: { since: version, version: version + 2 } });
    const words = await readWords(article);
    expect(words).toContain("bulit in 1912");
    expect(words).toContain("Nobody counted");
    expect(new Set(undone.flags.map(({ id }) => id))).toEqual(new Set(flagIds));
    for (const flag of undone.flags) {
      expect(flag).toMatchObject({ status: "open", outcome: null, anchor: { state: "exact" } });
      expect(flag.thread.at(-1)).toMatchObject({ type: "reopened", actor: { id: cast.author.id } });
    }
    const again = await applyTypoFixes(cast.author, article.id, { flagIds });
    expect(again.applied).toHaveLength(2);
  });

  it("undoes once, and nothing that was no typo fix", async () => {
    const { article, version } = await applied();
    await undoTypoFixes(cast.author, article.id, { version });
    await expect(undoTypoFixes(cast.author, article.id, { version })).rejects.toMatchObject({
      code: "conflict",
    });
    for (const other of [1, version + 1, version + 9])
      await expect(undoTypoFixes(cast.author, article.id, { version: other })).rejects.toMatchObject({
        code: "invalid",
      });
  });

  it("is all or nothing where the fixed words were rewritten since", async () => {
    const { article, flagIds, version } = await applied();
    await typeOver(cast.author, article, "was built in", "rose in");
    const outcome = await undoTypoFixes(cast.author, article.id, { version }).catch(
      (error: unknown) => error,
    );
    const statuses = await db.flag.findMany({ where: { id: { in: flagIds } }, select: { status: true } });
    const words = await readWords(article);
    expect(outcome).toMatchObject({ code: "conflict" });
    expect(statuses).toEqual([{ status: "resolved" }, { status: "resolved" }]);
    expect(words).toContain("rose in 1911");
    expect(words).toContain("No one counted");
  });

  it("is refused to who may not write the article, and to whom it is not there", async () => {
    const { article, version } = await applied();
    await expect(undoTypoFixes(cast.editor, article.id, { version })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(undoTypoFixes(cast.secondAuthor, article.id, { version })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
