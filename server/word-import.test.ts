import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { POST as createRoute } from "@/app/api/articles/route";
import { POST as previewRoute } from "@/app/api/manuscripts/route";
import type { ArticleDto, PreviewDto } from "@/domain/contract";
import {
  comment,
  del,
  docx,
  extended,
  filesOf,
  ins,
  note,
  noteMark,
  on,
  p,
  styled,
  zip,
} from "@/domain/manuscript/docx/testing/build";
import type { GalleyError } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import { sealSession, sessionCookieName } from "./auth";
import { db } from "./db";
import { changeDeskSettings } from "./desk-settings";
import { readManuscript } from "./manuscript-reader";
import { makeActor, makeCast, type Cast } from "./testing/factories";

/** Word files as they come: a form over HTTP, read in a thread of its own, and stored with all that came with them. */

// Each reading starts a thread, and on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

let cast: Cast;
let sara: Actor;
beforeAll(async () => {
  cast = await makeCast();
  sara = await makeActor(cast.desk, "editor", "Sara Ahmadi");
});

/** With a fact-check that Ben answered, a comment that was resolved, a request for a source, and a correction. */
const wordFile = () =>
  docx(
    [
      styled("Title", "Two Lights on the Cape"),
      p("The first was lit in ", on(1, "1850"), ", and ", on(3, "nobody knows why"), noteMark(2), "."),
      p(
        "The second came ",
        del("Jane Doe", "latter"),
        ins("Jane Doe", "later"),
        ", ",
        on(4, "in spring"),
        ".",
      ),
    ],
    {
      comments:
        comment(1, "Sara Ahmadi", "Fact: who says so?") +
        comment(2, "Ben Rock", "The almanac.") +
        comment(3, "Ben Rock", "A better word?") +
        comment(4, "Sara Ahmadi", "Says who?"),
      commentsExtended: extended(1) + extended(2, { parent: 1 }) + extended(3, { done: true }) + extended(4),
      footnotes: note(2, "Stone, A. On Lights. 2001."),
    },
  );

type Fields = Record<string, string | string[] | File>;
const file = (bytes: Uint8Array, name = "lights.docx") => new File([new Uint8Array(bytes)], name);

/** These fields as a form, or what is sent in its place. */
async function send(actor: Actor, route: typeof previewRoute, fields: Fields | ReadableStream) {
  const session = await sealSession({ userId: actor.id, signedInAt: Date.now() + 1000 });
  const cookie = `${sessionCookieName()}=${session}`;
  const request = new NextRequest("http://localhost:3000/api", {
    method: "POST",
    ...(fields instanceof ReadableStream
      ? {
          body: fields,
          duplex: "half",
          headers: { cookie, "content-type": "multipart/form-data; boundary=b" },
        }
      : { body: formOf(fields), headers: { cookie } }),
  });
  const response = await route(request, { params: Promise.resolve({}) });
  const answer = (await response.json()) as { error?: { message: string } } & Record<string, unknown>;
  return { status: response.status, answer, message: answer.error?.message };
}

function formOf(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const one of Array.isArray(value) ? value : [value]) form.append(name, one);
  return form;
}

async function preview(actor: Actor, fields: Fields): Promise<PreviewDto> {
  const { status, answer } = await send(actor, previewRoute, fields);
  expect(status, JSON.stringify(answer)).toBe(200);
  return answer as unknown as PreviewDto;
}

async function store(actor: Actor, fields: Fields): Promise<ArticleDto> {
  const about = { deskId: cast.desk.id, authorIds: cast.author.id };
  const { status, answer } = await send(actor, createRoute, { ...about, ...fields });
  expect(status, JSON.stringify(answer)).toBe(201);
  return answer.article as ArticleDto;
}

const shown = ({ flags }: Pick<ArticleDto, "flags">) =>
  Object.fromEntries(
    flags.map(({ anchor, kind, raisedBy, replacement }) => [
      anchor.quote,
      [kind, raisedBy.name, ...(replacement === null ? [] : [replacement])].join(" "),
    ]),
  );

