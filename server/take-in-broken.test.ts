import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { answering, editDocx, marking, settleTracked } from "@/domain/draft/testing/edit-docx";
import { GalleyError } from "@/domain/errors";
import { mutatedDocx } from "@/domain/manuscript/docx/testing/mutations";
import { readArticle } from "./articles";
import { addReply } from "./replies";
import { exportReviewed } from "./reviewed";
import { resolveFlag } from "./settlements";
import { previewTakeIn, takeInManuscript } from "./take-in";
import { undoTakeIn } from "./take-in-undo";
import { makeArticle, makeCast, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, makeFlag, typoOn } from "./testing/flags";

/** GALLEY_PROPERTY_RUNS=500 looks longer and elsewhere, and prints its seed. */
const LONGER = process.env.GALLEY_PROPERTY_RUNS;

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

/** An article with flags of every kind, and its file after somebody worked on it. */
async function workedOn(): Promise<{ stored: StoredArticle; file: Uint8Array }> {
  const stored = await makeArticle(cast.author);
  await makeFlag(cast.editor, stored, typoOn(stored, "bulit", "built"));
  const claim = flagOn(stored, "boats", { kind: "fact_check", note: "Who counted?" });
  await addReply(cast.author, (await makeFlag(cast.editor, stored, claim)).id, { body: "The port did." });
  await makeFlag(cast.editor, stored, flagOn(stored, "ships", { note: "A better word?" }));
  const done = await makeFlag(cast.editor, stored, flagOn(stored, "later", { note: "Later than what?" }));
  await resolveFlag(cast.author, done.id, { outcome: "done" });
  const left = (await exportReviewed(cast.author, stored.id, {})).body;
  const said = { author: "Author", date: "2026-01-02T03:04:05Z", body: "By hand." };
  let file = editDocx(left, { "word/document.xml": (xml) => settleTracked(xml, "accept") });
  file = editDocx(file, answering(file, "Who counted?", said));
  file = editDocx(file, marking(file, "A better word?", true));
  return { stored, file: editDocx(file, marking(file, "Later than what?", false)) };
}

/** All that a reader sees, but for what a thread says of the way there and back, and flags that came and went. */
async function standing({ id }: StoredArticle) {
  const { paragraphs, flags, title, references } = await readArticle(cast.author, id);
  return {
    title,
    paragraphs,
    references,
    flags: flags
      .filter(({ status }) => status !== "withdrawn")
      .map(({ thread, ...flag }) => ({ ...flag, replies: thread.filter(({ type }) => type === "reply") })),
  };
}

it(
  "a broken file that comes back is refused whole, or taken in and back again without a trace",
  { timeout: LONGER ? 7_200_000 : 240_000 },
  async () => {
    const { stored, file } = await workedOn();
    const before = await standing(stored);
    const outcomes = { taken: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(mutatedDocx([file], { review: true }), async (broken) => {
        const input = { format: "docx", file: new Uint8Array(broken), base: "made_from" } as const;
        try {
          await previewTakeIn(cast.author, stored.id, input);
        } catch (error) {
          if (!(error instanceof GalleyError)) throw error;
          expect(error.code).toBe("invalid");
          outcomes.refused++;
          expect(await standing(stored)).toEqual(before);
          return;
        }
        const { number } = await takeInManuscript(cast.author, stored.id, { ...input, id: randomUUID() });
        outcomes.taken++;
        await undoTakeIn(cast.author, stored.id, number, { id: randomUUID() });
        expect(await standing(stored)).toEqual(before);
      }),
      LONGER ? { numRuns: Number(LONGER) } : { numRuns: 12, seed: 20_261_129 },
    );
    expect(Math.min(outcomes.taken, outcomes.refused)).toBeGreaterThan(0);
  },
);
