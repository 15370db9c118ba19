import { beforeAll, describe, expect, it } from "vitest";
import type { FlagDto } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { db } from "./db";
import { anchorFlag, assignFlag, reopenFlag, verifyFlag, withdrawFlag } from "./flag-steps";
import { resolveFlag } from "./settlements";
import { makeArticle, makeCast, rangeOf, type Cast, type StoredArticle } from "./testing/factories";
import { makeFlag, typeOver, typoOn } from "./testing/flags";

/** A request whose answer was lost comes again with its id: it is done once, and answered as if it had gone well. */

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

interface Step {
  by: () => Actor;
  before?: (article: StoredArticle, flag: FlagDto) => Promise<unknown>;
  act: (actor: Actor, flag: FlagDto, id: string, article: StoredArticle) => Promise<unknown>;
}

const settle = (_: StoredArticle, flag: FlagDto) =>
  resolveFlag(cast.author, flag.id, { outcome: "declined", note: "No." });

const STEPS: Record<string, Step> = {
  settling: {
    by: () => cast.author,
    act: (actor, flag, id) => resolveFlag(actor, flag.id, { id, outcome: "declined", note: "No." }),
  },
  "applying a fix": {
    by: () => cast.author,
    act: (actor, flag, id) => resolveFlag(actor, flag.id, { id, outcome: "applied" }),
  },
  verifying: {
    by: () => cast.editor,
    before: settle,
    act: (actor, flag, id) => verifyFlag(actor, flag.id, { id }),
  },
  // An author may take their own settling back; once it is open again, they may not reopen it.
  "reopening by its author": {
    by: () => cast.author,
    before: settle,
    act: (actor, flag, id) => reopenFlag(actor, flag.id, { id, note: "Hm." }),
  },
  withdrawing: {
    by: () => cast.editor,
    act: (actor, flag, id) => withdrawFlag(actor, flag.id, { id }),
  },
  assigning: {
    by: () => cast.editor,
    act: (actor, flag, id) => assignFlag(actor, flag.id, { id, assigneeId: cast.author.id }),
  },
  "putting it back": {
    by: () => cast.author,
    before: (article) => typeOver(cast.author, article, "The harbour was bulit in 1911", "It was old"),
    act: (actor, flag, id, article) =>
      anchorFlag(actor, flag.id, { id, version: 1, ...rangeOf(article, "boats") }),
  },
};

describe.each(Object.entries(STEPS))("%s, sent again with its id", (_, { by, before, act }) => {
  async function scene() {
    const article = await makeArticle(cast.author);
    const flag = await makeFlag(cast.editor, article, typoOn(article, "bulit", "built"));
    await before?.(article, flag);
    return { article, flag };
  }
  const countEvents = (articleId: string) => db.articleEvent.count({ where: { articleId } });

  it("is done once, one after the other or at the same moment", async () => {
    for (const isTogether of [false, true]) {
      const { article, flag } = await scene();
      const id = crypto.randomUUID();
      const send = () => act(by(), flag, id, article);
      if (isTogether) await Promise.all([send(), send()]);
      else await send();
      const events = await countEvents(article.id);
      await send();
      expect(await countEvents(article.id)).toBe(events);
      const done = await db.articleEvent.count({
        where: { articleId: article.id, payload: { path: ["requestId"], equals: id } },
      });
      expect(done).toBe(1);
    }
  });

  it("is nobody else's request, and nothing to who may not read the article", async () => {
    const { article, flag } = await scene();
    const id = crypto.randomUUID();
    await act(by(), flag, id, article);
    for (const other of [cast.stranger, cast.secondAuthor])
      await expect(act(other, flag, id, article)).rejects.toMatchObject({ code: "not_found" });
  });
});
