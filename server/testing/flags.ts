import "server-only";
import { replaceTextSteps } from "@/domain/article/edits";
import type { FlagDto, FlagInput } from "@/domain/contract";
import type { Actor } from "@/domain/policy";
import { db } from "../db";
import { raiseFlag } from "../flags";
import { changeText } from "../text";
import { rangeOf, type StoredArticle } from "./factories";

/** What it takes to raise a flag on a quote: a comment, unless it says otherwise. */
export function flagOn(article: StoredArticle, quote: string, rest: Partial<FlagInput> = {}): FlagInput {
  return {
    version: article.version,
    kind: "comment",
    note: "What is this?",
    ...rangeOf(article, quote),
    ...rest,
  };
}

export function typoOn(
  article: StoredArticle,
  quote: string,
  replacement: string,
  rest: Partial<FlagInput> = {},
): FlagInput {
  return flagOn(article, quote, { kind: "typo", replacement, ...rest });
}

/** A stored flag. */
export async function makeFlag(actor: Actor, article: StoredArticle, input: FlagInput): Promise<FlagDto> {
  return (await raiseFlag(actor, article.id, input)).flag;
}

/** Somebody types: the first `from` of the article as it stands becomes `to`. */
export async function typeOver(
  actor: Actor,
  article: StoredArticle,
  from: string,
  to: string,
): Promise<void> {
  const rows = await db.paragraph.findMany({
    where: { articleId: article.id, text: { contains: from } },
    orderBy: { position: "asc" },
  });
  const { id: paragraphId, text } = rows[0]!;
  const start = text.indexOf(from);
  await db.$transaction((tx) =>
    changeText(tx, article.id, {
      actorId: actor.id,
      steps: (doc) => replaceTextSteps(doc, { paragraphId, start, end: start + from.length, text: to }),
      cause: { type: "typed" },
    }),
  );
}

/** All paragraphs as they stand, a line each. */
export async function readWords(article: StoredArticle): Promise<string> {
  const rows = await db.paragraph.findMany({
    where: { articleId: article.id },
    orderBy: { position: "asc" },
    select: { text: true },
  });
  return rows.map(({ text }) => text).join("\n");
}
