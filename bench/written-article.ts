import type { Node } from "prosemirror-model";
import { canJoin, Transform } from "prosemirror-transform";
import { docFromParagraphs } from "@/domain/article/document";
import type { Actor } from "@/domain/policy";
import { readArticle } from "@/server/articles";
import { db } from "@/server/db";
import { raiseFlag } from "@/server/flags";
import { makeArticle, type StoredArticle } from "@/server/testing/factories";
import { changeText } from "@/server/text";
import { generatedArticle } from "./article";
import { flagMaker } from "./flags";
import { randomFrom } from "./statistics";

/** Revisions stored in one transaction: the disk is waited for once. */
const AT_ONCE = 100;

/**
 * An article of the usual length with flags from the first day, and written in since: as many revisions, most of
 * them a few letters where the writer is, some a deletion, a split, a join, a paragraph moved.
 */
export async function writtenArticle(
  author: Actor,
  { revisions, flags }: { revisions: number; flags: number },
): Promise<StoredArticle> {
  const article = await makeArticle(author, { paragraphs: generatedArticle() });
  const makeFlag = flagMaker(article, 7);
  for (let made = 0; made < flags; made++) await raiseFlag(author, article.id, makeFlag());
  const { paragraphs } = await readArticle(author, article.id);
  let text = { version: 1, doc: docFromParagraphs(paragraphs) };
  const writer = new Writer();
  while (text.version <= revisions)
    text = await db.$transaction(async (tx) => {
      const until = Math.min(text.version + AT_ONCE, revisions + 1);
      let { version, doc } = text;
      while (version < until)
        ({ version, doc } = await changeText(tx, article.id, {
          actorId: author.id,
          version,
          steps: writer.write(doc).steps,
          cause: { type: "typed" },
        }));
      return { version, doc };
    });
  return article;
}

/** Somebody who stays in a paragraph for a while. The same edits in every run. */
class Writer {
  private readonly random = randomFrom(5_000);
  private caret = 0;
  private rest = 0;

  write(doc: Node): Transform {
    const tr = new Transform(doc);
    if (this.rest-- <= 0) this.settle(doc);
    const $caret = doc.resolve(Math.min(this.caret, doc.content.size - 1));
    if ($caret.depth === 0 || $caret.parent.type.name !== "body") {
      this.settle(doc);
      return this.write(doc);
    }
    const chance = this.random();
    const end = $caret.end();
    if (chance < 0.01 && $caret.parentOffset > 40 && end - $caret.pos > 40) tr.split($caret.pos);
    else if (chance < 0.02 && canJoin(doc, $caret.before()) && before(doc, $caret.before()) === "body")
      tr.join($caret.before());
    else if (chance < 0.025) moveDown(tr, $caret.before());
    else if (chance < 0.15 && end - $caret.pos > 12 && $caret.parent.content.size > 300)
      tr.delete($caret.pos, $caret.pos + 1 + this.below(12));
    else tr.insert($caret.pos, doc.type.schema.text("abcdefgh ".slice(this.below(5), 5 + this.below(4))));
    this.caret = tr.mapping.map($caret.pos, 1);
    return tr;
  }

  private settle(doc: Node): void {
    const bodies: number[] = [];
    doc.forEach((node, offset) => {
      if (node.type.name === "body") bodies.push(offset + 1 + this.below(node.content.size));
    });
    this.caret = bodies[this.below(bodies.length)]!;
    this.rest = 5 + this.below(40);
  }

  private below(count: number): number {
    return Math.floor(this.random() * count);
  }
}

const before = (doc: Node, position: number) => doc.resolve(position).nodeBefore?.type.name;

function moveDown(tr: Transform, position: number): void {
  const node = tr.doc.nodeAt(position)!;
  const next = tr.doc.nodeAt(position + node.nodeSize);
  if (next?.type.name !== "body") return;
  tr.delete(position, position + node.nodeSize);
  tr.insert(position + next.nodeSize, node);
}
