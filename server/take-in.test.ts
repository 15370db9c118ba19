import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { answering, editDocx, marking, settleTracked } from "@/domain/draft/testing/edit-docx";
import { readArticle } from "./articles";
import { reopenFlag } from "./flag-steps";
import { addReply } from "./replies";
import { exportReviewed } from "./reviewed";
import { resolveFlag } from "./settlements";
import { previewTakeIn, takeInManuscript } from "./take-in";
import { undoTakeIn } from "./take-in-undo";
import { makeArticle, makeCast, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, makeFlag, typeOver, typoOn } from "./testing/flags";

// A thread of its own reads each file.
vi.setConfig({ testTimeout: 120_000 });

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

/** An article with a typo, a claim with a reply, a comment, and a comment that is done. */
async function reviewed() {
  const stored = await makeArticle(cast.author);
  const typo = await makeFlag(cast.editor, stored, typoOn(stored, "bulit", "built"));
  const claim = await makeFlag(
    cast.editor,
    stored,
    flagOn(stored, "boats", { kind: "fact_check", note: "Who counted?" }),
  );
  await addReply(cast.author, claim.id, { body: "The port did." });
  const comment = await makeFlag(cast.editor, stored, flagOn(stored, "ships", { note: "A better word?" }));
  const done = await makeFlag(cast.editor, stored, flagOn(stored, "later", { note: "Later than what?" }));
  await resolveFlag(cast.author, done.id, { outcome: "done" });
  return { stored, typo, claim, comment, done };
}

const fileOf = async ({ id }: StoredArticle) => (await exportReviewed(cast.author, id, {})).body;
const asInput = (file: Uint8Array) =>
  ({ format: "docx", file: new Uint8Array(file), base: "made_from" }) as const;
const takenIn = (stored: StoredArticle, file: Uint8Array, over: { base?: "now"; version?: number } = {}) =>
  takeInManuscript(cast.author, stored.id, { ...asInput(file), ...over, id: randomUUID() });
const read = (stored: StoredArticle) => readArticle(cast.author, stored.id);
const flagIn = async (stored: StoredArticle, { id }: { id: string }) =>
  (await read(stored)).flags.find((flag) => flag.id === id)!;
const textOf = async (stored: StoredArticle) =>
  (await read(stored)).paragraphs.map(({ text }) => text).join("\n");

const DOCUMENT = "word/document.xml";
const accepted = (file: Uint8Array) => editDocx(file, { [DOCUMENT]: (xml) => settleTracked(xml, "accept") });

