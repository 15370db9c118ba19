import "server-only";
import { draftFilename, toAnnotations } from "@/domain/draft";
import type { Actor } from "@/domain/policy";
import { readArticle } from "./articles";
import type { DraftFile } from "./drafts";

const CONTENT_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';

/**
 * All flags of an article that everybody on it sees, as W3C Web Annotations. `origin` is Galley's own address. Throws
 * not_found for who may not read the article.
 */
export async function exportAnnotations(actor: Actor, articleId: string, origin: string): Promise<DraftFile> {
  const article = await readArticle(actor, articleId);
  return {
    filename: draftFilename(article, "jsonld", "annotations"),
    contentType: CONTENT_TYPE,
    body: Buffer.from(`${JSON.stringify(toAnnotations(article, origin), null, 2)}\n`),
  };
}
