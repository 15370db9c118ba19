import fc from "fast-check";
import type { InlineJson, MarkJson } from "../../article/kinds";
import type { ParagraphDto } from "../../contract";
import type { DraftSource } from "../draft";
import { article, paragraph, reference } from "./articles";

/** Articles as nobody would write them: markup characters, both directions, controls, marks anywhere. */

const REFERENCE_IDS = ["ref-1", "ref-2", "ref-3", "ref-4", "ref-5"];

const fragment = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("river", "dam", "Tigris", "رود", "می‌شود", "مرز", "2024", "۱۴۰۲", "é"),
  },
  { weight: 3, arbitrary: fc.constantFrom(" ", "  ", ". ", ", ", "\t", "\n", "\u00a0", "،", "–") },
  { weight: 4, arbitrary: fc.constantFrom(..."\\`*_{}[]()#+-.!|<>&~$^@:;/='\"") },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "1. ",
      "- ",
      "# ",
      "> ",
      "[^1]",
      "[^1]: ",
      "***",
      "---",
      "===",
      "&amp;",
      "&#35;",
      "<b>",
      "<!--",
      "]]>",
      "https://example.org/a_b?c=d&e=*f*",
      "www.example.org",
      "mail@example.org",
      "[x](y)",
      "| a | b |",
      "\ufffc",
      "\u0007",
      "\ud800",
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 5 }) },
);

const text = fc
  .array(fragment, { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(""))
  .filter((words) => words !== "");

const href = fc.constantFrom(
  "https://example.org/",
  "https://example.org/a(b)?c=d&e=f#g",
  "https://example.org/<a>\"b'",
  "mailto:desk@example.org",
  "javascript:alert(1)",
);

const marks: fc.Arbitrary<MarkJson[]> = fc
  .tuple(fc.boolean(), fc.boolean(), fc.option(href, { freq: 4 }))
  .map(([strong, em, to]) => [
    ...(to === null ? [] : [{ type: "link", attrs: { href: to } } as const]),
    ...(em ? [{ type: "em" } as const] : []),
    ...(strong ? [{ type: "strong" } as const] : []),
  ]);

const textNode: fc.Arbitrary<InlineJson> = fc
  .tuple(text, marks)
  .map(([words, on]) => ({ type: "text", text: words, marks: on }));
const inline: fc.Arbitrary<InlineJson> = fc.oneof(
  { weight: 6, arbitrary: textNode },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...REFERENCE_IDS, "ref-gone"), marks)
      .map(([referenceId, on]): InlineJson => ({ type: "citation", attrs: { referenceId }, marks: on })),
  },
  { weight: 1, arbitrary: marks.map((on): InlineJson => ({ type: "hard_break", marks: on })) },
);
const inlines = fc.array(inline, { maxLength: 6 });

const block: fc.Arbitrary<ParagraphDto> = fc
  .tuple(
    fc.constantFrom("body", "heading", "quote", "list_item"),
    inlines,
    fc.boolean(),
    fc.constantFrom(2, 3),
  )
  .map(([kind, content, ordered, level]) =>
    paragraph(
      kind as ParagraphDto["kind"],
      content,
      kind === "heading" ? { level } : kind === "list_item" ? { ordered } : {},
    ),
  );

export const arbitraryArticle: fc.Arbitrary<DraftSource> = fc
  .tuple(
    inlines,
    fc.array(inlines, { maxLength: 2 }),
    fc.array(inlines, { maxLength: 1 }),
    fc.array(block, { minLength: 1, maxLength: 6 }),
    fc.subarray(REFERENCE_IDS),
    fc.array(textNode, { minLength: 5, maxLength: 5 }),
  )
  .map(([title, bylines, standfirsts, blocks, ids, entries]) =>
    article(
      paragraph("title", title),
      ...bylines.map((content) => paragraph("byline", content)),
      ...standfirsts.map((content) => paragraph("standfirst", content)),
      ...blocks,
      ...ids.map((id, index) => reference(id, `Entry ${id}. `, entries[index]!)),
    ),
  );
