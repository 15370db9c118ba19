// Galley's server process: Next in production or development, watched until it answers.

import { delay } from "./processes.mjs";
import { exitOf, Refusal, startNode } from "./run.mjs";

const START_PATIENCE = 120_000;
const STOP_PATIENCE = 10_000;
/**
 * Milliseconds. Longer than what stands before a server keeps a connection (a minute, mostly): a request on one that
 * the server just closed would fail.
 */
const KEEP_ALIVE = "75000";

/**
 * Starts the server and waits until it, and through it the database, answers.
 * @param {{ port: number, env: NodeJS.ProcessEnv, development?: boolean }} options  env: with DATABASE_URL and NEXTAUTH_SECRET
 * @returns {Promise<{ address: string, pid: number, gone: Promise<never>, stop: () => Promise<void> }>}
 *   `gone` rejects, with a reason to show, when the server ends by itself
 */
export async function startServer({ port, env, development = false }) {
  const address = `http://localhost:${port}`;
  const child = startNode(
    [
      "node_modules/next/dist/bin/next",
      ...(development ? ["dev"] : ["start", "--keepAliveTimeout", KEEP_ALIVE]),
      ...["-p", String(port)],
    ],
    {
      env: {
        ...env,
        NODE_ENV: development ? "development" : "production",
        NEXT_TELEMETRY_DISABLED: "1",
        NEXTAUTH_URL: env.NEXTAUTH_URL || address,
        GALLEY_LAUNCHED: "1", // ends itself when we are gone: server/process.ts
      },
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
  let stopping = false;
  const ended = exitOf(child);
  const gone = ended.then((code) => {
    if (stopping) return new Promise(() => {});
    throw new Refusal(`The server ended by itself (exit code ${code}).`);
  });
  gone.catch(() => {}); // whoever waits for it hears of it
  const stop = async () => {
    stopping = true;
    child.kill("SIGTERM");
    const forced = setTimeout(() => child.kill("SIGKILL"), STOP_PATIENCE);
    await ended;
    clearTimeout(forced);
  };
  try {
    await Promise.race([untilHealthy(port), gone]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, pid: child.pid, gone, stop };
}

/** Settles once the server and its database answer. */
async function untilHealthy(port) {
  const until = Date.now() + START_PATIENCE;
  let last = "nothing";
  while (Date.now() < until) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/api/health`, {
        signal: AbortSignal.timeout(30_000),
      });
      if (answer.ok) return;
      last = `${answer.status} ${await answer.text()}`;
    } catch (error) {
      last = error.cause?.code ?? error.message;
    }
    await delay(100);
  }
  throw new Refusal(`The server does not answer (${last}).`);
}
