import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { POST as createRoute } from "@/app/api/articles/route";
import { POST as previewRoute } from "@/app/api/manuscripts/route";
import type { ArticleDto, ParsedManuscript } from "@/domain/contract";
import { sealSession, sessionCookieName } from "./auth";
import { makeCast, type Cast } from "./testing/factories";

const TEXT = "A title\n\nBy Ada Stone\n\nA standfirst of one sentence.\n\nAnd some text that follows it.";
const noParams = { params: Promise.resolve({}) };

let cast: Cast;
let cookie: string;
beforeAll(async () => {
  cast = await makeCast();
  cookie = `${sessionCookieName()}=${await sealSession({ userId: cast.author.id, signedInAt: Date.now() + 1000 })}`;
});

function form(fields: Record<string, string | string[] | File>): NextRequest {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const one of Array.isArray(value) ? value : [value]) data.append(name, one);
  return new NextRequest("http://localhost:3000/api", { method: "POST", body: data, headers: { cookie } });
}

const file = (name: string, ...parts: BlobPart[]) => new File(parts, name);

async function preview(request: NextRequest) {
  const response = await previewRoute(request, noParams);
  const body = (await response.json()) as ParsedManuscript & { error?: { code: string; message: string } };
  return { status: response.status, body };
}

describe("a manuscript as a file", () => {
  it.each([
    ["article.txt", TEXT],
    ["ARTICLE.MD", `# A title\n\nAnd some text.`],
    ["article.html", `<h1>A title</h1><p>And some text.</p>`],
  ])("%s is read by its ending", async (name, text) => {
    const { status, body } = await preview(form({ file: file(name, text) }));
    expect(status).toBe(200);
    expect(body.manuscript.paragraphs[0]).toMatchObject({
      kind: "title",
      content: [{ type: "text", text: "A title" }],
    });
  });

  it("may begin with a byte order mark", async () => {
    const { body } = await preview(form({ file: file("a.txt", new Uint8Array([0xef, 0xbb, 0xbf]), TEXT) }));
    expect(body.manuscript.paragraphs[0]?.content).toEqual([{ type: "text", text: "A title" }]);
  });

  it("takes the same corrections as JSON does", async () => {
    const corrections = JSON.stringify({ title: "Another title" });
    const { body } = await preview(form({ file: file("a.txt", TEXT), corrections }));
    expect(body.manuscript.paragraphs[0]?.content).toEqual([{ type: "text", text: "Another title" }]);
  });

  it.each([
    ["of another format", () => form({ file: file("article.docx", "PK") }), 400],
    ["without an ending", () => form({ file: file("constructor", "text") }), 400],
    ["that is not UTF-8", () => form({ file: file("a.txt", new Uint8Array([0x41, 0xff, 0x42])) }), 400],
    ["that is binary", () => form({ file: file("a.txt", new Uint8Array([0x41, 0x00, 0x01, 0x02])) }), 400],
    ["that is empty", () => form({ file: file("a.txt", "") }), 400],
    ["over 2 MB", () => form({ file: file("a.txt", "word ".repeat(450_000)) }), 413],
    ["over 3 MB", () => form({ file: file("a.txt", "word ".repeat(700_000)) }), 413],
    [
      "of over 5,000 paragraphs",
      () => form({ file: file("a.txt", "A title\n\n", "Some text.\n\n".repeat(5_001)) }),
      413,
    ],
    ["that is none", () => form({ note: "no file" }), 400],
    ["with broken corrections", () => form({ file: file("a.txt", TEXT), corrections: "{" }), 400],
  ])("%s is refused", async (_what, request, status) => {
    const answer = await preview(request());
    expect(answer.status).toBe(status);
    expect(answer.body.error?.message).toMatch(/\.$/);
  });

  it("becomes an article with what the form says", async () => {
    const request = form({
      file: file("a.txt", TEXT),
      deskId: cast.desk.id,
      authorIds: [cast.author.id, cast.secondAuthor.id],
      dueAt: "2030-01-01T00:00:00Z",
      language: "fa",
    });
    const response = await createRoute(request, noParams);
    expect(response.status).toBe(201);
    const { article } = (await response.json()) as { article: ArticleDto };
    expect(article).toMatchObject({
      title: "A title",
      authorIds: [cast.author.id, cast.secondAuthor.id].sort(),
      dueAt: "2030-01-01T00:00:00.000Z",
      language: "fa",
    });
  });
});
