import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { answering, editDocx, marking, remarking, settleTracked } from "@/domain/draft/testing/edit-docx";
import type { FlagDto } from "@/domain/contract";
import { signOff } from "@/domain/draft/sign-off";
import { readArticle } from "./articles";
import { reopenFlag, verifyFlag } from "./flag-steps";
import { addReply } from "./replies";
import { exportReviewed } from "./reviewed";
import { resolveFlag } from "./settlements";
import { previewTakeIn, readLastTakenIn, takeInManuscript } from "./take-in";
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

/** The author's answer to a claim, as it comes by a file. */
const said = { author: "Author", date: "2026-01-02T03:04:05Z", body: "By hand." };
/** Somebody else's. */
const remark = { author: "Reader", date: "2026-01-03T03:04:05Z", body: "Quite another remark." };
const takeBack = (stored: StoredArticle, number: number) =>
  undoTakeIn(cast.author, stored.id, number, { id: randomUUID() });
const bodiesOf = ({ thread }: { thread: { body?: string }[] }) => thread.map(({ body }) => body);

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
    await takenIn(stored, editDocx(file, remarking(file, "A better word?", remark)));
    const flags = (await read(stored)).flags.map(({ status, anchor, thread }) => [
      status,
      anchor.quote,
      thread[0]!.body,
    ]);
    expect(flags).toContainEqual(["open", comment.anchor.quote, "A better word?"]);
    expect(flags).toContainEqual(["open", comment.anchor.quote, remark.body]);
  });
});

