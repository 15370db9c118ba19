import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/policy";
import { reopenFlag, verifyFlag } from "./flag-steps";
import { listRevisions, listTimeline } from "./history";
import { makeArticle, makeCast, type Cast, type StoredArticle } from "./testing/factories";
import { makeFlag, typoOn } from "./testing/flags";
import { applyTypoFixes, undoTypoFixes } from "./typo-fixes";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const offered = async (actor: Actor, article: StoredArticle) =>
  (await listTimeline(actor, article.id, {})).mayTakeBack;

/** An article whose author applied a fix in version 2 and another in version 3. */
async function withTwoApplied() {
  const article = await makeArticle(cast.author);
  const flags = [
    await makeFlag(cast.editor, article, typoOn(article, "bulit", "built")),
    await makeFlag(cast.editor, article, typoOn(article, "Nobody", "No one")),
  ];
  for (const { id } of flags) await applyTypoFixes(cast.author, article.id, { flagIds: [id] });
  return { article, first: flags[0]!.id };
}

describe("what the history offers to take back", () => {
  it("is what was applied, each by its version, in the time line and among single changes", async () => {
    const { article } = await withTwoApplied();
    expect(await offered(cast.author, article)).toEqual([3, 2]);
    const { mayTakeBack } = await listRevisions(cast.author, article.id, { before: 3 });
    expect(mayTakeBack).toEqual([2]);
  });

  it("is not what was taken back, though the same fix was applied again since", async () => {
    const { article, first } = await withTwoApplied();
    await undoTypoFixes(cast.author, article.id, { version: 2 });
    expect(await offered(cast.author, article)).toEqual([3]);
    await applyTypoFixes(cast.author, article.id, { flagIds: [first] });
    expect(await offered(cast.author, article)).toEqual([5, 3]);
  });

  it("is not what a person opened again, nor what was verified", async () => {
    const { article, first } = await withTwoApplied();
    await reopenFlag(cast.editor, first, {});
    expect(await offered(cast.author, article)).toEqual([3]);
    const other = await withTwoApplied();
    await verifyFlag(cast.editor, other.first, {});
    expect(await offered(cast.author, other.article)).toEqual([3]);
  });

  it("is refused to who may not write; an author is offered their own, a chief all", async () => {
    const { article } = await withTwoApplied();
    expect(await offered(cast.editor, article)).toEqual([]);
    expect(await offered(cast.chief, article)).toEqual([3, 2]);
    const typo = await makeFlag(cast.editor, article, typoOn(article, "boats", "ferries"));
    await applyTypoFixes(cast.chief, article.id, { flagIds: [typo.id] });
    expect(await offered(cast.author, article)).toEqual([3, 2]);
    expect(await offered(cast.chief, article)).toEqual([4, 3, 2]);
  });
});
