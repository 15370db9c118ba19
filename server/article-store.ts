import "server-only";
import { randomUUID } from "node:crypto";
import { docFromParagraphs, paragraphsFromDoc } from "@/domain/article/document";
import { CITATION_CHAR, type InlineJson } from "@/domain/article/kinds";
import { referenceNumbers } from "@/domain/article/references";
import type { ManuscriptFormat, ManuscriptParagraph, ParagraphDto } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import type { Tx } from "./db";
import { appendEvent } from "./events";
import { storeParagraphs } from "./text-rows";

export interface NewArticle {
  id: string;
  deskId: string;
  createdById: string;
  authorIds: readonly string[];
  dueAt: Date | null;
  language: string;
  /** The manuscript exactly as it came in. */
  source: string;
  sourceFormat: ManuscriptFormat;
  paragraphs: readonly ManuscriptParagraph[];
}

/**
 * Stores a manuscript as version 1 of an article: its paragraphs with ids of their own, its authors, the first
 * revision and the event. Rights are the caller's to check. Throws invalid where the paragraphs make no article.
 */
export async function storeArticle(tx: Tx, article: NewArticle): Promise<void> {
  const paragraphs = articleParagraphs(article.paragraphs);
  await tx.article.create({
    data: {
      id: article.id,
      deskId: article.deskId,
      title: plainTitle(paragraphs),
      language: article.language,
      dueAt: article.dueAt,
      source: article.source,
      sourceFormat: article.sourceFormat,
      createdById: article.createdById,
      authors: { createMany: { data: [...new Set(article.authorIds)].map((userId) => ({ userId })) } },
      revisions: {
        create: {
          version: 1,
          steps: [],
          inverse: [],
          cause: { type: "import" },
          actorId: article.createdById,
        },
      },
    },
  });
  await storeParagraphs(
    tx,
    article.id,
    paragraphs.map((paragraph, position) => ({ ...paragraph, position })),
  );
  await appendEvent(tx, {
    articleId: article.id,
    actorId: article.createdById,
    type: "article.created",
    payload: {},
  });
}

/** The title as a desk list shows it: one line, without marks of citations. */
function plainTitle(paragraphs: readonly ParagraphDto[]): string {
  const text = paragraphs.find(({ kind }) => kind === "title")?.text ?? "";
  return text.replaceAll(CITATION_CHAR, "").replace(/\s+/g, " ").trim();
}

/**
 * A manuscript's paragraphs as an article's: keys become new ids, citations point at them, references stand in order
 * of first citation (uncited ones last), and the document schema has checked the whole.
 */
function articleParagraphs(manuscript: readonly ManuscriptParagraph[]): ParagraphDto[] {
  const ids = new Map(manuscript.map(({ key }) => [key, randomUUID() as string]));
  const identified = manuscript.map(({ key, kind, attrs, content }) => ({
    id: ids.get(key)!,
    kind,
    attrs,
    content: content.map((node) => (node.type === "citation" ? repointed(node, ids) : node)),
  }));
  const numbers = referenceNumbers(identified);
  const rank = ({ id }: { id: string }) => numbers.get(id) ?? Number.MAX_SAFE_INTEGER;
  const references = identified.filter(({ kind }) => kind === "reference");
  const others = identified.filter(({ kind }) => kind !== "reference");
  try {
    const doc = docFromParagraphs([...others, ...references.sort((one, other) => rank(one) - rank(other))]);
    doc.check();
    return paragraphsFromDoc(doc);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new GalleyError(
      "invalid",
      "These paragraphs do not make an article: it has one title, then bylines, a standfirst, the text, and last the references.",
      { cause: cause.message },
    );
  }
}

function repointed(
  node: Extract<InlineJson, { type: "citation" }>,
  ids: ReadonlyMap<string, string>,
): InlineJson {
  const referenceId = ids.get(node.attrs.referenceId);
  if (!referenceId) throw new GalleyError("invalid", "A citation of this manuscript points at no reference.");
  return { ...node, attrs: { referenceId } };
}
