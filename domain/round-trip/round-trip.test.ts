import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { docFromParagraphs, paragraphsFromDoc } from "../article/document";
import { applyAll } from "../article/rebase";
import type { ParsedManuscript } from "../contract";
import { arbitraryReview } from "../draft/testing/arbitrary-reviews";
import { reviewedSample } from "../draft/testing/reviewed-articles";
import { toReviewedDocx, type ReviewedSource } from "../draft/reviewed/reviewed";
import { parseManuscript } from "../manuscript";
import { uuid } from "../testing";
import { receiving } from "./testing";
import { takeIn } from ".";

let made = 0;
const newId = () => uuid(`n${++made}`);
const read = (file: Uint8Array) => parseManuscript({ format: "docx", file });

/** The reviewed file of an article comes back with `change` made to what is read of it. */
function comesBack(source: ReviewedSource, change: (parsed: ParsedManuscript) => void = () => undefined) {
  const parsed = read(toReviewedDocx(source));
  change(parsed);
  const taken = takeIn(parsed, receiving(source), newId);
  const after = paragraphsFromDoc(applyAll(docFromParagraphs(source.paragraphs), taken.steps)!);
  return { ...taken, after };
}

const UNHELD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\r\ufffe\uffff]|\p{Cs}/u;
function isStorable({ paragraphs }: ReviewedSource): boolean {
  try {
    docFromParagraphs(paragraphs).check();
    // A line's end is a break here, never a letter.
    return !paragraphs.some(({ content }) =>
      content.some((node) => node.type === "text" && /[\n\uFFFC]/.test(node.text)),
    );
  } catch {
    return false;
  }
}

function wordsOf({ paragraphs, flags }: ReviewedSource): string {
  const ofFlags = flags.flatMap(({ replacement, anchor, thread }) => [
    replacement,
    anchor.quote,
    ...thread.flatMap(({ body, sources = [] }) => [body, ...sources]),
  ]);
  return [...paragraphs.map(({ text }) => text), ...ofFlags].join(" ");
}

const nothing = { fixes: [], marked: [], reopened: [], replies: [], fresh: [], withoutComment: [] };

describe("a reviewed file that comes back as it was", () => {
  it("changes nothing of the sample, with flags of every kind and state", () => {
    const { steps, doc: _, after: __, ...rest } = comesBack(reviewedSample());
    expect({ steps: steps.map((step) => step.toJSON() as unknown), ...rest }).toEqual({
      steps: [],
      ...nothing,
    });
  });

  it("changes nothing of any article", () => {
    fc.assert(
      fc.property(arbitraryReview, (source) => {
        // What XML cannot hold comes back as another character, and a comment needs a word to stand on.
        fc.pre(!UNHELD.test(wordsOf(source)));
        fc.pre(isStorable(source));
        // A change that ends a paragraph is no fix of its words.
        fc.pre(source.flags.every(({ replacement }) => !replacement?.includes("\n")));
        fc.pre(source.paragraphs.some(({ text }) => /\p{L}/u.test(text)));
        // A comment says something, or it is none.
        fc.pre(
          source.flags.every(
            ({ kind, thread }) => kind !== "comment" || thread.some(({ body }) => body?.trim()),
          ),
        );
        const { steps, doc: _, after: __, ...rest } = comesBack(source);
        expect({ steps: steps.map((step) => step.toJSON() as unknown), ...rest }).toEqual({
          steps: [],
          ...nothing,
        });
      }),
      { numRuns: Number(process.env.GALLEY_PROPERTY_RUNS ?? 150), seed: 20_261_125 },
    );
  }, 180_000);
});

describe("words that somebody gave to what they had said before", () => {
  it("come as a reply of theirs, each once, and the thread keeps what was said", () => {
    const source = reviewedSample();
    const flag = source.flags.find(({ kind, thread }) => kind === "fact_check" && thread[0]?.body)!;
    const raised = flag.thread[0]!;
    const reword = (parsed: ParsedManuscript) => {
      const given = parsed.flags.find(({ note }) => note.includes(raised.body!))!;
      given.note = given.note.replace(raised.body!, `${raised.body!} And when?`);
    };
    const { replies } = comesBack(source, reword);
    expect(replies).toMatchObject([
      { flagId: flag.id, by: { name: raised.actor.name }, at: null, body: `${raised.body!} And when?` },
    ]);
    const [reply] = replies;
    const entry = {
      id: uuid("r"),
      type: "reply" as const,
      actor: raised.actor,
      at: raised.at,
      body: reply!.body,
    };
    const answered = {
      ...source,
      flags: source.flags.map((one) => (one === flag ? { ...one, thread: [...one.thread, entry] } : one)),
    };
    const parsed = read(toReviewedDocx(source));
    reword(parsed);
    expect(takeIn(parsed, receiving(answered), newId).replies).toEqual([]);
  });

  it("come so of a reply, but not where it was edited here since", () => {
    const source = reviewedSample();
    const flag = source.flags.find(({ thread }) => thread.some(({ type }) => type === "reply"))!;
    const reply = flag.thread.find(({ type }) => type === "reply")!;
    const reword = (parsed: ParsedManuscript) => {
      for (const given of parsed.flags)
        for (const one of given.replies) if (one.body === reply.body) one.body = "Other words.";
    };
    expect(comesBack(source, reword).replies).toMatchObject([{ flagId: flag.id, body: "Other words." }]);
    reply.editedAt = "2026-03-02T10:00:00.000Z";
    expect(comesBack(source, reword).replies).toEqual([]);
  });
});
