import { existsSync, readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { citationsOf } from "@/domain/article/citation-labels";
import { toText } from "@/domain/draft";
import { parseManuscript } from "@/domain/manuscript";
import { findDoubles } from "@/domain/reference/doubles";
import { readArticle } from "./articles";
import { readChanges } from "./changes";
import { db } from "./db";
import {
  addReferences,
  deleteReference,
  editReference,
  mergeReference,
  setCitationStyle,
} from "./references";
import { block, makeArticle, makeCast, rangeOf, type Cast, type StoredArticle } from "./testing/factories";
import { flagOn, makeFlag } from "./testing/flags";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const BLOCKS = [
  block("title", "The Lamp", "title"),
  block("first", "It was lit[r2] and seen[r3] and lit again[r2]."),
  block("second", "Nobody put it out[r1]."),
  block("r1", "Stone, Ada. 1999. “The Harbour.” Selim Review.", "reference"),
  block("r2", "Mehta, Anja. 2021. “The Lamp of Selim.” Harbour Studies. https://a.org/lamp.", "reference"),
  block("r3", "Mehta, Anja. 2021. “Lamp of Selim.” Harbour Studies.", "reference"),
  block("r4", "Nobody cites this one.", "reference"),
];

const make = () => makeArticle(cast.author, { paragraphs: BLOCKS });
const idOf = (article: StoredArticle, words: string) => rangeOf(article, words).paragraphId;
const read = ({ id }: StoredArticle) => readArticle(cast.author, id);
const list = (article: StoredArticle) =>
  read(article).then(({ paragraphs, citationStyle, references }) => {
    const { labels } = citationsOf(paragraphs, citationStyle);
    return references.map(({ id, text }) => `${labels.get(id) ?? "-"} ${text.slice(0, 20)}`);
  });

describe("adding", () => {
  it("puts BibTeX into the list, formatted, with its fields, uncited; repeated, once", async () => {
    const article = await make();
    const input = {
      id: randomUUID(),
      source: "@book{h, author={Halabi, Yusuf}, title={One Number}, publisher={Lantern House}, year=2004}",
    };
    const { added, change } = await addReferences(cast.author, article.id, input);
    expect(change.paragraphs).toMatchObject([
      {
        id: added[0],
        kind: "reference",
        text: "Halabi, Yusuf. 2004. One Number. Lantern House.",
        attrs: { csl: { type: "book", title: "One Number" } },
      },
    ]);
    expect(await addReferences(cast.author, article.id, input)).toMatchObject({ added, version: 2 });
    const { references } = await read(article);
    expect(references.filter(({ id }) => id === added[0])).toMatchObject([{ number: null }]);
    expect(references).toHaveLength(5);
  });

  it("refuses what it cannot read, in words, and stores nothing", async () => {
    const article = await make();
    await expect(
      addReferences(cast.author, article.id, { source: "@book{h, title={x" }),
    ).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("BibTeX") as string,
    });
    expect((await read(article)).version).toBe(1);
  });
});

