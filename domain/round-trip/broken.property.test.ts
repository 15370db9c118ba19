import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptSteps, nothingSince } from "../article/accept";
import { docFromParagraphs, paragraphText, placeParagraphs } from "../article/document";
import { toReviewedDocx } from "../draft/reviewed/reviewed";
import { reviewedSample } from "../draft/testing/reviewed-articles";
import { GalleyError } from "../errors";
import { parseManuscript } from "../manuscript";
import { mutatedDocx } from "../manuscript/docx/testing/mutations";
import { uuid } from "../testing";
import { receiving } from "./testing";
import { takeIn } from ".";

/** The same files at every run; GALLEY_PROPERTY_RUNS=20000 looks longer and elsewhere, and prints its seed. */
const LONGER = process.env.GALLEY_PROPERTY_RUNS;
/** No file is worth more than this, in milliseconds. */
const LONGEST = 10_000;

const source = reviewedSample();
const before = docFromParagraphs(source.paragraphs);
const flagIds = new Set(source.flags.map(({ id }) => id));
let made = 0;
const newId = () => uuid(`n${++made}`);

/** What a file does is a change that the one door takes, and speaks of flags that are there, of each once. */
function check(file: Uint8Array): { isOurs: boolean } {
  const parsed = parseManuscript({ format: "docx", file });
  const { steps, doc, fixes, marked, reopened, replies, fresh, withoutComment } = takeIn(
    parsed,
    receiving(source),
    newId,
  );
  const accepted = acceptSteps(steps, nothingSince(before), newId, source.citationStyle);
  expect(accepted).not.toBeNull();
  accepted!.after.check();
  const decided = [...fixes.map(({ flagId }) => flagId), ...marked, ...reopened];
  expect(new Set(decided).size).toBe(decided.length);
  for (const id of [...decided, ...withoutComment, ...replies.map(({ flagId }) => flagId)])
    expect(flagIds).toContain(id);
  const placed = placeParagraphs(doc);
  for (const { paragraphKey, start, end } of fresh) {
    const text = paragraphText(placed.get(paragraphKey)!.node);
    expect([start >= 0, start < end, end <= text.length]).toEqual([true, true, true]);
  }
  return { isOurs: parsed.galley !== undefined };
}

describe("a reviewed file that comes back broken", { timeout: LONGER ? 7_200_000 : 600_000 }, () => {
  it("is refused in clear words, or does what can be said and done, and never takes long", () => {
    const files = [toReviewedDocx(source), toReviewedDocx(source, { settled: false })];
    const outcomes = { ours: 0, strange: 0, refused: 0 };
    fc.assert(
      fc.property(mutatedDocx(files, { review: true }), (file) => {
        const began = performance.now();
        try {
          outcomes[check(file).isOurs ? "ours" : "strange"]++;
        } catch (error) {
          if (!(error instanceof GalleyError)) throw error;
          expect(["invalid", "too_large"]).toContain(error.code);
          expect(error.message).toMatch(/^[A-Z].*\.$/s);
          outcomes.refused++;
        }
        expect(performance.now() - began).toBeLessThan(LONGEST);
      }),
      LONGER ? { numRuns: Number(LONGER) } : { numRuns: 600, seed: 20_261_129 },
    );
    // All of it happens, or nothing was tried.
    expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(LONGER ? 0 : 5);
  });
});
