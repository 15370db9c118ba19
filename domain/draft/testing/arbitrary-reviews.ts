import fc from "fast-check";
import { FLAG_KINDS, FLAG_STATUSES } from "../../flag/kinds";
import type { FlagDto, ThreadEntryDto } from "../../contract";
import { inlineText } from "../../article/kinds";
import { uuid } from "../../testing";
import type { ReviewedSource } from "../reviewed/reviewed";
import { arbitraryArticle } from "./arbitraries";
import { ADA, BEN, flagOn, LEILA, minute, underReview, withUuids } from "./reviewed-articles";

/** Articles as nobody would write them, under a review as nobody would make it. */

const part = fc.integer({ min: 0, max: 999 }).map((n) => n / 1000);
const words = fc.constantFrom("", "Why?", "نه", "a\nb", "<&>", " x ", "]]>", "\u0007", "🚀");
const person = fc.constantFrom(ADA, BEN, LEILA);

const entry: fc.Arbitrary<Partial<ThreadEntryDto> & Pick<ThreadEntryDto, "type">> = fc.oneof(
  fc.record({ type: fc.constant("reply" as const), actor: person, body: words }),
  fc.record({
    type: fc.constantFrom(
      "resolved",
      "reopened",
      "verified",
      "withdrawn",
      "reanchored",
      "recheck",
      "unchanged",
    ),
    actor: person,
  }),
  fc.record({
    type: fc.constant("resolved" as const),
    actor: person,
    outcome: fc.constantFrom("sourced", "stands", "applied"),
    sources: fc.array(words, { maxLength: 2 }),
  }),
  fc.record({ type: fc.constant("assigned" as const), actor: person, assignee: fc.option(person) }),
);

const flag = fc.record({
  where: part,
  from: part,
  to: part,
  kind: fc.constantFrom(...FLAG_KINDS, "typo" as const, "typo" as const),
  status: fc.constantFrom(...FLAG_STATUSES, "open" as const, "open" as const),
  state: fc.constantFrom("exact", "exact", "exact", "changed", "detached"),
  note: words,
  replacement: words,
  raisedBy: person,
  thread: fc.array(entry, { maxLength: 3 }),
});

export const arbitraryReview: fc.Arbitrary<ReviewedSource> = fc
  .tuple(arbitraryArticle, fc.array(flag, { maxLength: 8 }), fc.constantFrom("numbered", "author_date"))
  .map(([article, flags, style]) => {
    const ids = new Set(article.paragraphs.map(({ id }) => id));
    const paragraphs = withUuids(
      article.paragraphs.map((paragraph) => {
        // What cites nothing cannot be in an article.
        const content = paragraph.content.filter(
          (node) => node.type !== "citation" || ids.has(node.attrs.referenceId),
        );
        return { ...paragraph, content, text: inlineText(content) };
      }),
    );
    const placed = flags.map(({ where, from, to, state, kind, ...facts }, index): FlagDto => {
      const paragraph = paragraphs[Math.floor(where * paragraphs.length)]!;
      const ends = [from, to].map((at) =>
        onCharacter(paragraph.text, Math.floor(at * (paragraph.text.length + 1))),
      );
      const [start, end] = ends.sort((one, other) => one - other) as [number, number];
      return flagOn(paragraph, "", {
        ...facts,
        kind,
        id: uuid(`g${index}`),
        createdAt: minute(index),
        replacement: kind === "typo" ? facts.replacement : null,
        anchor: {
          state: start < end ? state : "detached",
          start,
          end,
          quote: paragraph.text.slice(start, end),
        },
      });
    });
    return { ...underReview(paragraphs, placed), citationStyle: style };
  });

/** Anchors never cut a character in two. */
function onCharacter(text: string, offset: number): number {
  return /^[\uDC00-\uDFFF]/.test(text.slice(offset)) && /[\uD800-\uDBFF]$/.test(text.slice(0, offset))
    ? offset - 1
    : offset;
}
