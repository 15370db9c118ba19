// Programs of the project, run as children that never outlive us, and what is said meanwhile.

import { spawn } from "node:child_process";
import path from "node:path";
import { delay } from "./processes.mjs";

/** The project's root folder. */
export const ROOT = path.dirname(import.meta.dirname);

/** How a TypeScript file of ours runs outside Next: `server-only` is let in under this condition. */
export const TYPESCRIPT = ["--conditions=react-server", "--import", "tsx"];

/** One line of progress. */
export function say(line) {
  console.log(line);
}

/** A failure that the person at the terminal can act on: shown as its message alone. */
export class Refusal extends Error {}

const running = new Set();

/**
 * Starts `node …args` in the project's root.
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: import("node:child_process").StdioOptions }} [options]
 */
export function startNode(args, { env = process.env, stdio = "inherit" } = {}) {
  return startProgram(process.execPath, args, { env, stdio });
}

/** Starts any program in the project's root; see `endChildren`. */
export function startProgram(command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: "inherit", ...options });
  running.add(child);
  child.once("close", () => running.delete(child));
  return child;
}

/** The child's exit code, once it ended; a signal counts as 1. */
export function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** Runs a step to its end; a failing one is a refusal with these words. */
export async function step(failure, child) {
  const code = await exitOf(child);
  if (code !== 0) throw new Refusal(failure);
}

/** Asks every child to end, and makes those who do not. */
export async function endChildren(patience = 10_000) {
  const until = Date.now() + patience;
  for (const child of running) child.kill("SIGTERM");
  while (running.size > 0 && Date.now() < until) await delay(25);
  killChildren();
}

/** Ends every child now: for a person who will not wait. */
export function killChildren() {
  for (const child of running) child.kill("SIGKILL");
}
