import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { usageOf } from "./server-process";

/** What a piece of work took. `peak`: memory of its process at most meanwhile, in MB; null where the system does not tell. */
export interface Reading {
  seconds: number;
  peak: number | null;
}

/** Between two looks at a process's memory, in milliseconds. */
const LOOK = 20;

/** Does something while it looks at the memory of a process; null: of none yet. */
export async function watch(process: () => number | null, work: () => Promise<unknown>): Promise<Reading> {
  let peak: number | null = null;
  const look = () => {
    const pid = process();
    const now = pid === null ? null : memoryOf(pid);
    if (now !== null) peak = Math.max(peak ?? 0, now);
  };
  look();
  const timer = setInterval(look, LOOK);
  const began = performance.now();
  try {
    await work();
    return { seconds: (performance.now() - began) / 1000, peak };
  } finally {
    clearInterval(timer);
  }
}

/** In MB. Null also for a process that has ended, whether or not anybody has taken note of it. */
export function memoryOf(pid: number): number | null {
  try {
    return usageOf(pid)?.memory || null;
  } catch {
    return null;
  }
}

/** The last process that this one has started; null where there is none, or the system does not tell. */
export function lastChild(): number | null {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8");
    return Number(children.trim().split(" ").at(-1)) || null;
  } catch {
    return null;
  }
}

export function most(readings: readonly Reading[]): number | null {
  const peaks = readings.flatMap(({ peak }) => peak ?? []);
  return peaks.length > 0 ? Math.max(...peaks) : null;
}

/** Null where it is not installed. */
export async function runPandoc(options: readonly string[]): Promise<Reading | null> {
  const child = spawn("pandoc", options, { stdio: "inherit" });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  ended.catch(() => {});
  const { pid } = child;
  if (pid === undefined) return await ended.then(() => null, missing);
  return watch(
    () => pid,
    async () => {
      const code = await ended;
      if (code !== 0) throw new Error(`pandoc ended with ${code}.`);
    },
  );
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

/** With a folder that is there for as long as the work takes. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), "galley-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
