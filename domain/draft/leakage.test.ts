import { describe, expect, it } from "vitest";
import type { ArticleDto, FlagDto } from "../contract";
import { partsOf } from "./testing/docx-reading";
import { draftText, toDocx, toHtml, toJson, toMarkdown, toPdfArticle, toText } from "./index";
import { sample } from "./testing/articles";

/** Every word here is one that may stand in no draft. */
const person = { id: "SECRET-person-id", name: "SECRET person" };
const flag: FlagDto = {
  id: "SECRET-flag-id",
  kind: "typo",
  status: "open",
  outcome: "declined",
  blocking: true,
  paragraphId: "SECRET-paragraph-id",
  anchor: {
    state: "detached",
    start: 0,
    end: 3,
    quote: "SECRET quote",
    prefix: "SECRET pre",
    suffix: "SECRET suf",
  },
  paragraphChanged: true,
  recheck: null,
  replacement: "SECRET replacement",
  sources: ["https://SECRET.example/source"],
  raisedBy: person,
  assigneeId: "SECRET-assignee-id",
  resolvedById: "SECRET-resolver-id",
  createdAt: "2001-02-03T04:05:06.000Z",
  thread: [
    {
      id: "SECRET-entry-id",
      type: "raised",
      actor: person,
      body: "SECRET note",
      at: "2001-02-03T04:05:06.000Z",
    },
    {
      id: "SECRET-reply-id",
      type: "reply",
      actor: person,
      body: "SECRET reply",
      at: "2001-02-03T04:05:06.000Z",
    },
  ],
};

function flaggedArticle(): ArticleDto {
  const { language, paragraphs } = sample();
  return {
    id: "SECRET-article-id",
    deskId: "SECRET-desk-id",
    version: 20010203,
    title: "SECRET stale title",
    standfirst: "SECRET stale standfirst",
    bylines: [{ name: "SECRET stale byline" }],
    authorIds: ["SECRET-author-id"],
    language,
    citationStyle: "numbered",
    dueAt: "2001-02-03T04:05:06.000Z",
    status: "in_review",
    draftVersion: null,
    // Stored text that no longer says what the content says is not what leaves.
    paragraphs: paragraphs.map((paragraph, index) => ({
      ...paragraph,
      text: `SECRET deleted words ${index}`,
    })),
    references: [{ id: "SECRET-reference-id", text: "SECRET stale reference", number: 1 }],
    flags: [flag, { ...flag, paragraphId: paragraphs[4]!.id }],
    lastEventId: "20010203",
  };
}

const SECRETS = /SECRET|2001|paragraph-id|ref-[abcu]|ref-gone|data-|typo|flag/i;
const article = flaggedArticle();

describe("a draft", () => {
  it.each([
    ["Markdown", toMarkdown(article)],
    ["HTML", toHtml(article)],
    ["plain text", toText(article)],
    ["the text of the hash", draftText(article)],
    ["all that a PDF is made of", JSON.stringify(toPdfArticle(article))],
    ["JSON", JSON.stringify(toJson(article, { id: "an-id", version: 1, hash: "0" }))],
  ])("in %s holds no trace of flags, ids or stale words", (_, draft) => {
    expect(draft).not.toMatch(SECRETS);
  });

  it.each(["endnotes", "footnotes"] as const)(
    "in DOCX with %s holds none in any part of the file, nor in a part's name",
    async (notes) => {
      const file = await toDocx(article, undefined, { notes });
      for (const [name, part] of Object.entries(partsOf(file))) {
        expect(name).not.toMatch(SECRETS);
        expect(part.replaceAll(/http:..schemas.(openxmlformats|microsoft)[.][a-z]+/g, ""), name).not.toMatch(
          SECRETS,
        );
      }
      expect(Buffer.from(file).toString("latin1")).not.toMatch(/SECRET/i);
    },
  );

  it.each(["endnotes", "footnotes"] as const)(
    "in DOCX with %s has nothing that a review would need: no comment, change, person, property or bookmark of ours",
    async (notes) => {
      const reviewed =
        /comment|annotation|custom|people|person|w:(ins|del|[pr]PrChange|rsid\w*)\b|_g[pf]|Galley[A-Z]/i;
      const times = /dcterms|lastModified|w:date|revision|TotalTime/i;
      for (const [name, part] of Object.entries(partsOf(await toDocx(article, undefined, { notes })))) {
        const words = part.replaceAll(' w:customStyle="1"', "");
        expect(`${name} ${words}`).not.toMatch(reviewed);
        expect(words, name).not.toMatch(times);
      }
    },
  );

  it("is made of the paragraphs alone", async () => {
    const { language, citationStyle, paragraphs } = article;
    const bare = { language, citationStyle, paragraphs };
    expect(toMarkdown(article)).toBe(toMarkdown(bare));
    expect(toHtml(article)).toBe(toHtml(bare));
    expect(toText(article)).toBe(toText(bare));
    for (const notes of ["endnotes", "footnotes"] as const)
      expect(await toDocx(article, undefined, { notes })).toEqual(await toDocx(bare, undefined, { notes }));
    expect(toPdfArticle(article)).toEqual(toPdfArticle(bare));
    const facts = { id: "an-id", version: 1, hash: "0" };
    expect(toJson(article, facts)).toEqual(toJson(bare, facts));
  });
});
