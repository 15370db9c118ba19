import { beforeAll, describe, expect, it } from "vitest";
import { listDrafts } from "./draft-history";
import { exportDraft } from "./drafts";
import { makeArticle, makeCast, type Cast } from "./testing/factories";
import { makeFlag, typoOn } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

describe("listDrafts", () => {
  it("names what left, newest first, by whom and with how many open flags", async () => {
    const stored = await makeArticle(cast.author);
    expect(await listDrafts(cast.author, stored.id)).toEqual([]);
    await exportDraft(cast.author, stored.id, { format: "md" });
    await makeFlag(cast.editor, stored, typoOn(stored, "bulit", "built"));
    await exportDraft(cast.chief, stored.id, { format: "txt", openFlags: "1" });
    expect(await listDrafts(cast.editor, stored.id)).toMatchObject([
      { format: "txt", version: 1, openFlags: 1, by: cast.chief.name },
      { format: "md", version: 1, openFlags: 0, by: cast.author.name },
    ]);
  });

  it("is not there for who may not read the article", async () => {
    const stored = await makeArticle(cast.author);
    await expect(listDrafts(cast.stranger, stored.id)).rejects.toMatchObject({ code: "not_found" });
  });
});
