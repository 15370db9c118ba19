import "server-only";
import type { CommentWords, DeskSettingsDto, DeskSettingsInput } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { DEFAULT_COMMENT_WORDS, doubledWord } from "@/domain/flag/comment-words";
import type { Actor } from "@/domain/policy";
import { Prisma } from "@/prisma/generated/client";
import { notFound, requireDesk } from "./access";
import { db } from "./db";

/** What a desk has settled for itself; its members may see it. */
export async function readDeskSettings(actor: Actor, deskId: string): Promise<DeskSettingsDto> {
  requireDesk(actor, deskId, "desk.enter");
  const own = await readOwnWords(deskId);
  return { commentWords: own ?? DEFAULT_COMMENT_WORDS, hasOwnWords: own !== null };
}

/** Throws invalid where one word would mean two kinds. */
export async function changeDeskSettings(
  actor: Actor,
  deskId: string,
  { commentWords }: DeskSettingsInput,
): Promise<DeskSettingsDto> {
  requireDesk(actor, deskId, "desk.manage");
  const doubled = commentWords && doubledWord(commentWords);
  if (doubled) throw new GalleyError("invalid", `“${doubled}” stands twice: a word means one kind of flag.`);
  const { count } = await db.desk.updateMany({
    where: { id: deskId },
    data: { commentWords: commentWords ?? Prisma.DbNull },
  });
  if (count === 0) throw notFound("desk");
  return readDeskSettings(actor, deskId);
}

/** By which first words a comment that comes to this desk is known; for who may bring something in. */
export async function readCommentWords(deskId: string): Promise<CommentWords> {
  return (await readOwnWords(deskId)) ?? DEFAULT_COMMENT_WORDS;
}

async function readOwnWords(deskId: string): Promise<CommentWords | null> {
  const desk = await db.desk.findUnique({ where: { id: deskId }, select: { commentWords: true } });
  return (desk?.commentWords ?? null) as CommentWords | null;
}
