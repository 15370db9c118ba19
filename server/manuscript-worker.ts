import { parentPort, workerData } from "node:worker_threads";
import type { CommentWords, ManuscriptInput, ParsedManuscript } from "@/domain/contract";
import { GalleyError, type ErrorCode } from "@/domain/errors";
import { parseManuscript } from "@/domain/manuscript";

/**
 * The thread in which a Word file is read, one file a thread (server/manuscript-reader.ts). It is given nothing but
 * the file: no database, and none of the server's settings and secrets.
 */

/** What a thread is started with. */
export interface ReadingTask {
  input: ManuscriptInput;
  options: { commentWords?: CommentWords };
}

/** What it says, once. Whatever it throws besides is a fault of ours. */
export type ReadingAnswer =
  { parsed: ParsedManuscript } | { refusal: { code: ErrorCode; message: string; details?: unknown } };

function answer({ input, options }: ReadingTask): ReadingAnswer {
  try {
    return { parsed: parseManuscript(input, options) };
  } catch (error) {
    if (!(error instanceof GalleyError)) throw error;
    const { code, message, details } = error;
    return { refusal: { code, message, details } };
  }
}

parentPort?.postMessage(answer(workerData as ReadingTask));
