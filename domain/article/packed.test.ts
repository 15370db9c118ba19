import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  THREAD_TYPES,
  type ArticleDto,
  type FlagDto,
  type PersonDto,
  type ThreadEntryDto,
} from "../contract";
import { FLAG_KINDS, FLAG_STATUSES, OUTCOMES } from "../flag/kinds";
import { p, uuid } from "../testing";
import { packArticle, unpackArticle } from "./packed";
import { headOf } from "./reduce";

const paragraphs = [
  p("t", "Title", "title"),
  p("a", "One 🏮 lamp[r] and another."),
  p("b", ""),
  p("r", "Book. https://a.example/book", "reference"),
];

const person: fc.Arbitrary<PersonDto> = fc.constantFrom(
  { id: uuid("p1"), name: "Ada" },
  { id: uuid("p2"), name: "نیلوفر" },
);
const moment = fc.integer({ min: 0, max: 4e12 }).map((time) => new Date(time).toISOString());
const words = fc.string({ unit: "grapheme", maxLength: 12 });
const entry: fc.Arbitrary<ThreadEntryDto> = fc
  .tuple(
    fc.record({ id: fc.uuid(), type: fc.constantFrom(...THREAD_TYPES), actor: person, at: moment }),
    fc.record(
      {
        body: words,
        editedAt: moment,
        outcome: fc.constantFrom(...OUTCOMES),
        sources: fc.array(words),
        assignee: fc.option(person),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([is, more]) => ({ ...is, ...more }));
const flag: fc.Arbitrary<FlagDto> = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom(...FLAG_KINDS),
    status: fc.constantFrom(...FLAG_STATUSES),
    outcome: fc.option(fc.constantFrom(...OUTCOMES)),
    blocking: fc.boolean(),
    paragraphId: fc.constantFrom(...paragraphs.map(({ id }) => id), uuid("gone")),
    anchor: fc.record({
      state: fc.constantFrom("exact", "changed", "detached"),
      start: fc.nat(30),
      end: fc.nat(30),
      quote: words,
      prefix: words,
      suffix: words,
    }),
    paragraphChanged: fc.boolean(),
    recheck: fc.option(words),
    replacement: fc.option(words),
    sources: fc.array(words),
    raisedBy: person,
    assigneeId: fc.option(fc.uuid()),
    resolvedById: fc.option(fc.uuid()),
    createdAt: moment,
    thread: fc.array(entry),
  })
  .chain((one) => fc.constantFrom(one, { ...one, pending: true as const }));
const article = fc.array(flag).map((flags): ArticleDto => ({
  id: "x",
  deskId: "d",
  version: 4,
  ...headOf(paragraphs),
  authorIds: [uuid("p1")],
  language: "en",
  citationStyle: "numbered",
  dueAt: null,
  status: "in_review",
  draftVersion: null,
  paragraphs,
  flags,
  lastEventId: "10",
}));

describe("a packed article", () => {
  it("is the same again, its flags to the letter", () => {
    fc.assert(
      fc.property(article, (one) => {
        const again = unpackArticle(packArticle(one));
        expect(again).toEqual(one);
        expect(again.flags.map((now) => JSON.stringify(now))).toEqual(
          one.flags.map((was) => JSON.stringify(was)),
        );
      }),
    );
  });

  it("leaves out what an ordinary flag repeats", () => {
    const at = "2026-11-25T12:00:00.000Z";
    const ada = { id: uuid("p1"), name: "Ada" };
    const usual: FlagDto = {
      id: uuid("f"),
      kind: "fact_check",
      status: "open",
      outcome: null,
      blocking: true,
      paragraphId: uuid("a"),
      anchor: {
        state: "exact",
        start: 0,
        end: 3,
        quote: "One",
        prefix: "",
        suffix: " 🏮 lamp\uFFFC and another.",
      },
      paragraphChanged: false,
      recheck: null,
      replacement: null,
      sources: [],
      raisedBy: ada,
      assigneeId: null,
      resolvedById: null,
      createdAt: at,
      thread: [{ id: "1", type: "raised", actor: ada, at, body: "Which?" }],
    };
    const [one] = fc.sample(article, 1);
    const packed = JSON.parse(packArticle({ ...one!, flags: [usual] })) as { flags: unknown[] };
    expect(packed.flags).toEqual([
      {
        id: usual.id,
        kind: "fact_check",
        at: 1,
        range: [0, 3],
        by: 0,
        time: Date.parse(at),
        thread: [{ id: "1", body: "Which?" }],
      },
    ]);
  });
});