describe("taking it back", () => {
  it("takes back words and settlements as one, once", async () => {
    const { stored, typo } = await reviewed();
    const before = await read(stored);
    const { number } = await takenIn(stored, accepted(await fileOf(stored)));
    const id = randomUUID();
    const last = { number, by: { id: cast.author.id }, filename: null };
    expect(await readLastTakenIn(cast.author, stored.id)).toMatchObject(last);
    const undone = await undoTakeIn(cast.author, stored.id, number, { id });
    expect(await readLastTakenIn(cast.author, stored.id)).toBeNull();
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

describe("what the file said in threads, and did to flags, when it is taken back", () => {
  it("goes: its replies, its marks, its new flags, those that came resolved too", async () => {
    const { stored, typo, claim } = await reviewed();
    const before = await read(stored);
    const file = await fileOf(stored);
    const answered = editDocx(
      editDocx(editDocx(file, answering(file, "Who counted?", said)), marking(file, "A better word?", true)),
      remarking(file, "A better word?", remark),
    );
    const { number } = await takenIn(stored, answered);
    const during = await read(stored);
    expect(bodiesOf(await flagIn(stored, claim))).toContain("By hand.");
    const raised = during.flags.filter(({ id }) => !before.flags.some((flag) => flag.id === id));
    expect(raised).toMatchObject([{ status: "resolved", outcome: "done" }]);
    await takeBack(stored, number);
    expect(bodiesOf(await flagIn(stored, claim))).toEqual(["Who counted?", "The port did."]);
    expect((await flagIn(stored, typo)).thread).toEqual(typo.thread);
    expect(await flagIn(stored, raised[0]!)).toMatchObject({ status: "withdrawn", outcome: null });
  });

  it("stays where somebody went on from it: an answered reply, a new flag that was settled", async () => {
    const { stored, claim } = await reviewed();
    const file = await fileOf(stored);
    const answered = editDocx(
      editDocx(file, answering(file, "Who counted?", said)),
      remarking(file, "A better word?", remark),
    );
    const { number } = await takenIn(stored, answered);
    const raised = (await read(stored)).flags.find((flag) => bodiesOf(flag).includes(remark.body))!;
    await addReply(cast.editor, claim.id, { body: "By whose hand?" });
    await resolveFlag(cast.author, raised.id, { outcome: "done" });
    await takeBack(stored, number);
    expect(bodiesOf(await flagIn(stored, claim)).slice(-2)).toEqual(["By hand.", "By whose hand?"]);
    expect(await flagIn(stored, raised)).toMatchObject({ status: "resolved", outcome: "done" });
  });

  it("comes again when the same file is taken in again", async () => {
    const { stored, typo, claim, comment, done } = await reviewed();
    const other = await makeFlag(cast.editor, stored, flagOn(stored, "counted", { note: "Which?" }));
    let file = accepted(await fileOf(stored));
    file = editDocx(file, answering(file, "Who counted?", said));
    file = editDocx(file, marking(file, "A better word?", true));
    file = editDocx(file, marking(file, "Later than what?", false));
    file = editDocx(file, remarking(file, "Which?", remark));
    const answered = editDocx(file, {
      [DOCUMENT]: (xml) => xml.replace(/(<w:t[^>]*>)(Nobody)/, "$1In truth nobody"),
    });
    const first = await previewTakeIn(cast.author, stored.id, asInput(answered));
    const { number } = await takenIn(stored, answered);
    await takeBack(stored, number);
    const again = await previewTakeIn(cast.author, stored.id, asInput(answered));
    expect(again).toEqual({ ...first, version: again.version });
    expect(again).toMatchObject({ raised: [{ note: remark.body }], withoutComment: [other.id] });
    // A file that was made since has the flag that was withdrawn, and changes nothing.
    const unchanged = await previewTakeIn(cast.author, stored.id, asInput(await fileOf(stored)));
    expect(unchanged).toMatchObject({ flags: [], replies: [], raised: [] });
    await takenIn(stored, answered);
    expect(await flagIn(stored, typo)).toMatchObject({ status: "resolved", outcome: "applied" });
    expect(await flagIn(stored, comment)).toMatchObject({ status: "resolved", outcome: "done" });
    expect(await flagIn(stored, done)).toMatchObject({ status: "open", outcome: null });
    expect(bodiesOf(await flagIn(stored, claim))).toContain("By hand.");
    expect(await textOf(stored)).toContain("In truth nobody");
  });
});

describe("a verified claim that the file opened again, when that is taken back", () => {
  async function opened() {
    const { stored, claim } = await reviewed();
    await resolveFlag(cast.author, claim.id, { outcome: "stands", note: "I did." });
    await verifyFlag(cast.editor, claim.id, {});
    const verified = await flagIn(stored, claim);
    const file = await fileOf(stored);
    // As an editor on the desk who also writes: an author alone may not open it.
    const chief = cast.chief;
    const input = { ...asInput(editDocx(file, marking(file, "Who counted?", false))), id: randomUUID() };
    const { number } = await takeInManuscript(chief, stored.id, input);
    expect(await flagIn(stored, claim)).toMatchObject({ status: "open", outcome: null });
    return { stored, verified, takeBack: () => undoTakeIn(chief, stored.id, number, { id: randomUUID() }) };
  }
  const settlement = (flag: FlagDto) => {
    const sheet = signOff({
      article: { title: "", version: 1, paragraphs: [], flags: [flag] },
      textHash: "",
      now: "",
      by: cast.chief,
    });
    return sheet.flags[0];
  };

  it("is verified as it was, by whom and when it was, and its thread says what happened", async () => {
    const { stored, verified, takeBack } = await opened();
    await takeBack();
    const now = await flagIn(stored, verified);
    expect({ ...now, thread: [] }).toEqual({ ...verified, thread: [] });
    expect(now.thread.slice(0, -2)).toEqual(verified.thread);
    expect(now.thread.slice(-2)).toMatchObject([
      { type: "reopened", actor: { id: cast.chief.id } },
      { type: "restored", actor: { id: cast.chief.id }, body: "The Word file was taken back." },
    ]);
    expect(settlement(now)).toEqual(settlement(verified));
  });

  it("waits for an editor where its sentence was changed meanwhile", async () => {
    const { stored, verified, takeBack } = await opened();
    await typeOver(cast.author, stored, "boats", "barges");
    await takeBack();
    const now = await flagIn(stored, verified);
    expect(now).toMatchObject({ status: "resolved", outcome: "stands", blocking: true });
    expect(now.recheck).toContain("boats");
    expect(now.thread.slice(-2).map(({ type }) => type)).toEqual(["restored", "recheck"]);
  });

  it("is left to whoever decided it since, and then nothing is taken back", async () => {
    const { stored, verified, takeBack } = await opened();
    await resolveFlag(cast.author, verified.id, { outcome: "stands", note: "Once more." });
    await expect(takeBack()).rejects.toMatchObject({
      code: "conflict",
      details: { flag: { id: verified.id } },
    });
    expect(bodiesOf(await flagIn(stored, verified)).at(-1)).toBe("Once more.");
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
    await expect(readLastTakenIn(cast.editor, stored.id)).rejects.toMatchObject(refused);
    const gone = { code: "not_found" };
    await expect(previewTakeIn(cast.stranger, stored.id, asInput(file))).rejects.toMatchObject(gone);
    await expect(takeInManuscript(cast.stranger, stored.id, input)).rejects.toMatchObject(gone);
  });
});
