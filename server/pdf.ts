import "server-only";
import { execFile } from "node:child_process";
import path from "node:path";
import type { PdfArticle } from "@/domain/draft";
import { log } from "./log";

/** How many are made at once: each takes a processor and, of a very long article, 400 MB while it lasts. */
const AT_ONCE = 2;
/** Milliseconds. A hundred thousand words take less than ten seconds on a quiet machine. */
const LONGEST = 120_000;
const LARGEST = 256 * 1024 * 1024;

/**
 * The PDF of an article, by Typst in a process of its own (server/typst/compile.mjs): the same bytes for the same
 * article, unless a letter of it has to come from a font of the machine.
 */
export async function renderPdf(article: PdfArticle): Promise<Uint8Array> {
  await turn();
  try {
    return await compile(JSON.stringify(article));
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

let running = 0;
const waiting: (() => void)[] = [];

async function turn(): Promise<void> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
}

function compile(data: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // Next bundles this file: the program is found from the project's folder, where every process of ours runs.
    const program = path.join(process.cwd(), "server", "typst", "compile.mjs");
    const child = execFile(
      process.execPath,
      [program],
      { encoding: "buffer", timeout: LONGEST, maxBuffer: LARGEST, killSignal: "SIGKILL", env: environment() },
      (error, pdf, words) => {
        if (error)
          return reject(new Error(`The PDF could not be made: ${words.toString()}`, { cause: error }));
        if (words.length > 0) log.warn({ words: words.toString() }, "a PDF is tagged, but not PDF/UA");
        resolve(pdf);
      },
    );
    // It may end before it has read everything: that it failed is told above.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(data);
  });
}

/** Nothing of ours, least of all the database's address: only what a program needs to run and to find fonts. */
function environment(): NodeJS.ProcessEnv {
  const names = ["PATH", "HOME", "TMPDIR", "TEMP", "SystemRoot", "LOCALAPPDATA", "WINDIR"];
  const kept = names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  return Object.fromEntries(kept) as NodeJS.ProcessEnv;
}
