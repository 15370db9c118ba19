import "server-only";
import { randomUUID } from "node:crypto";
import type { FlagDto, ReplyInput } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import type { Actor } from "@/domain/policy";
import { isUuid, notFound } from "./access";
import { db } from "./db";
import { appendEvent } from "./events";
import { changeFlag } from "./flag-change";

/** How long one's own reply can be changed, in minutes of the database's clock. */
const EDITABLE_MINUTES = 10;

/** Adds a reply to a flag's thread. Repeated with the same id it is there once (`created` is false). */
export async function addReply(
  actor: Actor,
  flagId: string,
  { id = randomUUID(), body }: ReplyInput,
): Promise<{ flag: FlagDto; created: boolean }> {
  const { flag, result } = await changeFlag(actor, flagId, { action: "flag.reply" }, async (tx, seen) => {
    const inserted = await tx.$executeRaw`
      INSERT INTO "Reply" ("id", "flagId", "authorId", "body", "createdAt")
      VALUES (${id}::uuid, ${flagId}::uuid, ${actor.id}::uuid, ${body}, clock_timestamp())
      ON CONFLICT ("id") DO NOTHING`;
    if (inserted === 0) {
      const there = await tx.reply.count({ where: { id, flagId, authorId: actor.id } });
      if (there === 0) throw new GalleyError("conflict", "This id is taken by another reply.");
      return false;
    }
    await appendEvent(tx, {
      articleId: seen.articleId,
      actorId: actor.id,
      flagId,
      type: "flag.replied",
      payload: { replyId: id },
    });
    return true;
  });
  return { flag, created: result === true };
}

/** Changes one's own reply, for ten minutes after it was written here. */
export async function editReply(
  actor: Actor,
  replyId: string,
  { body }: Pick<ReplyInput, "body">,
): Promise<FlagDto> {
  if (!isUuid(replyId)) throw notFound("reply");
  const reply = await db.reply.findUnique({ where: { id: replyId }, select: { flagId: true } });
  if (!reply) throw notFound("reply");
  const { flag } = await changeFlag(actor, reply.flagId, { action: "flag.reply" }, async (tx, seen) => {
    const changed = await tx.$executeRaw`
      UPDATE "Reply" SET "body" = ${body}, "editedAt" = clock_timestamp()
      WHERE "id" = ${replyId}::uuid AND "authorId" = ${actor.id}::uuid
        AND NOT "imported" AND "createdAt" > clock_timestamp() - make_interval(mins => ${EDITABLE_MINUTES}::int)`;
    if (changed === 0) {
      const isOwn = (await tx.reply.count({ where: { id: replyId, authorId: actor.id } })) > 0;
      throw isOwn
        ? new GalleyError("conflict", "A reply can be changed for ten minutes only. Write another one.")
        : new GalleyError("forbidden", "Only who wrote a reply can change it.");
    }
    await appendEvent(tx, {
      articleId: seen.articleId,
      actorId: actor.id,
      flagId: reply.flagId,
      type: "flag.reply_edited",
      payload: { replyId },
    });
  });
  return flag;
}
