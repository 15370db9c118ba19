import "server-only";
import type { ManuscriptInput } from "@/domain/contract";
import type { Prisma } from "@/prisma/generated/client";
import type { Tx } from "./db";

/** Which of an article's manuscripts it is, who brought it in, and the revision that it made. */
export interface ManuscriptPlace {
  articleId: string;
  /** 1, 2, … */
  number: number;
  version: number;
  actorId: string;
  /** Of one that came in again: the request, and what it did to flags. */
  requestId?: string;
  did?: Prisma.InputJsonObject;
}

/**
 * Bytes of a file that go to the database at a time. On their way they are copied several times over, which for the
 * largest file at once would be more memory than reading it takes.
 */
const PIECE = 4 * 1024 * 1024;

/** Keeps a manuscript exactly as it came in, in the transaction that makes its revision. */
export async function storeManuscript(
  tx: Tx,
  place: ManuscriptPlace,
  manuscript: ManuscriptInput,
): Promise<void> {
  const { format, filename = null } = manuscript;
  const file = manuscript.format === "docx" ? manuscript.file : null;
  const content =
    manuscript.format === "docx"
      ? { file: new Uint8Array(manuscript.file.subarray(0, PIECE)) }
      : { source: manuscript.source };
  await tx.manuscript.create({ data: { ...place, format, filename, ...content } });
  for (let at = PIECE; file && at < file.byteLength; at += PIECE)
    await tx.$executeRaw`
      UPDATE "Manuscript" SET "file" = "file" || ${file.subarray(at, at + PIECE)}
      WHERE "articleId" = ${place.articleId}::uuid AND "number" = ${place.number}`;
}
