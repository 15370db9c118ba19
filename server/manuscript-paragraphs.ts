import "server-only";
import { randomUUID } from "node:crypto";
import { docFromParagraphs, paragraphsFromDoc } from "@/domain/article/document";
import type { InlineJson } from "@/domain/article/kinds";
import { referenceNumbers } from "@/domain/article/references";
import type { ManuscriptParagraph, ParagraphDto } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";

export interface ArticleParagraphs {
  /** In the order of the article. */
  paragraphs: ParagraphDto[];
  /** Under which id each paragraph of the manuscript is known from now on, by its key. */
  ids: ReadonlyMap<string, string>;
}

/**
 * A manuscript's paragraphs as an article's: keys become new ids, citations point at them, references stand in order
 * of first citation (uncited ones last), and the document schema has checked the whole. Throws invalid where they
 * make no article.
 */
export function articleParagraphs(manuscript: readonly ManuscriptParagraph[]): ArticleParagraphs {
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
    return { paragraphs: paragraphsFromDoc(doc), ids };
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
