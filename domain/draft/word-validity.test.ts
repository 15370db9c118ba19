import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uuid } from "../testing";
import { toDocx, toReviewedDocx } from "./index";
import { arbitraryArticle } from "./testing/arbitraries";
import { arbitraryReview } from "./testing/arbitrary-reviews";
import { article, sample } from "./testing/articles";
import { arbitraryRevisions, edited } from "./testing/edits";
import { tampered } from "./testing/docx-reading";
import { openXmlErrors } from "./testing/open-xml";
import { flagOn, reviewedSample, underReview } from "./testing/reviewed-articles";

/**
 * Every kind of Word file we write, read by Microsoft's own validator. In one file, because it takes seconds to start.
 */

const SOME = { numRuns: 15 };
const MINUTES = 300_000;

describe("Microsoft's Open XML validator", () => {
  it.each([
    [
      "word/document.xml",
      '<w:pStyle w:val="Byline"/>',
      '<w:jc w:val="left"/>$&',
      /unexpected child element.*pStyle/,
    ],
    ["word/document.xml", "</w:body>", "<w:p/>$&", /unexpected child element/],
    ["word/document.xml", '<w:commentReference w:id="', "$&9", /does not exist in part/],
    ["word/comments.xml", '<w:comment w:id="', "$&x", /is invalid/],
  ])(
    "finds what is wrong in %s (%s)",
    async (part, words, instead, problem) => {
      const file = tampered(toReviewedDocx(reviewedSample()), part, (xml) => xml.replace(words, instead));
      expect((await openXmlErrors(file)).join("\n")).toMatch(problem);
    },
    MINUTES,
  );

  it.each(["endnotes", "footnotes"] as const)(
    "takes every clean draft with %s",
    async (notes) => {
      const check = async (...given: Parameters<typeof toDocx>) => {
        expect(await openXmlErrors(await toDocx(...given))).toEqual([]);
      };
      await check(sample(), { openFlags: 1 }, { notes });
      await check({ ...sample(), citationStyle: "author_date" }, undefined, { notes });
      await check(article(), undefined, { notes });
      await fc.assert(
        fc.asyncProperty(arbitraryArticle, (source) => check(source, undefined, { notes })),
        SOME,
      );
    },
    MINUTES,
  );

  it(
    "takes every reviewed file",
    async () => {
      const check = async (...given: Parameters<typeof toReviewedDocx>) => {
        expect(await openXmlErrors(toReviewedDocx(...given))).toEqual([]);
      };
      await check(reviewedSample());
      await check({ ...reviewedSample(), citationStyle: "author_date" }, { settled: false });
      await check({ ...reviewedSample(), flags: [] });
      await fc.assert(
        fc.asyncProperty(arbitraryReview, (source) => check(source)),
        SOME,
      );
    },
    MINUTES,
  );

  it(
    "takes every file with all changes since the import",
    async () => {
      const manuscript = reviewedSample().paragraphs;
      await fc.assert(
        fc.asyncProperty(arbitraryRevisions, async (revisions) => {
          const { paragraphs, since } = edited(manuscript, revisions);
          const flags = paragraphs.slice(0, 8).map((paragraph, index) =>
            flagOn(paragraph, [...paragraph.text].slice(0, 5).join(""), {
              id: uuid(`w${index}`),
              note: "?",
              ...(index % 2 === 0 ? { replacement: "other" } : {}),
            }),
          );
          expect(await openXmlErrors(toReviewedDocx(underReview(paragraphs, flags), { since }))).toEqual([]);
        }),
        SOME,
      );
    },
    MINUTES,
  );
});
