import "server-only";
import type { ManuscriptInput } from "@/domain/contract";
import type { Flag } from "@/prisma/generated/client";
import type { Tx } from "./db";

/** Which of an article's manuscripts it is, who brought it in, and the revision that it made. */
export interface ManuscriptPlace {
  articleId: string;
  /** 1, 2, … */
  number: number;
  version: number;
  actorId: string;
  /** Of one that came in again: the request, and what it did. */
  requestId?: string;
  did?: Did;
}

/** What a manuscript that came in again did, as it has to be known to take it back (server/take-in-undo.ts). */
export interface Did {
  /** Ids of flags. */
  settled: string[];
  raised: string[];
  /** The flags that it opened again, as they were before. */
  reopened: (Pick<Flag, "id" | "status" | "outcome" | "sources" | "resolvedById" | "verifiedText"> & {
    resolvedAt: string | null;
  })[];
  /** Ids of what it says in threads. */
  replies: string[];
  /** It made a revision. */
  wrote: boolean;
  /** The article's newest event when it was done. */
  eventId: string;
  /** The request that took it back. */
  undoneBy?: string;
}

/**
 * Bytes of a file that go to the database at a time. On their way they are copied several times over, which for the
 * largest file at once would be more memory than reading it takes.
 */
const PIECE = 4 * 1024 * 1024;

/** Keeps a manuscript exactly as it came in, in the transaction that makes its revision. */
export async function storeManuscript(
  tx: Tx,
  { did, ...place }: ManuscriptPlace,
  manuscript: ManuscriptInput,
): Promise<void> {
  const { format, filename = null } = manuscript;
  const file = manuscript.format === "docx" ? manuscript.file : null;
  const content =
    manuscript.format === "docx"
      ? { file: new Uint8Array(manuscript.file.subarray(0, PIECE)) }
      : { source: manuscript.source };
  await tx.manuscript.create({
    data: { ...place, ...(did && { did: { ...did } }), format, filename, ...content },
  });
  for (let at = PIECE; file && at < file.byteLength; at += PIECE)
    await tx.$executeRaw`
      UPDATE "Manuscript" SET "file" = "file" || ${file.subarray(at, at + PIECE)}
      WHERE "articleId" = ${place.articleId}::uuid AND "number" = ${place.number}`;
}
