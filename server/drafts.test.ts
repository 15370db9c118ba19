import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { DRAFT_FORMATS, type DraftFormat } from "@/domain/contract";
import { partsOf } from "@/domain/draft/testing/docx-reading";
import { pdfPages } from "@/domain/draft/testing/pdf-reading";
import { db } from "./db";
import { exportDraft, readSignOff, readSignOffPage } from "./drafts";
import { contentDisposition } from "./file-answer";
import { verifyFlag } from "./flag-steps";
import { readGate } from "./gate";
import { resolveFlag } from "./settlements";
import { block, makeArticle, makeCast, type Cast } from "./testing/factories";
import { flagOn, makeFlag, typeOver, typoOn } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const article = () => makeArticle(cast.author);
const text = ({ body }: { body: Uint8Array }) => Buffer.from(body).toString("utf8");

function wordsOf(format: DraftFormat, file: { body: Uint8Array }): string {
  if (format === "docx") return partsOf(file.body)["word/document.xml"]!;
  if (format === "pdf") return pdfPages(file.body).join("").replaceAll("\n", "");
  return text(file);
}

describe("readGate", () => {
  it("lists what blocks, in the order of the text, with the way there", async () => {
    const stored = await article();
    const late = await makeFlag(cast.editor, stored, flagOn(stored, "boats", { kind: "fact_check" }));
    const early = await makeFlag(cast.editor, stored, typoOn(stored, "bulit", "built"));
    await makeFlag(cast.editor, stored, flagOn(stored, "sea"));
    const gate = await readGate(cast.author, stored.id);
    expect(gate).toMatchObject({ open: false, openComments: 1 });
    expect(gate.blockers).toEqual([
      {
        flagId: early.id,
        kind: "typo",
        reason: "Apply or decline the fix",
        url: `/articles/${stored.id}?flag=${early.id}`,
      },
      expect.objectContaining({ flagId: late.id, kind: "fact_check" }),
    ]);
  });

  it("opens when all is settled, and a fact-check is verified too", async () => {
    const stored = await article();
    const { id } = await makeFlag(cast.editor, stored, flagOn(stored, "boats", { kind: "fact_check" }));
    await resolveFlag(cast.author, id, { outcome: "stands", note: "I counted." });
    expect(await readGate(cast.author, stored.id)).toMatchObject({
      open: false,
      blockers: [{ flagId: id, reason: "Settled, and waits for an editor to verify it" }],
    });
    await verifyFlag(cast.editor, id, {});
    expect(await readGate(cast.author, stored.id)).toEqual({ open: true, blockers: [], openComments: 0 });
  });
});