describe("a Word file", () => {
  it("is previewed for its desk: its flags, and who its people are", async () => {
    const { manuscript, flags, people } = await preview(cast.author, {
      file: file(wordFile()),
      deskId: cast.desk.id,
    });
    expect(manuscript.paragraphs.map(({ kind }) => kind)).toEqual(["title", "body", "body", "reference"]);
    expect(flags.map(({ kind }) => kind)).toEqual(["fact_check", "comment", "typo", "comment"]);
    expect(people).toEqual([
      { as: { name: "Sara Ahmadi", email: null }, member: { id: sara.id, name: "Sara Ahmadi" } },
      { as: { name: "Ben Rock", email: null }, member: null },
      { as: { name: "Jane Doe", email: null }, member: null },
    ]);
  });

  it("previewed for no desk names nobody as a member", async () => {
    const { people } = await preview(cast.author, { file: file(wordFile()) });
    expect(people.map(({ member }) => member)).toEqual([null, null, null]);
  });

  it("becomes an article with its flags on their words, and is kept as it came", async () => {
    const bytes = wordFile();
    const article = await store(cast.author, { file: file(bytes) });
    expect(article).toMatchObject({ title: "Two Lights on the Cape", references: [{ number: 1 }] });
    expect(shown(article)).toEqual({
      "1850": "fact_check Sara Ahmadi",
      "nobody knows why": "comment Ben Rock",
      latter: "typo Jane Doe later",
      "in spring": "comment Sara Ahmadi",
    });
    const flagOn = (quote: string) => article.flags.find(({ anchor }) => anchor.quote === quote)!;
    expect(flagOn("1850").thread).toMatchObject([
      { type: "raised", body: "who says so?", at: "2026-03-02T10:00:00.000Z", actor: { id: sara.id } },
      { type: "reply", body: "The almanac.", actor: { name: "Ben Rock", outside: true } },
    ]);
    expect(flagOn("nobody knows why")).toMatchObject({
      status: "resolved",
      outcome: "done",
      resolvedById: cast.author.id,
    });
    const kept = await db.manuscript.findUniqueOrThrow({
      where: { articleId_number: { articleId: article.id, number: 1 } },
    });
    expect(kept).toMatchObject({ format: "docx", filename: "lights.docx", source: null, version: 1 });
    expect(Buffer.from(kept.file!).equals(bytes)).toBe(true);
  });

  it("is kept whole also where it is large", async () => {
    const picture = new Uint8Array(9 * 1024 * 1024).map((_, index) => (index * 7919) % 251);
    const bytes = zip(
      { ...filesOf([p("Title"), p("Text.")]), "word/media/image1.png": picture },
      { level: 0 },
    );
    const article = await store(cast.author, { file: file(bytes) });
    const kept = await db.manuscript.findFirstOrThrow({ where: { articleId: article.id } });
    expect(Buffer.from(kept.file!).equals(bytes)).toBe(true);
  });

  it("takes the same corrections as a text", async () => {
    const corrections = JSON.stringify({ title: "Two Lights" });
    const article = await store(cast.author, { file: file(wordFile()), corrections });
    expect(article.title).toBe("Two Lights");
    expect(article.flags).toHaveLength(4);
  });

  it("is read by the words of the desk it comes to", async () => {
    const commentWords = { typo: [], fact_check: [], citation: ["Says who"], comment: ["fact"] };
    await changeDeskSettings(cast.chief, cast.desk.id, { commentWords });
    const fields = { file: file(wordFile()), deskId: cast.desk.id };
    const { flags } = await preview(cast.author, fields);
    expect(flags.map(({ kind }) => kind)).toEqual(["comment", "comment", "typo", "citation"]);
    expect(shown(await store(cast.author, fields))).toMatchObject({ "in spring": "citation Sara Ahmadi" });
    await changeDeskSettings(cast.chief, cast.desk.id, { commentWords: null });
  });
});

describe("a page that Word has saved", () => {
  it("becomes an article with its comments and changes", async () => {
    const page = `<html><body><h1>Two Lights on the Cape</h1>
      <p>The first was lit in <a style='mso-comment-reference:SA_1;mso-comment-date:20240302T0915'>1850</a><a
        href="#_msocom_1" name="_msoanchor_1">[SA1]</a>, the <del cite="mailto:Jane%20Doe"
        datetime="2024-03-02T10:20">latter</del><ins cite="mailto:Jane%20Doe" datetime="2024-03-02T10:20">later</ins>.</p>
      <div style='mso-element:comment-list'><div style='mso-element:comment'><div><span
        style='mso-comment-author:"Sara Ahmadi"'><a name="_msocom_1"></a></span><p>Fact: who says so?</p></div></div></div>
      </body></html>`;
    const fields = { file: file(new TextEncoder().encode(page), "lights.html"), deskId: cast.desk.id };
    expect((await preview(cast.author, fields)).people).toHaveLength(2);
    const article = await store(cast.author, fields);
    expect(shown(article)).toEqual({ "1850": "fact_check Sara Ahmadi", latter: "typo Jane Doe later" });
    expect(article.flags.map(({ createdAt }) => createdAt)).toContain("2024-03-02T09:15:00.000Z");
    expect(article.paragraphs).toHaveLength(2);
  });
});

