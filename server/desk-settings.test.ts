import { beforeAll, describe, expect, it } from "vitest";
import { deskSettingsInput, type CommentWords } from "@/domain/contract";
import { DEFAULT_COMMENT_WORDS } from "@/domain/flag/comment-words";
import { changeDeskSettings, readCommentWords, readDeskSettings } from "./desk-settings";
import { makeCast, type Cast } from "./testing/factories";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const WORDS: CommentWords = { typo: ["sp"], fact_check: ["really?"], citation: ["says who"], comment: [] };

describe("the words of a desk", () => {
  it("are every desk's until a chief chooses others, and again when they go back to them", async () => {
    const defaults = { commentWords: DEFAULT_COMMENT_WORDS, hasOwnWords: false };
    expect(await readDeskSettings(cast.author, cast.desk.id)).toEqual(defaults);
    const changed = await changeDeskSettings(cast.chief, cast.desk.id, { commentWords: WORDS });
    expect(changed).toEqual({ commentWords: WORDS, hasOwnWords: true });
    expect(await readCommentWords(cast.desk.id)).toEqual(WORDS);
    expect(await readCommentWords(cast.otherDesk.id)).toEqual(DEFAULT_COMMENT_WORDS);
    expect(await changeDeskSettings(cast.chief, cast.desk.id, { commentWords: null })).toEqual(defaults);
  });

  it("are not changed where one would mean two kinds", async () => {
    const commentWords = { ...WORDS, citation: ["Says who", "REALLY?"] };
    await expect(changeDeskSettings(cast.chief, cast.desk.id, { commentWords })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("REALLY?") as string,
    });
    expect((await readDeskSettings(cast.chief, cast.desk.id)).hasOwnWords).toBe(false);
  });

  it.each([
    ["an empty word", { ...WORDS, typo: [" "] }],
    ["a long one", { ...WORDS, typo: ["x".repeat(41)] }],
    ["a kind missing", { typo: [], fact_check: [], citation: [] }],
    ["a kind that is none", { ...WORDS, praise: [] }],
  ])("are refused with %s", (_, commentWords) => {
    expect(deskSettingsInput.safeParse({ commentWords }).success).toBe(false);
  });
});