describe("exportDraft", () => {
  it.each(DRAFT_FORMATS)("gives %s while the gate is open, and puts it on record", async (format) => {
    const stored = await article();
    await makeFlag(cast.editor, stored, flagOn(stored, "boats", { note: "A secret doubt." }));
    const file = await exportDraft(cast.author, stored.id, { format });
    expect(file.filename).toBe(`the-harbour-and-the-sea.${format}`);
    const words = wordsOf(format, file);
    expect(words).toContain("Two thousand ships a year");
    expect(words).not.toContain("secret");
    const draft = await db.draft.findFirstOrThrow({ where: { articleId: stored.id } });
    expect(draft).toMatchObject({ format, version: 1, openFlags: 0, actorId: cast.author.id });
    expect(
      await db.articleEvent.findFirst({ where: { articleId: stored.id, type: "draft.exported" } }),
    ).toMatchObject({ payload: { draftId: draft.id, format, version: 1, openFlags: 0 } });
  });

  it("is refused with the blockers while the gate is shut, and leaves no record", async () => {
    const stored = await article();
    const { id } = await makeFlag(cast.editor, stored, typoOn(stored, "bulit", "built"));
    await expect(exportDraft(cast.chief, stored.id, { format: "md" })).rejects.toMatchObject({
      code: "conflict",
      details: { open: false, blockers: [{ flagId: id }] },
    });
    expect(await db.draft.count({ where: { articleId: stored.id } })).toBe(0);
  });

  it("is a chief's with open flags, and says so in name, file and record", async () => {
    const stored = await article();
    await makeFlag(cast.editor, stored, typoOn(stored, "bulit", "built"));
    const query = { format: "txt", openFlags: "1" } as const;
    for (const actor of [cast.author, cast.editor])
      await expect(exportDraft(actor, stored.id, query)).rejects.toMatchObject({ code: "forbidden" });
    const file = await exportDraft(cast.chief, stored.id, query);
    expect(file.filename).toBe("the-harbour-and-the-sea-with-open-flags.txt");
    expect(text(file)).toContain("Not a clean draft: 1 flag is still open");
    expect(await db.draft.findFirst({ where: { articleId: stored.id } })).toMatchObject({ openFlags: 1 });
  });

  it("says open flags in every format, to who reads it and to who publishes it", async () => {
    const stored = await article();
    await makeFlag(cast.editor, stored, typoOn(stored, "bulit", "built", { note: "A secret doubt." }));
    for (const format of DRAFT_FORMATS) {
      const file = await exportDraft(cast.chief, stored.id, { format, openFlags: "1" });
      expect(file.filename).toBe(`the-harbour-and-the-sea-with-open-flags.${format}`);
      const words = format === "docx" ? Object.values(partsOf(file.body)).join("") : wordsOf(format, file);
      expect(words, format).toContain("Not a clean draft: 1 flag is still open");
      expect(words, format).not.toMatch(/secret|built/);
    }
  });

  it("has its notes where they are wanted", async () => {
    const stored = await article();
    const pdf = async (notes?: "endnotes" | "footnotes") =>
      wordsOf("pdf", await exportDraft(cast.author, stored.id, { format: "pdf", notes }));
    const [unasked, footnotes, endnotes] = [await pdf(), await pdf("footnotes"), await pdf("endnotes")];
    expect(footnotes).toBe(unasked);
    expect(footnotes).toMatch(/ReferencesN?•?Nobody cites this one\..*Stone, A\. The Harbour/);
    expect(endnotes).toMatch(/References1\.Stone, A\. The Harbour.*Nobody cites this one/);
  });

  it("is of the very text in JSON: its version, and the hash on the sign-off sheet", async () => {
    const stored = await article();
    await typeOver(cast.author, stored, "harbour", "haven");
    const json = JSON.parse(text(await exportDraft(cast.author, stored.id, { format: "json" }))) as unknown;
    const { textHash } = await readSignOff(cast.author, stored.id);
    expect(json).toMatchObject({
      format: "galley.article",
      id: stored.id,
      version: 2,
      hash: textHash,
      title: "The haven and the sea",
      bylines: [{ name: "Ada Stone", role: "analyst" }],
      notice: null,
      references: [
        { number: 1, url: "https://example.org/harbour" },
        { number: null, cited: false },
      ],
    });
  });

  it("holds one state of the text, whatever is typed meanwhile", async () => {
    const stored = await article();
    const exports = Array.from({ length: 6 }, () => exportDraft(cast.author, stored.id, { format: "txt" }));
    const edits = typeOver(cast.author, stored, "harbour", "haven").then(() =>
      typeOver(cast.author, stored, "bulit", "built"),
    );
    const [files] = await Promise.all([Promise.all(exports), edits]);
    const drafts = await db.draft.findMany({ where: { articleId: stored.id } });
    const hashes = new Map(drafts.map(({ version, textHash }) => [version, textHash]));
    expect(drafts.every(({ version, textHash }) => hashes.get(version) === textHash)).toBe(true);
    const recorded = new Set(hashes.values());
    for (const file of files)
      expect(recorded).toContain(createHash("sha256").update(text(file)).digest("hex"));
  });

  it("is one export when a person fetches the same file again at once, and none when it is looked at", async () => {
    const stored = await article();
    const drafts = () => db.draft.count({ where: { articleId: stored.id } });
    await exportDraft(cast.author, stored.id, { format: "md" }, { onRecord: false });
    expect(await drafts()).toBe(0);
    for (let time = 0; time < 3; time++) await exportDraft(cast.author, stored.id, { format: "md" });
    expect(await drafts()).toBe(1);
    expect(await db.articleEvent.count({ where: { articleId: stored.id, type: "draft.exported" } })).toBe(1);

    await exportDraft(cast.editor, stored.id, { format: "md" });
    await exportDraft(cast.author, stored.id, { format: "txt" });
    await typeOver(cast.author, stored, "harbour", "haven");
    await exportDraft(cast.author, stored.id, { format: "md" });
    expect(await drafts()).toBe(4);
    await db.draft.updateMany({
      where: { articleId: stored.id },
      data: { createdAt: new Date(Date.now() - 61_000) },
    });
    await exportDraft(cast.author, stored.id, { format: "md" });
    expect(await drafts()).toBe(5);
  });
});

describe("the sign-off sheet", () => {
  it("names every flag and waiver, and the hash of the very draft", async () => {
    const stored = await article();
    const waived = await makeFlag(cast.editor, stored, flagOn(stored, "boats", { kind: "citation" }));
    await resolveFlag(cast.chief, waived.id, { outcome: "waived", note: "We print <at> six." });
    const sheet = await readSignOff(cast.author, stored.id);
    const draft = await exportDraft(cast.author, stored.id, { format: "txt" });
    expect(sheet).toMatchObject({
      title: "The harbour and the sea",
      version: 1,
      gateOpen: true,
      generatedBy: { id: cast.author.id },
      waivers: [{ flagId: waived.id, reason: "We print <at> six.", by: { id: cast.chief.id } }],
    });
    expect(sheet.textHash).toBe(createHash("sha256").update(text(draft)).digest("hex"));
    const page = await readSignOffPage(cast.author, stored.id);
    expect(page).toContain("We print &lt;at&gt; six.");
  });
});

describe("contentDisposition", () => {
  it("carries a Persian title, and a name for clients that cannot read it", async () => {
    const stored = await makeArticle(cast.author, {
      language: "fa",
      paragraphs: [block("t", "تناقض ایران", "title"), block("b", "متن.")],
    });
    const { filename } = await exportDraft(cast.author, stored.id, { format: "docx" });
    expect(filename).toBe("تناقض-ایران.docx");
    const header = contentDisposition(filename);
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    expect(header).toContain('filename="draft.docx"');
    expect(decodeURIComponent(header.split("UTF-8''")[1]!)).toBe(filename);
  });
});
