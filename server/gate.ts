import "server-only";
import type { BlockerDto, GateDto } from "@/domain/contract";
import { blockReason } from "@/domain/flag/gate";
import type { Outcome } from "@/domain/flag/kinds";
import type { Actor } from "@/domain/policy";
import type { Flag } from "@/prisma/generated/client";
import { loadArticleFor } from "./access";
import { db, type Tx } from "./db";

/** Whether the draft may leave clean, and what blocks it, in the order of the text. */
export async function readGate(actor: Actor, articleId: string): Promise<GateDto> {
  await loadArticleFor(actor, articleId, "article.read");
  return gateOf(db, articleId);
}

type GateRow = Pick<Flag, "id" | "kind" | "status" | "outcome" | "anchorState" | "verifiedText">;

/** The gate itself, for whoever has asked for permission already. One statement. */
export async function gateOf(tx: Tx, articleId: string): Promise<GateDto> {
  const flags = await tx.$queryRaw<GateRow[]>`
    SELECT f."id", f."kind"::text, f."status"::text, f."outcome", f."anchorState"::text, f."verifiedText"
    FROM "Flag" f
    LEFT JOIN "Paragraph" p ON p."articleId" = f."articleId" AND p."id" = f."paragraphId"
    WHERE f."articleId" = ${articleId}::uuid AND f."status" IN ('open', 'resolved')
    ORDER BY p."position" NULLS LAST, f."start", f."end", f."createdAt", f."id"`;
  const blockers = flags.flatMap((flag): BlockerDto[] => {
    const reason = blockReason({ ...flag, outcome: flag.outcome as Outcome | null });
    if (reason === null) return [];
    return [{ flagId: flag.id, kind: flag.kind, reason, url: `/articles/${articleId}?flag=${flag.id}` }];
  });
  const openComments = flags.filter(({ kind, status }) => kind === "comment" && status === "open").length;
  return { open: blockers.length === 0, blockers, openComments };
}
