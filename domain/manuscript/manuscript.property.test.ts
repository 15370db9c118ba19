import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GalleyError } from "../errors";
import { PARAGRAPH_KINDS } from "../article/kinds";
import type { Corrections, ParsedManuscript, TextFormat } from "../contract";
import { manuscriptText } from "./index";
import { checkDocument, parse } from "./testing";

const sentence = fc.constantFrom(
  "The river was shared out between the two states in the year after the war.",
  "It was not enough, the commission found, for the cooperation between Sarat and",
  "harran has most of the dams [1].",
  "Nobody reads the treaty.",
  "This was known in 2016 [2, 3], and before¹.",
  "See https://example.org/river-talks -2016 for the inter-",
  "national view  of it",
  "رودخانه میان دو کشور تقسیم شد [۱].",
  "عقد الاتفاق في العام الماضي",
  "• a bulleted line",
  "1. A numbered line",
  "Historical Context",
  "By Mina Sattari and Yusuf Demir, Regional Editors",
  "References",
  "Notes",
  "Who pays?",
  "[^1]: A note of 2019.",
  "About the author",
);
const entry = fc.constantFrom(
  "1. Sattari, Mina. 2021. “Water.” Harran Review.",
  "2. Demir, Yusuf. n.d. “Power.”",
  "2021. Continued here",
  "[3] Okay, Ana. https://example.org/rain-",
  "and-more -12.",
  "Unnumbered, An. 2020. Entry",
);
const anyLine = fc.oneof(
  { weight: 5, arbitrary: sentence },
  { weight: 2, arbitrary: entry },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "",
      "\t",
      "\f",
      "[",
      "]",
      "**",
      "# ",
      "> ",
      "|a|",
      "<p>",
      "</b>",
      "<sup>1</sup>",
    ),
  },
);
const source = fc.array(anyLine, { minLength: 1, maxLength: 24 }).map((lines) => lines.join("\n"));
const tidy = fc
  .array(fc.oneof(sentence, entry, fc.constant("")), { minLength: 1, maxLength: 24 })
  .map((lines) => lines.join("\n"));

const TEXT_FORMATS: TextFormat[] = ["text", "markdown", "html"];

/** What a source becomes, or null when it is refused, which only its limits may do. */
function attempt(text: string, corrections: Partial<Corrections> = {}, format: TextFormat = "text") {
  try {
    return parse(text, corrections, format);
  } catch (error) {
    if (error instanceof GalleyError && /empty|not a text/.test(error.message)) return null;
    throw error;
  }
}

const SUPERSCRIPTS = /[⁰¹²³⁴-⁹]/g;

/** Characters without white space, counted; digits set high are left out, because repairs show citations so. */
function tally(text: string, into: Map<string, number>, by = 1): Map<string, number> {
  for (const character of text
    .replace(SUPERSCRIPTS, "")
    .replace(/[\s\uFFFC]/g, "")
    .normalize("NFC"))
    into.set(character, (into.get(character) ?? 0) + by);
  return into;
}

/** The source's characters, as far as text and repairs account for them. */
function accounted({ manuscript, repairs }: ParsedManuscript): Map<string, number> {
  const characters = tally(manuscriptText(manuscript), new Map());
  for (const { id, before, after } of repairs) {
    // Moves show the beginnings of what they moved.
    if (id.startsWith("order:")) continue;
    tally(before, characters);
    tally(after, characters, -1);
  }
  return characters;
}

const some = (counts: Map<string, number>) =>
  Object.fromEntries([...counts].filter(([, count]) => count !== 0).sort());

const correctionsOf = (read: ParsedManuscript) => {
  const keys = read.manuscript.paragraphs.map(({ key }) => key);
  const ids = read.repairs.map(({ id }) => id);
  return fc.record({
    undo: fc.subarray(ids),
    joins: fc.subarray(keys, { maxLength: Math.min(3, keys.length) }),
    kinds: fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...PARAGRAPH_KINDS), { maxKeys: 4 }),
    title: fc.constantFrom(undefined, "A Title Somebody Typed"),
  });
};

describe("any source", { timeout: 60_000 }, () => {
  it("loses no character but those the repairs name", () => {
    fc.assert(
      fc.property(source, (text) => {
        const read = attempt(text);
        if (!read || read.warnings.some(({ message }) => message.startsWith("Left out"))) return;
        expect(some(accounted(read))).toEqual(some(tally(text, new Map())));
      }),
      { numRuns: 200 },
    );
  });

  it("loses none when any of the repairs are undone", () => {
    fc.assert(
      fc.property(tidy, fc.gen(), (text, gen) => {
        const read = attempt(text);
        if (!read) return;
        const undo = gen(
          fc.subarray,
          read.repairs.map(({ id }) => id),
        );
        expect(some(accounted(parse(text, { undo })))).toEqual(some(tally(text, new Map())));
      }),
      { numRuns: 200 },
    );
  });

  it("is a document of the schema in every format, whatever the corrections", () => {
    fc.assert(
      fc.property(source, fc.constantFrom(...TEXT_FORMATS), fc.gen(), (text, format, gen) => {
        const read = attempt(text, {}, format);
        if (!read) return;
        checkDocument(read);
        const corrections = gen(correctionsOf, read);
        checkDocument(parse(text, corrections, format));
      }),
      { numRuns: 200 },
    );
  });

  it("keeps the ids of its repairs and the keys of its lines whatever the corrections", () => {
    fc.assert(
      fc.property(tidy, fc.gen(), (text, gen) => {
        const read = attempt(text);
        if (!read) return;
        const ids = read.repairs.map(({ id }) => id);
        const undo = gen(fc.subarray, ids);
        const corrected = parse(text, { undo });
        expect(corrected).toEqual(parse(text, { undo: [...undo].reverse() }));
        const places = new Map(read.manuscript.paragraphs.map(({ key, line }) => [key, line]));
        for (const { key, line } of corrected.manuscript.paragraphs)
          expect(places.get(key) ?? line).toBe(line);
        // Undoing a citation leaves all others what they were.
        const citations = (one: ParsedManuscript) =>
          one.repairs.flatMap(({ id, type }) => (type === "citation" ? [id] : []));
        const [first, ...others] = citations(read);
        if (first) expect(citations(parse(text, { undo: [first] }))).toEqual(others);
      }),
      { numRuns: 200 },
    );
  });
});
