import { describe, expect, it } from "vitest";
import type { FlagDto, ThreadEntryDto } from "../contract";
import { p, uuid } from "../testing";
import { toAnnotations, type Annotation, type AnnotationCollection } from "./annotations";

const ORIGIN = "https://galley.example.org";
const editor = { id: uuid("editor"), name: "An Editor" };
const author = { id: uuid("author"), name: "An Author" };

const paragraphs = [
  p("title", "𝔘pstream", "title"),
  p("a", "The Tigris[r] is 1,900 km long."),
  p("b", "می‌شود 😀 گفت که رود خشک است."),
  p("r", "A book.", "reference"),
];

function flag(on: string, quote: string, rest: Partial<FlagDto> = {}): FlagDto {
  const { id, text } = paragraphs.find((paragraph) => paragraph.id === uuid(on))!;
  const start = text.indexOf(quote);
  return {
    id: uuid(quote.slice(0, 6)),
    kind: "comment",
    status: "open",
    outcome: null,
    blocking: false,
    paragraphId: id,
    anchor: { state: "exact", start, end: start + quote.length, quote, prefix: "", suffix: "" },
    paragraphChanged: false,
    recheck: null,
    replacement: null,
    sources: [],
    raisedBy: editor,
    assigneeId: null,
    resolvedById: null,
    createdAt: "2026-03-01T10:00:00.000Z",
    thread: [entry("raised", "Is it?")],
    ...rest,
  };
}

function entry(
  type: ThreadEntryDto["type"],
  body?: string,
  rest: Partial<ThreadEntryDto> = {},
): ThreadEntryDto {
  return {
    id: "1",
    type,
    actor: editor,
    at: "2026-03-01T10:00:00.000Z",
    ...(body === undefined ? {} : { body }),
    ...rest,
  };
}

function collectionOf(...flags: FlagDto[]): AnnotationCollection {
  return toAnnotations(
    { id: uuid("article"), title: "Upstream", version: 4, language: "en-GB", paragraphs, flags },
    ORIGIN,
  );
}
const only = (given: FlagDto): Annotation => collectionOf(given).first!.items[0]!;

/** All the flags above, in every state. */
const everyFlag = () => [
  flag("a", "1,900 km", {
    kind: "fact_check",
    status: "verified",
    outcome: "sourced",
    sources: ["https://example.org/"],
    thread: [
      entry("raised", "Who says so?"),
      entry("reply", "The ministry.", {
        id: uuid("reply"),
        actor: author,
        at: "2026-03-01T11:00:00.000Z",
        editedAt: "2026-03-03T11:00:00.000Z",
      }),
      entry("resolved", "It does.", { actor: author, at: "2026-03-02T10:00:00.000Z", outcome: "sourced" }),
      entry("verified", undefined, { at: "2026-03-02T12:00:00.000Z" }),
    ],
  }),
  flag("a", "long", { kind: "typo", replacement: "", thread: [entry("raised", "Not needed.")] }),
  flag("b", "گفت", { kind: "citation", blocking: true, thread: [entry("raised")] }),
  flag("b", "خشک", {
    anchor: { state: "detached", start: 0, end: 0, quote: "very dry", prefix: "it was ", suffix: " then" },
    status: "withdrawn",
  }),
];

