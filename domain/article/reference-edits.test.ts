import fc from "fast-check";
import type { Node } from "prosemirror-model";
import { Mapping } from "prosemirror-transform";
import { describe, expect, it } from "vitest";
import { draftOf, type DraftBlock } from "../draft/draft";
import type { DraftInline } from "../draft/inline";
import { citationsOf } from "./citation-labels";
import { citationPlaces, CITATION_STYLES, type CitationStyle } from "./citations";
import { docFromParagraphs, paragraphsFromDoc } from "./document";
import type { InlineJson } from "./kinds";
import { normalise, orderSteps } from "./normalise";
import { applySteps } from "./rebase";
import { addReferenceSteps, mergeReferenceSteps, rewriteReferenceSteps } from "./reference-edits";
import { referenceNumbers } from "./references";

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const refId = (n: number) => uuid(100 + n);
const TEXTS = [
  "Mehta, Anja. 2021. “The Lamp.”",
  "Ray, Otto. 2021. “Seas.”",
  "Mehta, Anja. 2021. “Dams.”",
  "A letter.",
  "Brun, Ida. n.d. “Alps.”",
];

/** Paragraphs that cite these references, and a list of all. */
function articleOf(paragraphs: readonly number[][], style: CitationStyle): Node {
  const text = (words: string): InlineJson => ({ type: "text", text: words });
  const doc = docFromParagraphs([
    { id: uuid(1), kind: "title", attrs: {}, content: [text("Title")] },
    ...paragraphs.map((cites, index) => ({
      id: uuid(10 + index),
      kind: "body" as const,
      attrs: {},
      content: cites.flatMap((n): InlineJson[] => [
        text("words"),
        { type: "citation", attrs: { referenceId: refId(n) } },
      ]),
    })),
    ...TEXTS.map((words, n) => ({
      id: refId(n),
      kind: "reference" as const,
      attrs: {},
      content: [text(words)],
    })),
  ]);
  return applySteps(doc, orderSteps(doc, style))!.after;
}

/** What the one door makes of steps. */
function through(doc: Node, steps: Parameters<typeof applySteps>[1], style: CitationStyle): Node {
  const applied = applySteps(doc, steps)!;
  const mapping = new Mapping(steps.map((step) => step.getMap()));
  return normalise(doc, applied.after, mapping, () => uuid(999), style).after;
}

const citedOf = (doc: Node) =>
  [...citationPlaces(paragraphsFromDoc(doc))].flatMap(([id, places]) => places.map(() => id));

const arbitraryParagraphs = fc.array(fc.array(fc.nat(TEXTS.length - 1), { maxLength: 4 }), {
  minLength: 1,
  maxLength: 5,
});
const arbitraryStyle = fc.constantFrom(...CITATION_STYLES);

describe("merging", () => {
  it("never loses a citation, and leaves one entry and numbers 1 … n", () => {
    fc.assert(
      fc.property(
        arbitraryParagraphs,
        arbitraryStyle,
        fc.tuple(fc.nat(4), fc.nat(4)).filter(([a, b]) => a !== b),
        (paragraphs, style, [from, into]) => {
          const before = articleOf(paragraphs, style);
          const after = through(before, mergeReferenceSteps(before, refId(from), refId(into)), style);
          const expected = citedOf(before).map((id) => (id === refId(from) ? refId(into) : id));
          expect(citedOf(after).sort()).toEqual(expected.sort());
          expect(after.childCount).toBe(before.childCount - 1);
          const numbers = [...referenceNumbers(paragraphsFromDoc(after)).values()];
          expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        },
      ),
    );
  });
});

const inlinesOf = (block: DraftBlock): DraftInline[] =>
  block.kind === "quote"
    ? block.paragraphs.flat()
    : block.kind === "list"
      ? block.items.flat()
      : block.inlines;

describe("a draft", () => {
  it("labels every citation, and orders the list, as the screen does", () => {
    fc.assert(
      fc.property(arbitraryParagraphs, arbitraryStyle, (cites, style) => {
        const paragraphs = paragraphsFromDoc(articleOf(cites, style));
        const { labels } = citationsOf(paragraphs, style);
        const draft = draftOf({ language: "en", citationStyle: style, paragraphs });
        const printed = draft.blocks
          .flatMap(inlinesOf)
          .flatMap((inline) => (inline.type === "citation" ? [inline.label ?? String(inline.number)] : []));
        expect(printed).toEqual(cites.flat().map((n) => labels.get(refId(n))));
        const isCited = new Set(cites.flat().map(refId));
        const onScreen = paragraphs.filter(({ kind }) => kind === "reference");
        const words = (inlines: DraftInline[]) =>
          inlines
            .map((inline) => (inline.type === "text" ? inline.text : ""))
            .join("")
            .replace(/(2021|n\.d\.)-?[ab]/, "$1");
        expect(draft.references.cited.map(words)).toEqual(
          onScreen.filter(({ id }) => isCited.has(id)).map(({ text }) => text),
        );
      }),
    );
  });
});

describe("the list by author", () => {
  it("is kept in order as entries come, uncited ones apart", () => {
    const before = articleOf([[1], [0]], "author_date");
    const entry = {
      id: uuid(500),
      content: [{ type: "text" as const, text: "Aalto, Ida. 1990. “X y.”" }],
      csl: null,
    };
    const after = through(before, addReferenceSteps(before, [entry]), "author_date");
    const texts = paragraphsFromDoc(after)
      .filter(({ kind }) => kind === "reference")
      .map(({ text }) => text);
    expect(texts.slice(0, 2)).toEqual([TEXTS[0], TEXTS[1]]);
    expect(texts[2]).toContain("Aalto");
  });
});

describe("rewriting an entry", () => {
  it("makes any content of any other, one replacement at most", () => {
    const arbitraryContent = fc
      .array(fc.tuple(fc.constantFrom("a", "ab", "aba", "b ", "é"), fc.boolean()), {
        minLength: 1,
        maxLength: 6,
      })
      .map((pieces) =>
        pieces.map(([text, em]): InlineJson => ({
          type: "text",
          text,
          ...(em ? { marks: [{ type: "em" }] } : {}),
        })),
      );
    fc.assert(
      fc.property(arbitraryContent, arbitraryContent, (first, second) => {
        const doc = articleOf([[0]], "numbered");
        const one = applySteps(doc, rewriteReferenceSteps(doc, refId(0), first))!.after;
        const steps = rewriteReferenceSteps(one, refId(0), second);
        expect(steps.length).toBeLessThanOrEqual(1);
        const other = applySteps(one, steps)!.after;
        const direct = applySteps(doc, rewriteReferenceSteps(doc, refId(0), second))!.after;
        expect(other.eq(direct)).toBe(true);
      }),
    );
  });
});