describe("a reviewed file that comes back", () => {
  it("as it was changes nothing, and is a manuscript of the article all the same", async () => {
    const { stored } = await reviewed();
    const before = await read(stored);
    const file = await fileOf(stored);
    const preview = await previewTakeIn(cast.author, stored.id, asInput(file));
    expect(preview).toMatchObject({
      madeFrom: before.version,
      conflict: false,
      flags: [],
      replies: [],
      raised: [],
      withoutComment: [],
      repairs: [],
      warnings: [],
    });
    expect(JSON.stringify(preview.after)).toBe(JSON.stringify(preview.before));
    expect(await takenIn(stored, file)).toEqual({ number: 2, version: before.version });
    const after = await read(stored);
    expect(after.paragraphs).toEqual(before.paragraphs);
    expect(after.flags).toEqual(before.flags);
  });

  it("with a change accepted settles its fix, and with one rejected too", async () => {
    const one = await reviewed();
    const preview = await previewTakeIn(
      cast.author,
      one.stored.id,
      asInput(accepted(await fileOf(one.stored))),
    );
    expect(preview.flags).toEqual([{ flagId: one.typo.id, what: "settled", outcome: "applied" }]);
    await takenIn(one.stored, accepted(await fileOf(one.stored)));
    expect(await flagIn(one.stored, one.typo)).toMatchObject({ status: "resolved", outcome: "applied" });
    expect(await textOf(one.stored)).toContain("built");
    expect(await textOf(one.stored)).not.toContain("bulit");

    const other = await reviewed();
    const rejected = editDocx(await fileOf(other.stored), {
      [DOCUMENT]: (xml) => settleTracked(xml, "reject"),
    });
    await takenIn(other.stored, rejected);
    const typo = await flagIn(other.stored, other.typo);
    expect(typo).toMatchObject({ status: "resolved", outcome: "declined" });
    expect(typo.thread.at(-1)!.body).toBe("Rejected in the Word file.");
    expect(await textOf(other.stored)).toContain("bulit");
  });

  it("brings what was written there, with every flag on its words", async () => {
    const { stored, claim, comment } = await reviewed();
    const file = editDocx(await fileOf(stored), {
      [DOCUMENT]: (xml) => xml.replace(/(<w:t[^>]*>)(Nobody)/, "$1In truth nobody"),
    });
    await takenIn(stored, file);
    expect(await textOf(stored)).toContain("In truth nobody");
    for (const flag of [claim, comment])
      expect((await flagIn(stored, flag)).anchor).toMatchObject({ state: "exact", quote: flag.anchor.quote });
  });

  it("keeps what was written here since, and what was decided here since", async () => {
    const { stored, typo, comment } = await reviewed();
    const file = accepted(await fileOf(stored));
    await typeOver(cast.author, stored, "Two thousand", "Three thousand");
    await resolveFlag(cast.author, comment.id, { outcome: "done" });
    await takenIn(stored, file);
    const text = await textOf(stored);
    expect(text).toContain("Three thousand");
    expect(text).toContain("built");
    expect(await flagIn(stored, typo)).toMatchObject({ status: "resolved", outcome: "applied" });
    expect(await flagIn(stored, comment)).toMatchObject({ status: "resolved", outcome: "done" });
  });

  it("says when the same passage was written here and there; then its words may win", async () => {
    const { stored } = await reviewed();
    const file = editDocx(await fileOf(stored), {
      [DOCUMENT]: (xml) => xml.replace("Nobody", "No man"),
    });
    await typeOver(cast.author, stored, "Nobody", "Hardly anybody");
    const preview = await previewTakeIn(cast.author, stored.id, asInput(file));
    expect(preview).toMatchObject({ conflict: true, base: "now" });
    expect(preview.after.map(({ text }) => text).join()).toContain("No man");
    await expect(takenIn(stored, file)).rejects.toMatchObject({ code: "conflict" });
    expect(await textOf(stored)).toContain("Hardly anybody");
    await expect(takenIn(stored, file, { base: "now", version: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
    await takenIn(stored, file, { base: "now", version: preview.version });
    expect(await textOf(stored)).toContain("No man");
  });

  it("brings replies into the same threads, each once", async () => {
    const { stored, claim } = await reviewed();
    const file = await fileOf(stored);
    const said = { author: "Author", date: "2026-01-02T03:04:05Z", body: "By hand." };
    const answered = editDocx(file, answering(file, "Who counted?", said));
    const preview = await previewTakeIn(cast.author, stored.id, asInput(answered));
    expect(preview.replies).toMatchObject([{ flagId: claim.id, by: { name: "Author" }, body: "By hand." }]);
    await takenIn(stored, answered);
    await takenIn(stored, answered);
    const { thread } = await flagIn(stored, claim);
    expect(thread.map(({ body }) => body)).toEqual(["Who counted?", "The port did.", "By hand."]);
    expect(thread.at(-1)!.actor.id).toBe(cast.author.id);
  });

  it("settles by the mark of a comment what that can settle, and opens what is marked no more", async () => {
    const { stored, claim, comment, done } = await reviewed();
    const file = await fileOf(stored);
    const marked = editDocx(
      editDocx(editDocx(file, marking(file, "A better word?", true)), marking(file, "Who counted?", true)),
      marking(file, "Later than what?", false),
    );
    await takenIn(stored, marked);
    expect(await flagIn(stored, comment)).toMatchObject({ status: "resolved", outcome: "done" });
    // The author's word: an editor still has to verify it.
    expect(await flagIn(stored, claim)).toMatchObject({
      status: "resolved",
      outcome: "stands",
      blocking: true,
    });
    expect((await flagIn(stored, done)).status).toBe("open");
  });

  it("has new comments as new flags, and leaves alone what was deleted there", async () => {
    const { stored, comment } = await reviewed();
    const file = await fileOf(stored);
    const other = editDocx(file, {
      "word/comments.xml": (xml) =>
        xml.replace(/(<w:comment [^>]*>(?:(?!<\/w:comment>).)*)A better word\?/s, "$1Quite another remark."),
    });
    await takenIn(stored, other);
    const flags = (await read(stored)).flags.map(({ status, anchor, thread }) => [
      status,
      anchor.quote,
      thread[0]!.body,
    ]);
    expect(flags).toContainEqual(["open", comment.anchor.quote, "A better word?"]);
  });
});

describe("taking it back", () => {
  it("takes back words and settlements as one, once", async () => {
    const { stored, typo } = await reviewed();
    const before = await read(stored);
    const { number } = await takenIn(stored, accepted(await fileOf(stored)));
    const id = randomUUID();
    const undone = await undoTakeIn(cast.author, stored.id, number, { id });
    expect(await undoTakeIn(cast.author, stored.id, number, { id })).toEqual(undone);
    const after = await read(stored);
    expect(after.paragraphs).toEqual(before.paragraphs);
    expect((await flagIn(stored, typo)).status).toBe("open");
    expect((await flagIn(stored, typo)).anchor).toEqual(typo.anchor);
  });

  it("is refused where a flag was decided otherwise since, and then nothing is taken back", async () => {
    const { stored, typo } = await reviewed();
    const { number } = await takenIn(stored, accepted(await fileOf(stored)));
    await reopenFlag(cast.editor, typo.id, {});
    await expect(undoTakeIn(cast.author, stored.id, number, { id: randomUUID() })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await textOf(stored)).toContain("built");
  });
});

describe("who may not write the article", () => {
  it("takes nothing in and takes nothing back", async () => {
    const { stored } = await reviewed();
    const file = await fileOf(stored);
    const refused = { code: "forbidden" };
    const input = { ...asInput(file), id: randomUUID() };
    await expect(previewTakeIn(cast.editor, stored.id, asInput(file))).rejects.toMatchObject(refused);
    await expect(takeInManuscript(cast.editor, stored.id, input)).rejects.toMatchObject(refused);
    await expect(undoTakeIn(cast.editor, stored.id, 1, { id: randomUUID() })).rejects.toMatchObject(refused);
    const gone = { code: "not_found" };
    await expect(previewTakeIn(cast.stranger, stored.id, asInput(file))).rejects.toMatchObject(gone);
    await expect(takeInManuscript(cast.stranger, stored.id, input)).rejects.toMatchObject(gone);
  });
});
