import "server-only";
import { randomUUID } from "node:crypto";
import { inlineText, type InlineJson, type ParagraphKind } from "@/domain/article/kinds";
import type { ManuscriptParagraph, Role } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { storeArticle, type NewArticle } from "../article-store";
import { db } from "../db";
import { hashPassword } from "../passwords";

/**
 * What tests, the seed and the bench put into the database. Everything is new at every call, so tests that share a
 * database never see each other's rows.
 */

/** Of every user that is made without one of their own. */
export const TEST_PASSWORD = "a password for tests";

let testHash: Promise<string> | undefined;

export async function makeDesk(
  name = "A desk",
  id: string = randomUUID(),
): Promise<{ id: string; name: string }> {
  return db.desk.create({ data: { id, name }, select: { id: true, name: true } });
}

/** A user on these desks; `password` for one that matters. */
export async function makeUser({
  id = randomUUID(),
  name = "Somebody",
  email = `${randomUUID()}@example.org`,
  password,
  memberships = [],
}: {
  id?: string;
  name?: string;
  email?: string;
  password?: string;
  memberships?: { deskId: string; role: Role; active?: boolean }[];
} = {}): Promise<{ id: string; name: string; email: string }> {
  const passwordHash = await (password ? hashPassword(password) : (testHash ??= hashPassword(TEST_PASSWORD)));
  // Alike, so that it can be told whether the password was ever changed (server/sample.ts).
  const now = new Date();
  return db.user.create({
    data: {
      id,
      name,
      email,
      passwordHash,
      createdAt: now,
      validFrom: now,
      memberships: { createMany: { data: memberships } },
    },
    select: { id: true, name: true, email: true },
  });
}

/** A member of one desk, as the actor that a request of theirs would have. */
export async function makeActor(
  desk: { id: string; name: string },
  role: Role,
  name?: string,
): Promise<Actor> {
  const user = await makeUser({
    name: name ?? `The ${role}`,
    memberships: [{ deskId: desk.id, role }],
  });
  return { ...user, memberships: [{ deskId: desk.id, desk: desk.name, role }] };
}

/** A desk with somebody of every kind, and people of another desk who have no business there. */
export interface Cast {
  desk: { id: string; name: string };
  otherDesk: { id: string; name: string };
  chief: Actor;
  editor: Actor;
  secondEditor: Actor;
  /** Wrote the articles of this test, unless it says otherwise. */
  author: Actor;
  /** An author on the desk, of other articles. */
  secondAuthor: Actor;
  /** Chief of the other desk. */
  stranger: Actor;
}

export async function makeCast(): Promise<Cast> {
  const [desk, otherDesk] = await Promise.all([makeDesk("Middle East"), makeDesk("Caucasus")]);
  const [chief, editor, secondEditor, author, secondAuthor, stranger] = await Promise.all([
    makeActor(desk, "chief", "Chief"),
    makeActor(desk, "editor", "Editor"),
    makeActor(desk, "editor", "Second Editor"),
    makeActor(desk, "author", "Author"),
    makeActor(desk, "author", "Second Author"),
    makeActor(otherDesk, "chief", "Stranger"),
  ]);
  return { desk, otherDesk, chief, editor, secondEditor, author, secondAuthor, stranger };
}

/**
 * A paragraph of a manuscript: block("r1", "A book.", "reference"), and block("b", "It is so[r1].") cites it.
 */
export function block(key: string, text: string, kind: ParagraphKind = "body"): ManuscriptParagraph {
  const content = text
    .split(/(\[\w+\])/)
    .filter((part) => part !== "")
    .map((part): InlineJson => {
      const referenceId = part.match(/^\[(\w+)\]$/)?.[1];
      return referenceId ? { type: "citation", attrs: { referenceId } } : { type: "text", text: part };
    });
  return { key, kind, attrs: kind === "heading" ? { level: 2 } : {}, content, line: 1 };
}

/** Its text has a word twice, a citation and two references, one of them uncited. */
export const SAMPLE_BLOCKS: ManuscriptParagraph[] = [
  block("title", "The harbour and the sea", "title"),
  block("byline", "Ada Stone, analyst", "byline"),
  block("standfirst", "A short article about a harbour.", "standfirst"),
  block("first", "The harbour was bulit in 1911, and the sea was there before it[r1]."),
  block("heading", "What came later", "heading"),
  block("second", "Two thousand ships a year call at the harbour. Nobody counted the boats."),
  block("r1", "Stone, A. The Harbour. 1999. https://example.org/harbour.", "reference"),
  block("r2", "Nobody cites this one.", "reference"),
];

export interface StoredArticle {
  id: string;
  deskId: string;
  version: number;
  authorIds: string[];
  paragraphs: { id: string; kind: ParagraphKind; text: string }[];
}

/** An article in the database, by way of the function that stores every one. */
export async function makeArticle(
  author: Actor,
  {
    paragraphs = SAMPLE_BLOCKS,
    authorIds = [author.id],
    ...rest
  }: Partial<
    Pick<NewArticle, "id" | "deskId" | "dueAt" | "language" | "paragraphs" | "authorIds" | "flags">
  > = {},
): Promise<StoredArticle> {
  const article: NewArticle = {
    id: randomUUID(),
    deskId: author.memberships[0]!.deskId,
    createdById: author.id,
    authorIds,
    dueAt: null,
    language: "en-GB",
    manuscript: {
      format: "text",
      source: paragraphs.map(({ content }) => inlineText(content)).join("\n\n"),
    },
    paragraphs,
    flags: [],
    ...rest,
  };
  await db.$transaction((tx) => storeArticle(tx, article));
  const rows = await db.paragraph.findMany({
    where: { articleId: article.id },
    orderBy: { position: "asc" },
    select: { id: true, kind: true, text: true },
  });
  return { id: article.id, deskId: article.deskId, version: 1, authorIds: [...authorIds], paragraphs: rows };
}

/** The paragraph and range on which a quote stands: what a flag is raised with. */
export function rangeOf(
  article: StoredArticle,
  quote: string,
): { paragraphId: string; start: number; end: number } {
  const paragraph = article.paragraphs.find(({ text }) => text.includes(quote));
  if (!paragraph) throw new Error(`“${quote}” is not in the article.`);
  const start = paragraph.text.indexOf(quote);
  return { paragraphId: paragraph.id, start, end: start + quote.length };
}
