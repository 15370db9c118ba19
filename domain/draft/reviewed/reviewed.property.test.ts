import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { styleOfParagraph } from "../../docx/styles";
import { arbitraryReview } from "../testing/arbitrary-reviews";
import { inconsistencies } from "../testing/docx-consistency";
import { readComments, readFlagBookmarks, readTracked } from "../testing/docx-tracked";
import { flagComments } from "./comment-text";
import { placedFlags } from "./placed-flags";
import { toReviewedDocx, type ReviewedSource } from "./reviewed";

/** What XML cannot hold, as it comes back. */
const held = (text: string) =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "\ufffd")
    .replace(/\r/g, "\n");

/** The paragraphs with every fix that is shown as a change applied. */
function fixed({ paragraphs, flags }: ReviewedSource): string[] {
  const changes = placedFlags(paragraphs, flags, { settled: true }).filter(({ isChange }) => isChange);
  return paragraphs.map(({ id, text }) =>
    changes
      .filter(({ paragraphId }) => paragraphId === id)
      .reduceRight(
        (now, { start, end, flag }) => now.slice(0, start) + flag.replacement! + now.slice(end),
        text,
      ),
  );
}

describe("a reviewed file of whatever article", () => {
  it("has its text letter for letter, every flag on its words, and hangs together", () => {
    fc.assert(
      fc.property(arbitraryReview, fc.boolean(), (source, settled) => {
        const file = toReviewedDocx(source, { settled });
        expect(inconsistencies(file)).toEqual([]);
        const read = readTracked(file, "reject");
        expect(read.map(({ style, text }) => [style, text])).toEqual(
          source.paragraphs.map(({ kind, attrs, text }) => [styleOfParagraph(kind, attrs), held(text)]),
        );
        expect(readTracked(file, "accept").map(({ text }) => text)).toEqual(fixed(source).map(held));

        const flags = placedFlags(source.paragraphs, source.flags, { settled });
        const texts = new Map(source.paragraphs.map(({ id, text }) => [id, text]));
        const wordsOf = ({ paragraphId, start, end }: (typeof flags)[number]) =>
          held(texts.get(paragraphId)!.slice(start, end));
        const bookmarks = readFlagBookmarks(file);
        expect(bookmarks.size).toBe(flags.length);
        for (const placed of flags) expect(bookmarks.get(placed.flag.id)).toBe(wordsOf(placed));
        const comments = flags
          .filter(({ hasComment }) => hasComment)
          .flatMap((placed) => {
            const [comment, ...replies] = flagComments(placed.flag);
            const parent = held(comment.text);
            const words = wordsOf(placed);
            return [comment, ...replies].map(({ by, at, text }, index) => ({
              ...{ author: by.name, date: at, text: held(text), words },
              parent: index === 0 ? null : parent,
            }));
          });
        expect(readComments(file).map(({ done: _, ...comment }) => comment)).toEqual(comments);
      }),
      { numRuns: 150 },
    );
  }, 180_000);
});