describe("toAnnotations", () => {
  it("is an empty collection where there is no flag", () => {
    const collection = collectionOf();
    expect(collection).toMatchObject({ type: "AnnotationCollection", total: 0, "galley:version": 4 });
    expect(collection).not.toHaveProperty("first");
  });

  it("tells all of a flag: words, thread, state", () => {
    const annotation = only(everyFlag()[0]!);
    const id = `${ORIGIN}/api/articles/${uuid("article")}/annotations#${uuid("1,900 ")}`;
    expect(annotation).toEqual({
      id,
      type: "Annotation",
      motivation: "questioning",
      creator: { id: `urn:uuid:${editor.id}`, type: "Person", name: "An Editor" },
      created: "2026-03-01T10:00:00.000Z",
      modified: "2026-03-03T11:00:00.000Z",
      body: [
        {
          type: "TextualBody",
          purpose: "questioning",
          value: "Who says so?",
          format: "text/plain",
          creator: annotation.creator,
          created: "2026-03-01T10:00:00.000Z",
          "galley:step": "raised",
        },
        {
          id: `urn:uuid:${uuid("reply")}`,
          type: "TextualBody",
          purpose: "replying",
          value: "The ministry.",
          format: "text/plain",
          creator: { id: `urn:uuid:${author.id}`, type: "Person", name: "An Author" },
          created: "2026-03-01T11:00:00.000Z",
          modified: "2026-03-03T11:00:00.000Z",
        },
        {
          type: "TextualBody",
          purpose: "replying",
          value: "It does.",
          format: "text/plain",
          creator: { id: `urn:uuid:${author.id}`, type: "Person", name: "An Author" },
          created: "2026-03-02T10:00:00.000Z",
          "galley:step": "resolved",
        },
      ],
      target: annotation.target,
      "galley:kind": "fact_check",
      "galley:status": "verified",
      "galley:outcome": "sourced",
      "galley:blocking": false,
      "galley:anchor": "exact",
      "galley:sources": ["https://example.org/"],
      "galley:steps": [
        { "galley:step": "raised", creator: annotation.creator, created: "2026-03-01T10:00:00.000Z" },
        {
          "galley:step": "resolved",
          creator: { id: `urn:uuid:${author.id}`, type: "Person", name: "An Author" },
          created: "2026-03-02T10:00:00.000Z",
          "galley:outcome": "sourced",
        },
        { "galley:step": "verified", creator: annotation.creator, created: "2026-03-02T12:00:00.000Z" },
      ],
    });
  });

  it("has a typo's replacement as an edit, also one that takes the words out", () => {
    const { motivation, body } = only(everyFlag()[1]!);
    expect(motivation).toBe("editing");
    expect(body).toMatchObject([
      { purpose: "editing", value: "" },
      { purpose: "commenting", value: "Not needed." },
    ]);
  });

  it("has no body where nothing was said", () => {
    expect(only(everyFlag()[2]!)).not.toHaveProperty("body");
  });

  it.each([
    ["a", "1,900 km"],
    ["a", "\uFFFC is"],
    ["b", "گفت که"],
    ["b", "😀"],
    ["title", "pstream"],
  ])("counts positions in code points: %s, %s", (on, quote) => {
    const text = paragraphs.map((paragraph) => paragraph.text).join("\n");
    const [inText, inParagraph] = [[...text], [...paragraphs.find(({ id }) => id === uuid(on))!.text]];
    const [quoted, position, fragment] = only(flag(on, quote)).target.selector;
    expect(quoted).toMatchObject({ type: "TextQuoteSelector", exact: quote });
    if (position?.type !== "TextPositionSelector" || fragment?.type !== "FragmentSelector")
      throw new Error("Not these selectors.");
    expect(inText.slice(position.start, position.end).join("")).toBe(quote);
    expect(fragment.value).toBe(uuid(on));
    const { start, end } = fragment.refinedBy;
    expect(inParagraph.slice(start, end).join("")).toBe(quote);
  });

  it("selects the words as they stand, where they are not those that were flagged any more", () => {
    const { anchor, ...rest } = flag("a", "1,900 km");
    const annotation = only({ ...rest, anchor: { ...anchor, state: "changed", quote: "1,850 km" } });
    expect(annotation).toMatchObject({ "galley:anchor": "changed", "galley:quote": "1,850 km" });
    expect(annotation.target.selector[0]).toEqual({
      type: "TextQuoteSelector",
      exact: "1,900 km",
      prefix: "The Tigris\uFFFC is ",
      suffix: " long.",
    });
  });

  it("selects words that are gone by what was kept of them, and by nothing else", () => {
    const annotation = only(everyFlag()[3]!);
    expect(annotation["galley:anchor"]).toBe("detached");
    expect(annotation.target.selector).toEqual([
      { type: "TextQuoteSelector", exact: "very dry", prefix: "it was ", suffix: " then" },
    ]);
  });
});