describe("editing", () => {
  it("changes the words that differ, and leaves the flags on the others", async () => {
    const article = await make();
    const flag = await makeFlag(cast.editor, article, flagOn(article, "Harbour Studies. https"));
    const id = idOf(article, "https://a.org/lamp");
    await editReference(cast.author, article.id, id, {
      version: 1,
      text: "Mehta, Anna. 2021. “The Lamp of Selim.” Harbour Studies. https://a.org/lamp.",
    });
    const { flags } = await read(article);
    expect(flags.find((one) => one.id === flag.id)?.anchor.state).toBe("exact");
  });

  it("is a conflict where the entry was changed since; another entry may have been", async () => {
    const article = await make();
    const id = idOf(article, "Stone, Ada");
    await editReference(cast.author, article.id, idOf(article, "Nobody cites"), { version: 1, text: "A." });
    await editReference(cast.author, article.id, id, { version: 1, text: "Stone, A. 1999." });
    await expect(
      editReference(cast.chief, article.id, id, { version: 1, text: "Stone, B. 1999." }),
    ).rejects.toMatchObject({ code: "conflict", details: { paragraph: { text: "Stone, A. 1999." } } });
  });

  it("refuses fields that somebody else entered since", async () => {
    const article = await make();
    const id = idOf(article, "Nobody cites");
    const csl = (title: string) => ({ type: "book" as const, title });
    await editReference(cast.author, article.id, id, { version: 1, csl: csl("One") });
    await expect(
      editReference(cast.chief, article.id, id, { version: 1, csl: csl("Other") }),
    ).rejects.toMatchObject({ code: "conflict" });
    await editReference(cast.chief, article.id, id, { version: 2, csl: csl("Other") });
  });

  it("keeps fields beside the words, and writes the words from them when asked", async () => {
    const article = await make();
    const id = idOf(article, "Nobody cites");
    const csl = { type: "book" as const, title: "Nobody", author: [{ family: "No", given: "B." }] };
    const kept = await editReference(cast.author, article.id, id, { version: 1, csl });
    expect(kept.change.paragraphs[0]).toMatchObject({ text: "Nobody cites this one.", attrs: { csl } });
    const written = await editReference(cast.author, article.id, id, { version: 2, csl, write: true });
    expect(written.change.paragraphs[0]).toMatchObject({ text: "No, B. n.d. Nobody." });
  });

  it("refuses an entry that is not in the list, or no entry", async () => {
    const article = await make();
    for (const id of [randomUUID(), idOf(article, "It was lit")])
      await expect(
        editReference(cast.author, article.id, id, { version: 1, text: "x" }),
      ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("merging", () => {
  it("makes every citation of the one a citation of the other, with one number", async () => {
    const article = await make();
    await mergeReference(cast.author, article.id, idOf(article, "“Lamp of Selim"), {
      into: idOf(article, "https://a.org/lamp"),
    });
    expect(await list(article)).toEqual([
      "1 Mehta, Anja. 2021. “",
      "2 Stone, Ada. 1999. “T",
      "- Nobody cites this on",
    ]);
    expect(toText(await read(article))).toContain("It was lit[1] and seen[1] and lit again[1].");
  });

  it("is done for whoever asks for the same a moment later, and refused where it went elsewhere", async () => {
    const article = await make();
    const [from, into, other] = ["“Lamp of Selim", "https://a.org/lamp", "Stone, Ada"].map((text) =>
      idOf(article, text),
    );
    await mergeReference(cast.author, article.id, from!, { into: into! });
    const { version } = await mergeReference(cast.chief, article.id, from!, { into: into! });
    expect(version).toBe(2);
    await expect(mergeReference(cast.chief, article.id, from!, { into: other! })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("refuses an entry with itself and with one that is gone", async () => {
    const article = await make();
    const id = idOf(article, "Stone, Ada");
    await expect(mergeReference(cast.author, article.id, id, { into: id })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(mergeReference(cast.author, article.id, id, { into: randomUUID() })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("deleting", () => {
  it("takes an uncited entry out, and refuses a cited one, saying where it is cited", async () => {
    const article = await make();
    await deleteReference(cast.author, article.id, idOf(article, "Nobody cites"));
    expect((await read(article)).references).toHaveLength(3);
    await expect(deleteReference(cast.author, article.id, idOf(article, "Stone, Ada"))).rejects.toMatchObject(
      {
        code: "conflict",
        details: { citedIn: [{ paragraphId: idOf(article, "Nobody put"), words: "Nobody put it out" }] },
      },
    );
  });
});

describe("the style", () => {
  it("by author and date orders the list, labels the citations, and tells other browsers", async () => {
    const article = await make();
    const { lastEventId } = await read(article);
    await setCitationStyle(cast.author, article.id, { style: "author_date" });
    expect(await list(article)).toEqual([
      "Mehta 2021a Mehta, Anja. 2021. “",
      "Mehta 2021b Mehta, Anja. 2021. “",
      "Stone 1999 Stone, Ada. 1999. “T",
      "Nobody cites this one Nobody cites this on",
    ]);
    const { events } = await readChanges(cast.author, article.id, { since: BigInt(lastEventId) });
    expect(events.map(({ type }) => type)).toContain("settings");
    expect(events.find(({ type }) => type === "settings")).toMatchObject({ citationStyle: "author_date" });
    const draft = toText(await read(article));
    expect(draft).toMatch(/It was lit \(Mehta 2021[ab]\) and seen \(Mehta 2021[ab]\)/);
    expect(draft).toContain("Mehta, Anja. 2021a. “");
    expect(
      (await db.article.findUniqueOrThrow({ where: { id: article.id } })).version,
    ).toBeGreaterThanOrEqual(1);
  });

  it("and back is the list in order of citation again", async () => {
    const article = await make();
    const before = await list(article);
    await setCitationStyle(cast.author, article.id, { style: "author_date" });
    await setCitationStyle(cast.author, article.id, { style: "numbered" });
    expect(await list(article)).toEqual(before);
  });
});

const REAL = path.resolve(import.meta.dirname, "../../shared/articles/iran-russia-paradox.txt");

describe.skipIf(!existsSync(REAL))("the real article", () => {
  it("has its three doubles found and merged, and 13 references left", async () => {
    const { manuscript } = parseManuscript({ format: "text", source: readFileSync(REAL, "utf8") });
    const article = await makeArticle(cast.author, { paragraphs: manuscript.paragraphs });
    const entries = async () =>
      (await read(article)).references.map(({ id, text }) => ({ id, text, csl: null }));
    const doubles = findDoubles(await entries());
    expect(doubles).toHaveLength(3);
    for (const { ids } of doubles)
      for (const from of ids.slice(1)) await mergeReference(cast.author, article.id, from, { into: ids[0]! });
    expect(findDoubles(await entries())).toEqual([]);
    const { references } = await read(article);
    expect(references.map(({ number }) => number)).toEqual(references.map((_, index) => index + 1));
    expect(references).toHaveLength(13);
  });
});
