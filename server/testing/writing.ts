import "server-only";
import { randomUUID } from "node:crypto";
import { Transform } from "prosemirror-transform";
import { docFromParagraphs } from "@/domain/article/document";
import type { StepsInput } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { readArticle } from "../articles";
import { saveSteps } from "../text";
import type { StoredArticle } from "./factories";

/** Where a paragraph, known by words of its, begins and ends in the document. */
type FindParagraph = (words: string) => { from: number; to: number };

/** A save of whatever `change` does to the text as it stands. */
export async function write(
  actor: Actor,
  article: StoredArticle,
  change: (tr: Transform, find: FindParagraph) => void,
): Promise<void> {
  const { version, paragraphs } = await readArticle(actor, article.id);
  const tr = new Transform(docFromParagraphs(paragraphs));
  change(tr, (words) => {
    const found = { from: -1, to: -1 };
    tr.doc.forEach((node, offset) => {
      if (node.textContent.includes(words))
        Object.assign(found, { from: offset, to: offset + node.nodeSize });
    });
    return found;
  });
  await saveSteps(actor, article.id, {
    version,
    clientId: randomUUID(),
    steps: tr.steps.map((step) => step.toJSON() as StepsInput["steps"][number]),
  });
}

/** Takes out the paragraph that has these words. */
export function removeParagraph(actor: Actor, article: StoredArticle, words: string): Promise<void> {
  return write(actor, article, (tr, find) => {
    const { from, to } = find(words);
    tr.delete(from, to);
  });
}
