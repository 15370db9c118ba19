import "server-only";
import { randomUUID } from "node:crypto";
import type { ArticleDto, ArticleInput, ArticleRowDto, ArticleSettingsInput } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { may, type Actor } from "@/domain/policy";
import { Prisma } from "@/prisma/generated/client";
import { loadArticleFor, requireDesk } from "./access";
import { articleDto, paragraphDto, presentFlags } from "./article-dto";
import { readArticleRows, readDraftVersions } from "./article-rows";
import { storeArticle } from "./article-store";
import { db, inSnapshot, type Tx } from "./db";
import { readCommentWords } from "./desk-settings";
import { appendEvent } from "./events";
import { readManuscript } from "./manuscript-reader";

/** The articles of a desk that the actor may read: all for editors and chiefs, their own for authors. */
export async function listArticles(
  actor: Actor,
  { deskId, query = "" }: { deskId: string; query?: string | undefined },
): Promise<ArticleRowDto[]> {
  requireDesk(actor, deskId, "desk.enter");
  return readArticleRows(actor, deskId, query);
}

/** The whole article with its flags and threads, as of one moment: `lastEventId` is the last event that is in it. */
export async function readArticle(actor: Actor, articleId: string): Promise<ArticleDto> {
  return inSnapshot(async (tx) => {
    const { authorIds } = await loadArticleFor(actor, articleId, "article.read", tx);
    return presentArticle(tx, articleId, authorIds);
  });
}

/** The article of one snapshot, for whoever has asked for permission in it already. */
export async function presentArticle(tx: Tx, articleId: string, authorIds: string[]): Promise<ArticleDto> {
  const article = await tx.article.findUniqueOrThrow({ where: { id: articleId } });
  const rows = await tx.paragraph.findMany({ where: { articleId }, orderBy: { position: "asc" } });
  const paragraphs = rows.map(paragraphDto);
  const flags = await presentFlags(tx, { articleId }, new Map(paragraphs.map(({ id, text }) => [id, text])));
  const drafts = await readDraftVersions([articleId], tx);
  const newest = await tx.articleEvent.aggregate({ where: { articleId }, _max: { id: true } });
  return articleDto(article, {
    paragraphs,
    authorIds,
    flags,
    draftVersion: drafts.get(articleId) ?? null,
    lastEventId: newest._max.id ?? 0n,
  });
}

/**
 * Stores a manuscript as an article, with the flags that came with it. Repeated with the same id it makes nothing new
 * (`created` is false) and answers with what is there.
 */
export async function createArticle(
  actor: Actor,
  input: ArticleInput,
): Promise<{ article: ArticleDto; created: boolean }> {
  requireDesk(actor, input.deskId, "desk.enter");
  await requireAuthors(db, actor, input.deskId, input.authorIds);
  const commentWords = await readCommentWords(input.deskId);
  const { manuscript, flags } = await readManuscript(input, { commentWords });
  const id = input.id ?? randomUUID();
  const created = await storeOnce(id, (tx) =>
    storeArticle(tx, {
      id,
      deskId: input.deskId,
      createdById: actor.id,
      authorIds: input.authorIds,
      dueAt: input.dueAt ? new Date(input.dueAt) : null,
      language: input.language ?? manuscript.language,
      manuscript: input,
      paragraphs: manuscript.paragraphs,
      flags,
    }),
  );
  return { article: await readArticle(actor, id), created };
}

/** False when an article with this id was there, or was just being made: the database decides which came first. */
async function storeOnce(id: string, store: (tx: Tx) => Promise<void>): Promise<boolean> {
  if (await db.article.findUnique({ where: { id }, select: { id: true } })) return false;
  try {
    await db.$transaction(store);
    return true;
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    if (isTaken && (await db.article.findUnique({ where: { id }, select: { id: true } }))) return false;
    throw error;
  }
}

/** Desk settings: authors, due date, language. Fields that are not given stay as they are. */
export async function changeArticleSettings(
  actor: Actor,
  articleId: string,
  { authorIds, dueAt, language }: ArticleSettingsInput,
): Promise<ArticleDto> {
  await db.$transaction(async (tx) => {
    const { deskId } = await loadArticleFor(actor, articleId, "article.settings", tx);
    if (authorIds) await requireAuthors(tx, actor, deskId, authorIds);
    // The row first: it is the lock that lets two changes of one article's authors pass one after the other.
    await tx.article.update({
      where: { id: articleId, deskId },
      data: {
        updatedAt: new Date(),
        ...(dueAt === undefined ? {} : { dueAt: dueAt === null ? null : new Date(dueAt) }),
        ...(language === undefined ? {} : { language }),
      },
    });
    if (authorIds) await replaceAuthors(tx, articleId, authorIds);
    await appendEvent(tx, {
      articleId,
      actorId: actor.id,
      type: "article.settings",
      payload: {
        ...(authorIds ? { authorIds } : {}),
        ...(dueAt === undefined ? {} : { dueAt }),
        ...(language === undefined ? {} : { language }),
      },
    });
  });
  return readArticle(actor, articleId);
}

async function replaceAuthors(tx: Tx, articleId: string, authorIds: string[]): Promise<void> {
  await tx.articleAuthor.deleteMany({ where: { articleId } });
  await tx.articleAuthor.createMany({
    data: [...new Set(authorIds)].map((userId) => ({ articleId, userId })),
  });
}

/** Authors are active members of the desk, whatever their role; who is an author only may store only their own. */
async function requireAuthors(tx: Tx, actor: Actor, deskId: string, authorIds: string[]): Promise<void> {
  const members = await tx.membership.findMany({
    where: { deskId, active: true, userId: { in: authorIds } },
    select: { userId: true },
  });
  if (members.length < new Set(authorIds).size)
    throw new GalleyError("invalid", "Every author must be an active member of the desk.");
  if (!authorIds.includes(actor.id) && !may(actor, "desk.import_for_others", { deskId }))
    throw new GalleyError(
      "forbidden",
      "Name yourself among the authors: only editors bring in articles for others.",
    );
}
