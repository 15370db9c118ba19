import { beforeAll, describe, expect, it } from "vitest";
import type { FlagDto } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { db } from "./db";
import { anchorFlag, assignFlag, reopenFlag, verifyFlag, withdrawFlag } from "./flag-steps";
import { addPending, sendPending } from "./pending";
import {
  addReferences,
  deleteReference,
  editReference,
  mergeReference,
  setCitationStyle,
} from "./references";
import { resolveFlag } from "./settlements";
import { makeArticle, makeCast, rangeOf, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, makeFlag, readWords, typeOver, typoOn } from "./testing/flags";
import { applyTypoFixes, undoTypoFixes } from "./typo-fixes";

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

// ---------------------------------------------------------------- on the article at large

/** Sends the request under this id. */
type Send = (id: string) => Promise<object>;

const entry = (article: StoredArticle, words: string) => rangeOf(article, words).paragraphId;

const CHANGES: Record<string, (article: StoredArticle) => Send | Promise<Send>> = {
  "applying many fixes": async (article) => {
    const flags = [
      typoOn(article, "bulit", "built"),
      typoOn(article, "Nobody counted", "No one counted"),
      typoOn(article, "counted the", "saw the"),
    ];
    const made = await Promise.all(flags.map((flag) => makeFlag(cast.editor, article, flag)));
    const flagIds = made.map(({ id }) => id);
    return (id) => applyTypoFixes(cast.author, article.id, { id, flagIds });
  },
  "taking fixes back": async (article) => {
    const flag = await makeFlag(cast.editor, article, typoOn(article, "bulit", "built"));
    const { version } = await applyTypoFixes(cast.author, article.id, { flagIds: [flag.id] });
    return (id) => undoTypoFixes(cast.author, article.id, { id, version });
  },
  "sending a pending review": async (article) => {
    const added = [flagOn(article, "boats"), flagOn(article, "sea")].map((flag) =>
      addPending(cast.editor, article.id, flag),
    );
    const flagIds = (await Promise.all(added)).map(({ flag }) => flag!.id);
    return () => sendPending(cast.editor, article.id, { flagIds });
  },
  "adding references": (article) => (id) =>
    addReferences(cast.author, article.id, { id, source: "Halabi, Y. One Number. 2004." }),
  "editing a reference": (article) => (id) =>
    editReference(cast.author, article.id, entry(article, "Stone, A."), {
      id,
      version: 1,
      text: "Stone, B.",
    }),
  "merging references": (article) => (id) =>
    mergeReference(cast.author, article.id, entry(article, "Nobody cites"), {
      id,
      into: entry(article, "Stone, A."),
    }),
  "deleting a reference": (article) => (id) =>
    deleteReference(cast.author, article.id, entry(article, "Nobody cites"), { id }),
  "choosing a style": (article) => (id) =>
    setCitationStyle(cast.author, article.id, { id, style: "author_date" }),
};

describe.each(Object.entries(CHANGES))("%s, sent again with its id", (_, prepare) => {
  const traces = async ({ id: articleId }: StoredArticle) => ({
    events: await db.articleEvent.count({ where: { articleId } }),
    revisions: await db.revision.count({ where: { articleId } }),
  });
  /** What a person is told of it; the rest is how things stand, which may have moved on. */
  const told = (answer: object) => {
    const { applied, left, added, version } = answer as Record<string, unknown>;
    return { applied, left, added, version };
  };

  it("is done once, and answered as the first time", async () => {
    const article = await makeArticle(cast.author);
    const send = await prepare(article);
    const id = crypto.randomUUID();
    const first = await send(id);
    const after = await traces(article);
    expect(told(await send(id))).toEqual(told(first));
    expect(await traces(article)).toEqual(after);
  });

  it("is done once at the same moment", async () => {
    const article = await makeArticle(cast.author);
    const send = await prepare(article);
    const id = crypto.randomUUID();
    const answers = await Promise.all([send(id), send(id), send(id)]);
    const after = await traces(article);
    for (const answer of answers) expect(told(answer)).toEqual(told(answers[0]!));
    expect(await traces(article)).toEqual(after);
  });
});

describe("a request that comes again after others went on", () => {
  it("does not apply what was taken back, and says of what it left how that stands now", async () => {
    const article = await makeArticle(cast.author);
    const [fix, rival, third] = await Promise.all(
      [
        typoOn(article, "bulit", "built"),
        typoOn(article, "Nobody counted", "No one counted"),
        typoOn(article, "counted the", "saw the"),
      ].map((flag) => makeFlag(cast.editor, article, flag)),
    );
    const flagIds = [fix!.id, rival!.id, third!.id];
    const id = crypto.randomUUID();
    const { version } = await applyTypoFixes(cast.author, article.id, { id, flagIds });
    await undoTypoFixes(cast.author, article.id, { version });
    await resolveFlag(cast.author, third!.id, { outcome: "declined", note: "No." });
    const again = await applyTypoFixes(cast.author, article.id, { id, flagIds });
    expect(again).toMatchObject({ applied: [fix!.id], version });
    expect(new Map(again.left.map(({ flagId, reason }) => [flagId, reason]))).toEqual(
      new Map([
        [third!.id, "This flag is already settled: it cannot be settled."],
        [rival!.id, "It was left before, and can be applied now."],
      ]),
    );
    expect(await readWords(article)).toContain("The harbour was bulit in 1911");
    expect(again.change).toMatchObject({ since: version - 1, version: version + 1 });
  });

  it("does not choose a style over the one that somebody chose since, though the list was in order for both", async () => {
    const article = await makeArticle(cast.author);
    const id = crypto.randomUUID();
    const ask = () => setCitationStyle(cast.author, article.id, { id, style: "author_date" });
    expect(await ask()).toMatchObject({ citationStyle: "author_date", version: 1 });
    await setCitationStyle(cast.chief, article.id, { style: "numbered" });
    expect(await ask()).toMatchObject({ citationStyle: "numbered", version: 1 });
  });

  it("sends nothing that was collected since", async () => {
    const article = await makeArticle(cast.author);
    const { flag } = await addPending(cast.editor, article.id, flagOn(article, "boats"));
    const send = () => sendPending(cast.editor, article.id, { flagIds: [flag!.id] });
    await send();
    const { flag: later } = await addPending(cast.editor, article.id, flagOn(article, "sea"));
    expect(await send()).toMatchObject({ flags: [{ id: flag!.id }], left: [] });
    expect(await db.flag.count({ where: { id: later!.id } })).toBe(0);
  });
});