/** What the Web Annotation Data Model says MUST be, of the parts of it that are used here. Null: it is kept. */
describe("the Web Annotation Data Model", () => {
  const collection = JSON.parse(JSON.stringify(collectionOf(...everyFlag()))) as Json;
  const page = collection.first as Json;
  const annotations = page.items as Json[];
  const bodies = annotations.flatMap((annotation) => (annotation.body as Json[] | undefined) ?? []);
  const targets = annotations.map((annotation) => annotation.target as Json);
  const selectors = targets.flatMap((target) => target.selector as Json[]);

  it("5.1 and 5.2: a collection with one embedded page", () => {
    expect(collection["@context"]).toContain("http://www.w3.org/ns/anno.jsonld");
    expectIri(collection.id);
    expect(collection.type).toBe("AnnotationCollection");
    expect(typeof collection.label).toBe("string");
    expect(collection.total).toBe(annotations.length);
    expect(page).not.toHaveProperty("@context");
    expectIri(page.id);
    expect(page.type).toBe("AnnotationPage");
    expect(page.startIndex).toBe(0);
    expect(page.partOf).toBe(collection.id);
    expect(collection.last).toBe(page.id);
    expect(annotations.length).toBeGreaterThan(0);
  });

  it("3.1: every annotation has one id of its own, its type and a target", () => {
    for (const annotation of annotations) {
      expectIri(annotation.id);
      expect(annotation.type).toBe("Annotation");
      expect(annotation.target).toBeTruthy();
      expect(annotation).not.toHaveProperty("bodyValue");
    }
    expect(new Set(annotations.map(({ id }) => id)).size).toBe(annotations.length);
  });

  it("3.2.4: every textual body has one value, and is plain text", () => {
    expect(bodies.length).toBeGreaterThan(3);
    for (const body of bodies) {
      expect(body.type).toBe("TextualBody");
      expect(typeof body.value).toBe("string");
      expect(body.format).toBe("text/plain");
    }
  });

  it("3.3: times are in UTC, with a Z; agents have one IRI and one name", () => {
    for (const made of [...annotations, ...bodies]) {
      for (const time of [made.created, made.modified ?? made.created])
        expect(time).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
      const creator = made.creator as Json;
      expectIri(creator.id);
      expect(creator.type).toBe("Person");
      expect(typeof creator.name).toBe("string");
    }
  });

  it("3.3.5: motivations and purposes are the model's own", () => {
    const named = [
      ...annotations.map(({ motivation }) => motivation),
      ...bodies.map(({ purpose }) => purpose),
    ];
    for (const motivation of named)
      expect(["editing", "questioning", "commenting", "replying"]).toContain(motivation);
  });

  it("4: a specific resource has one source", () => {
    for (const { type, source } of targets) {
      expect(type).toBe("SpecificResource");
      expectIri((source as Json).id);
    }
  });

  it("4.2: selectors have what their types ask for", () => {
    for (const selector of selectors.flatMap((one) => [
      one,
      ...(one.refinedBy ? [one.refinedBy as Json] : []),
    ])) {
      switch (selector.type) {
        case "TextQuoteSelector":
          for (const key of ["exact", "prefix", "suffix"]) expect(typeof selector[key], key).toBe("string");
          break;
        case "TextPositionSelector":
          for (const key of ["start", "end"]) {
            expect(Number.isInteger(selector[key]), key).toBe(true);
            expect(selector[key], key).toBeGreaterThanOrEqual(0);
          }
          break;
        case "FragmentSelector":
          expect(typeof selector.value).toBe("string");
          expectIri(selector.conformsTo);
          break;
        default:
          throw new Error(`There is no ${String(selector.type)}.`);
      }
    }
  });

  it("has every word of its own in its own namespace", () => {
    const keys = new Set<string>();
    JSON.stringify(collection, (key, value: unknown) => {
      if (/^[a-z@]/i.test(key)) keys.add(key);
      return value;
    });
    const ofTheModel =
      "@context id type label total first last partOf startIndex items motivation creator created modified body target name purpose value format source selector language exact prefix suffix start end conformsTo refinedBy";
    for (const key of keys)
      if (!ofTheModel.split(" ").includes(key)) expect(key).toMatch(/^galley(:[a-z]+)?$/);
  });
});

type Json = Record<string, unknown>;

function expectIri(value: unknown): void {
  expect(typeof value).toBe("string");
  expect(value).toMatch(/^(https?:\/\/|urn:)\S+$/);
  expect(URL.canParse(value as string)).toBe(true);
}