describe("refused, and nothing stored:", () => {
  const count = async () => [
    await db.article.count(),
    await db.manuscript.count(),
    await db.flag.count(),
    await db.outsider.count(),
    await db.articleEvent.count(),
  ];
  const withPart = (name: string, content: string | undefined) =>
    zip({ ...filesOf([p("Title"), p("Text.")], { files: { [name]: content } }) });

  it.each<[string, () => Uint8Array, number]>([
    ["what is no zip", () => new TextEncoder().encode("not a Word file at all"), 400],
    ["an empty file", () => new Uint8Array(), 400],
    ["half a file", () => wordFile().slice(0, 900), 400],
    ["one with a password", () => encrypted(), 400],
    ["one with a DOCTYPE", () => withPart("word/document.xml", "<!DOCTYPE x []><w:document/>"), 400],
    ["one without its document", () => withPart("word/document.xml", undefined), 400],
    ["one without a word", () => docx([p("")]), 400],
    ["one of 5,001 paragraphs", () => docx(Array.from({ length: 5_001 }, (_, i) => p(`Number ${i}.`))), 413],
    ["one of over 20 MB", () => new Uint8Array(20 * 1024 * 1024 + 1), 413],
  ])("%s", async (_what, bytes, status) => {
    const before = await count();
    const fields = { file: file(bytes()), deskId: cast.desk.id, authorIds: cast.author.id };
    const refused = await send(cast.author, createRoute, fields);
    expect(refused).toMatchObject({ status, message: expect.stringMatching(/\.$/) as string });
    expect(await count()).toEqual(before);
  });

  it.each([
    ["article.odt", /OpenDocument|\.odt/],
    ["article.doc", /\.doc/],
    ["article.rtf", /\.rtf|Rich Text/],
    ["article.pdf", /\.pdf|PDF/],
  ])("%s, by its name", async (name, words) => {
    const { status, message } = await send(cast.author, previewRoute, { file: file(wordFile(), name) });
    expect(status).toBe(400);
    expect(message).toMatch(words);
  });

  it("a file sent as JSON, or as words in a field", async () => {
    const fields = { format: "docx", source: "PK", deskId: cast.desk.id, authorIds: cast.author.id };
    const { status, message } = await send(cast.author, createRoute, fields);
    expect([status, message]).toEqual([400, "A Word file is sent as a file, in a multipart form."]);
  });

  it("for a desk that is not theirs, and for others by an author", async () => {
    const before = await count();
    const fields = { file: file(wordFile()), deskId: cast.desk.id, authorIds: cast.author.id };
    expect((await send(cast.stranger, createRoute, fields)).status).toBe(404);
    const { authorIds: _, ...forDesk } = fields;
    expect((await send(cast.stranger, previewRoute, forDesk)).status).toBe(404);
    expect((await send(cast.secondAuthor, createRoute, fields)).status).toBe(403);
    expect(await count()).toEqual(before);
  });

  it("more than its limit, whatever it says of its length, before all of it is read", async () => {
    let sent = 0;
    const piece = new Uint8Array(1024 * 1024);
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += piece.byteLength;
        controller.enqueue(piece);
      },
    });
    const { status } = await send(cast.author, previewRoute, endless);
    expect(status).toBe(413);
    expect(sent).toBeLessThan(30 * 1024 * 1024);
  });

  it("a text that is larger than a text may be, though a Word file might", async () => {
    const text = new TextEncoder().encode("word ".repeat(3 * 200_000));
    const { status, message } = await send(cast.author, previewRoute, { file: file(text, "long.txt") });
    expect([status, message]).toEqual([413, expect.stringContaining("2 MB")]);
  });
});

/** As Word writes one with a password: an old compound file that names what it holds. */
function encrypted(): Uint8Array {
  const bytes = new Uint8Array(4096);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  bytes.set(
    [..."EncryptedPackage"].flatMap((letter) => [letter.charCodeAt(0), 0]),
    1024,
  );
  return bytes;
}

describe("the reading thread", () => {
  const long = () =>
    docx([p("Title"), ...Array.from({ length: 4_000 }, (_, i) => p(`Paragraph ${i}. `.repeat(9)))]);

  it("lets the server go on while it reads", async () => {
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    await readManuscript({ format: "docx", file: long() });
    clearInterval(turning);
    expect(turns).toBeGreaterThan(5);
  });

  it("is ended by its time, by its memory, and when nobody waits", async () => {
    const input = { format: "docx", file: long() } as const;
    const tooMuch = { code: "too_large", message: expect.stringContaining("too much") as string };
    await expect(readManuscript(input, { limits: { time: 1 } })).rejects.toMatchObject(tooMuch);
    await expect(readManuscript(input, { limits: { memory: 12 } })).rejects.toMatchObject(tooMuch);
    const leaving = new AbortController();
    const reading = readManuscript(input, { signal: leaving.signal });
    setTimeout(() => leaving.abort(), 20);
    await expect(reading).rejects.toMatchObject({ code: "invalid" });
    await expect(readManuscript(input, { signal: leaving.signal })).rejects.toMatchObject({
      code: "invalid",
    });
    expect((await readManuscript(input)).manuscript.paragraphs).toHaveLength(4_001);
  });

  it("has a short queue: who comes when it is full is asked to wait", async () => {
    const input = { format: "docx", file: wordFile() } as const;
    // Each has no time, so that those that wait need not wait long.
    const readings = Array.from({ length: 12 }, () => readManuscript(input, { limits: { time: 0 } }));
    const ends = await Promise.allSettled(readings);
    const codes = ends.map((end) => (end.status === "rejected" ? (end.reason as GalleyError).code : "read"));
    expect(codes).toEqual([...Array<string>(10).fill("too_large"), "rate_limited", "rate_limited"]);
    await expect(readManuscript(input)).resolves.toMatchObject({ flags: expect.any(Array) as unknown[] });
  });
});
