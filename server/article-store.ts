import "server-only";
import { CITATION_CHAR } from "@/domain/article/kinds";
import type { ManuscriptFlag, ManuscriptInput, ManuscriptParagraph, ParagraphDto } from "@/domain/contract";
import type { Tx } from "./db";
import { appendEvent } from "./events";
import { storeManuscriptFlags } from "./manuscript-flags";
import { articleParagraphs } from "./manuscript-paragraphs";
import { storeManuscript } from "./manuscript-store";
import { storeParagraphs } from "./text-rows";

export interface NewArticle {
  id: string;
  deskId: string;
  createdById: string;
  authorIds: readonly string[];
  dueAt: Date | null;
  language: string;
  /** Exactly as it came in. */
  manuscript: ManuscriptInput;
  paragraphs: readonly ManuscriptParagraph[];
  /** Comments and changes that came with it. */
  flags: readonly ManuscriptFlag[];
}

/**
 * Stores a manuscript as version 1 of an article: itself, its paragraphs with ids of their own, its authors, the first
 * revision, the event, and the flags that came with it. Rights are the caller's to check. Throws invalid where the
 * paragraphs make no article.
 */
export async function storeArticle(tx: Tx, article: NewArticle): Promise<void> {
  const { paragraphs, ids } = articleParagraphs(article.paragraphs);
  const actorId = article.createdById;
  await tx.article.create({
    data: {
      id: article.id,
      deskId: article.deskId,
      title: plainTitle(paragraphs),
      language: article.language,
      dueAt: article.dueAt,
      createdById: actorId,
      authors: { createMany: { data: [...new Set(article.authorIds)].map((userId) => ({ userId })) } },
      revisions: { create: { version: 1, steps: [], inverse: [], cause: { type: "import" }, actorId } },
    },
  });
  await storeManuscript(tx, { articleId: article.id, number: 1, version: 1, actorId }, article.manuscript);
  await storeParagraphs(
    tx,
    article.id,
    paragraphs.map((paragraph, position) => ({ ...paragraph, position })),
  );
  await appendEvent(tx, { articleId: article.id, actorId, type: "article.created", payload: {} });
  const texts = new Map(paragraphs.map(({ id, text }) => [id, text]));
  await storeManuscriptFlags(tx, {
    articleId: article.id,
    deskId: article.deskId,
    importedById: actorId,
    flags: article.flags,
    placeOf: (key) => {
      const id = ids.get(key)!;
      return { id, text: texts.get(id)! };
    },
  });
}

/** The title as a desk list shows it: one line, without marks of citations. */
function plainTitle(paragraphs: readonly ParagraphDto[]): string {
  const text = paragraphs.find(({ kind }) => kind === "title")?.text ?? "";
  return text.replaceAll(CITATION_CHAR, "").replace(/\s+/g, " ").trim();
}
