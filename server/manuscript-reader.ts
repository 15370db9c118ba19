import "server-only";
import { Worker } from "node:worker_threads";
import pLimit from "p-limit";
import type { CommentWords, ManuscriptInput, ParsedManuscript } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { parseManuscript } from "@/domain/manuscript";
import { log } from "./log";
import type { ReadingAnswer, ReadingTask } from "./manuscript-worker";

/**
 * A Word file is somebody else's program's output, and reading a large one takes a second or two: it is read in a
 * thread of its own, which may use so much memory and so much time and no more, while the server goes on answering.
 * What it needed is the machine's again when the thread ends. A text is read where it is: it takes milliseconds, and is
 * asked for with every pause in somebody's typing.
 */

/** Threads at a time, in a process. */
const MOST_AT_ONCE = 2;
/** Files that wait for one; each is held in memory until then. */
const MOST_WAITING = 8;
const LIMITS = {
  /** Of a thread's objects, in MB. Bytes are counted apart: what a file may unpack to is the reader's to ask. */
  memory: 192,
  /** In milliseconds. */
  time: 30_000,
};

interface ReadingOptions {
  commentWords?: CommentWords;
  /** Nobody waits for it any more. */
  signal?: AbortSignal;
  /** Narrower ones, for a test. */
  limits?: Partial<typeof LIMITS>;
}

/** The one way for a manuscript into the server. Errors: parseManuscript's, and rate_limited while too many are read. */
export async function readManuscript(
  input: ManuscriptInput,
  { signal, limits, ...options }: ReadingOptions = {},
): Promise<ParsedManuscript> {
  if (input.format !== "docx") return parseManuscript(input, options);
  if (threads.activeCount + threads.pendingCount >= MOST_AT_ONCE + MOST_WAITING)
    throw new GalleyError(
      "rate_limited",
      "Several Word files are being read just now. Try again in a moment.",
      {
        retryAfter: 5,
      },
    );
  const { format, file, corrections } = input;
  const task = { input: { format, file, ...(corrections ? { corrections } : {}) }, options };
  return threads(() => readInThread(task, { ...LIMITS, ...limits }, signal));
}

const threads = pLimit(MOST_AT_ONCE);

async function readInThread(
  task: ReadingTask,
  { memory, time }: typeof LIMITS,
  signal: AbortSignal | undefined,
): Promise<ParsedManuscript> {
  if (signal?.aborted) throw brokenOff();
  const worker = new Worker(new URL("./manuscript-worker.ts", import.meta.url), {
    workerData: task,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
  try {
    const answer = await answerOf(worker, time, signal);
    if ("parsed" in answer) return answer.parsed;
    const { code, message, details } = answer.refusal;
    throw new GalleyError(code, message, details);
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker, time: number, signal: AbortSignal | undefined): Promise<ReadingAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(tooMuch("took longer than its time")), time);
    const onAbort = () => reject(brokenOff());
    signal?.addEventListener("abort", onAbort);
    worker.once("message", resolve);
    worker.once("error", (error: Error & { code?: string }) =>
      reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooMuch("took more than its memory") : error),
    );
    worker.once("exit", (code) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      // Said after its answer, or in place of one.
      reject(new Error(`The thread that reads a Word file ended without an answer (${code}).`));
    });
  });
}

/** The file may be a trap, or our reader at fault: whoever runs the server is told. */
function tooMuch(what: string): GalleyError {
  log.warn(`reading a Word file ${what}`);
  return new GalleyError(
    "too_large",
    "This Word file is too much for Galley to read. Leave parts of it out, or paste its text.",
  );
}

const brokenOff = () => new GalleyError("invalid", "The request broke off before it was answered.");
