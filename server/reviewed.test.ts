import { beforeAll, describe, expect, it } from "vitest";
import { all, attribute, parseXml, partsOf } from "@/domain/draft/testing/docx-reading";
import { readArticle } from "./articles";
import { readChanges } from "./changes";
import { db } from "./db";
import type { DraftFile } from "./drafts";
import { addPending } from "./pending";
import { addReply } from "./replies";
import { exportReviewed } from "./reviewed";
import { readUnseen } from "./seen";
import { resolveFlag } from "./settlements";
import { makeArticle, makeCast, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, makeFlag, typeOver, typoOn } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

/** An article whose gate is shut, with a typo, a claim with a reply, and a comment that is done. */
async function reviewed(): Promise<StoredArticle> {
  const stored = await makeArticle(cast.author);
  await makeFlag(cast.editor, stored, typoOn(stored, "bulit", "built"));
  const claim = await makeFlag(
    cast.editor,
    stored,
    flagOn(stored, "boats", { kind: "fact_check", note: "Who counted?" }),
  );
  await addReply(cast.author, claim.id, { body: "The port did." });
  const done = await makeFlag(cast.editor, stored, flagOn(stored, "later", { note: "A better word?" }));
  await resolveFlag(cast.author, done.id, { outcome: "done" });
  return stored;
}

const xml = (file: DraftFile, part: string) => parseXml(partsOf(file.body)[part] ?? "<none/>");
const comments = (file: DraftFile) =>
  all(xml(file, "word/comments.xml"), "w:comment").map(
    (comment) => `${attribute(comment, "w:author")}: ${comment.textContent}`,
  );
const changes = (file: DraftFile, type: "ins" | "del") =>
  all(xml(file, "word/document.xml"), `w:${type}`).map(
    (change) => `${attribute(change, "w:author")}: ${change.textContent}`,
  );

describe("exportReviewed", () => {
  it("shows the whole review, the gate shut, to whoever may read it", async () => {
    const stored = await reviewed();
    const file = await exportReviewed(cast.author, stored.id, {});
    expect(file.filename).toBe("the-harbour-and-the-sea-reviewed.docx");
    expect(file.contentType).toContain("wordprocessingml");
    expect(comments(file)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Editor: .*Who counted\?$/),
        expect.stringMatching(/^Author: .*The port did\.$/),
        expect.stringMatching(/^Editor: .*A better word\?$/),
      ]),
    );
    expect(changes(file, "del")).toEqual(["Editor: bulit"]);
    expect(changes(file, "ins")).toEqual(["Editor: built"]);
    const words = all(xml(file, "word/document.xml"), "w:body")[0]!.textContent;
    expect(words).toContain("Two thousand ships a year call at the harbour. Nobody counted the boats.");
  });

  it("leaves out what is settled, by choice, and what somebody has not sent, always", async () => {
    const stored = await reviewed();
    await addPending(cast.editor, stored.id, flagOn(stored, "sea", { note: "Not sent." }));
    const file = await exportReviewed(cast.editor, stored.id, { settled: "0" });
    expect(comments(file).join("\n")).toContain("Who counted?");
    expect(comments(file).join("\n")).not.toMatch(/A better word|Not sent/);
  });

  it("shows all that changed since the manuscript, by who changed it", async () => {
    const stored = await makeArticle(cast.author);
    await typeOver(cast.author, stored, "Two thousand", "Three thousand");
    await typeOver(cast.chief, stored, "boats", "ships");
    const file = await exportReviewed(cast.editor, stored.id, { changes: "import" });
    expect(file.filename).toBe("the-harbour-and-the-sea-reviewed-with-changes.docx");
    expect(changes(file, "del")).toEqual(["Author: Two", "Chief: boats"]);
    expect(changes(file, "ins")).toEqual(["Author: Three", "Chief: ships"]);
    const plain = await exportReviewed(cast.editor, stored.id, {});
    expect([...changes(plain, "del"), ...changes(plain, "ins")]).toEqual([]);
  });

  it("knows what it is a copy of", async () => {
    const stored = await reviewed();
    await typeOver(cast.author, stored, "boats", "ships");
    const properties = partsOf((await exportReviewed(cast.author, stored.id, {})).body)[
      "docProps/custom.xml"
    ];
    expect(properties).toContain(stored.id);
    expect(properties).toMatch(/GalleyVersion[^]*>2</);
  });

  it("is an event and no draft: it changes nothing that anybody is shown", async () => {
    const stored = await reviewed();
    const before = await readArticle(cast.chief, stored.id);
    await exportReviewed(cast.author, stored.id, {}, { onRecord: false });
    const events = () =>
      db.articleEvent.findMany({
        where: { articleId: stored.id, type: "reviewed.exported" },
        select: { actorId: true, payload: true },
      });
    expect(await events()).toEqual([]);
    await exportReviewed(cast.author, stored.id, {});
    await exportReviewed(cast.author, stored.id, { settled: "0" });
    await exportReviewed(cast.author, stored.id, { changes: "import" });
    await exportReviewed(cast.editor, stored.id, {});
    expect(await events()).toEqual([
      { actorId: cast.author.id, payload: { version: 1, view: "reviewed" } },
      { actorId: cast.author.id, payload: { version: 1, view: "changes" } },
      { actorId: cast.editor.id, payload: { version: 1, view: "reviewed" } },
    ]);
    expect(await db.draft.count({ where: { articleId: stored.id } })).toBe(0);

    const { lastEventId, ...after } = await readArticle(cast.chief, stored.id);
    expect(after).toEqual({ ...before, lastEventId: undefined });
    const told = await readChanges(cast.chief, stored.id, { since: BigInt(before.lastEventId) });
    expect(told.events.filter(({ type }) => type !== "flag")).toEqual([]);
    expect(told).toMatchObject({ reset: false, lastEventId: BigInt(lastEventId) });
    expect(await readUnseen(cast.chief, stored.id)).toMatchObject({ paragraphIds: [], flagIds: [] });
  });
});
