import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { Node } from "prosemirror-model";
import { paragraphDto, paragraphText, placeParagraphs } from "@/domain/article/document";
import type { ParagraphDto } from "@/domain/contract";
import type { Anchor } from "@/domain/flag/anchor";
import { recheckStep, sentencesAt } from "@/domain/flag/recheck";
import { Prisma, type Flag } from "@/prisma/generated/client";
import type { Tx } from "./db";
import type { TouchedParagraphs } from "./document";
import { appendEvent } from "./events";

/** Writes the rows a change touched, and no others: one statement for each sort of row. */
export async function writeParagraphs(
  tx: Tx,
  articleId: string,
  before: Node,
  after: Node,
  touched: TouchedParagraphs,
): Promise<void> {
  if (touched.removed.length > 0)
    await tx.paragraph.deleteMany({ where: { articleId, id: { in: touched.removed } } });

  if (touched.nodes.length > 0) {
    const positions = new Map(after.children.map((node, position) => [node, position]));
    await storeParagraphs(
      tx,
      articleId,
      touched.nodes.map((node) => ({ ...paragraphDto(node), position: positions.get(node)! })),
    );
  }

  if (touched.order) {
    const stoodAt = new Map(before.children.map((node, position) => [node.attrs.id as string, position]));
    const moved = touched.order
      .map((id, position) => ({ id, position }))
      .filter(({ id, position }) => stoodAt.get(id) !== position);
    await tx.$executeRaw`
      UPDATE "Paragraph" AS p SET "position" = given."position"
      FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) AS given("id" uuid, "position" int)
      WHERE p."articleId" = ${articleId}::uuid AND p."id" = given."id"`;
  }
}

/** Makes or changes paragraphs, in one statement; one that is there keeps its position. */
export async function storeParagraphs(
  tx: Tx,
  articleId: string,
  rows: readonly (ParagraphDto & { position: number })[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Paragraph" ("id", "articleId", "position", "kind", "attrs", "content", "text")
    SELECT "id", ${articleId}::uuid, "position", "kind"::"ParagraphKind", "attrs", "content", "text"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given(
      "id" uuid, "position" int, "kind" text, "attrs" jsonb, "content" jsonb, "text" text)
    ON CONFLICT ("articleId", "id") DO UPDATE SET
      "kind" = EXCLUDED."kind", "attrs" = EXCLUDED."attrs",
      "content" = EXCLUDED."content", "text" = EXCLUDED."text"`;
}

/** The columns of an anchor, in the tables that have one. */
type AnchorRow = Pick<
  Flag,
  "id" | "paragraphId" | "start" | "end" | "anchorState" | "quote" | "prefix" | "suffix" | "recovery"
>;

export type StoredAnchor = Anchor & { id: string };

/** A flag's row as the domain's anchor rules look at it. */
export function anchorOf(flag: AnchorRow): StoredAnchor {
  const { id, paragraphId, start, end, anchorState, quote, prefix, suffix } = flag;
  const recovery = flag.recovery as unknown as Anchor["recovery"];
  return { id, paragraphId, start, end, state: anchorState, quote, prefix, suffix, recovery };
}

/** Fact-checks after a change of the text: those whose verified sentences read otherwise now, or as verified again. */
export async function writeRechecks(
  tx: Tx,
  change: { articleId: string; actorId: string; language: string; doc: Node },
  flags: readonly Flag[],
): Promise<void> {
  const texts = placeParagraphs(change.doc);
  for (const { id, status, verifiedText, anchorState: state, paragraphId, start, end } of flags) {
    const node = texts.get(paragraphId)?.node;
    const now = sentencesAt(node && paragraphText(node), { state, start, end }, change.language);
    const step = recheckStep(status, verifiedText, now);
    if (!step) continue;
    await tx.flag.update({ where: { id }, data: { status: step === "recheck" ? "resolved" : "verified" } });
    const { articleId, actorId } = change;
    await appendEvent(tx, { articleId, actorId, flagId: id, type: `flag.${step}`, payload: {} });
  }
}

/** Where anchors stand after `move`, from where they stood; those that moved are stored, in one statement. */
export async function moveStoredAnchors(
  tx: Tx,
  table: "Flag" | "PendingFlag",
  stood: readonly StoredAnchor[],
  move: (stood: readonly StoredAnchor[]) => StoredAnchor[],
): Promise<StoredAnchor[]> {
  const anchors = move(stood);
  const moved = anchors.filter((anchor, i) => !isDeepStrictEqual(anchor, stood[i]));
  if (moved.length > 0) await writeAnchors(tx, table, moved);
  return anchors;
}

async function writeAnchors(
  tx: Tx,
  table: "Flag" | "PendingFlag",
  anchors: readonly StoredAnchor[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE ${Prisma.raw(`"${table}"`)} AS f SET "paragraphId" = given."paragraphId", "start" = given."start", "end" = given."end",
      "anchorState" = given."state"::"AnchorState", "recovery" = given."recovery"
    FROM jsonb_to_recordset(${JSON.stringify(anchors)}::jsonb) AS given(
      "id" uuid, "paragraphId" uuid, "start" int, "end" int, "state" text, "recovery" jsonb)
    WHERE f."id" = given."id"`;
}
