import "server-only";
import { keepRealAddresses } from "./address";
import { readEnv } from "./env";

/**
 * Open event streams, each by the function that ends it. On globalThis, because the start of the process and
 * the routes are bundled apart and would each have a registry of their own.
 */
const shared = globalThis as { __galleyStreams?: Set<() => void> };

/** What a server process does first: refuses a wrong environment, and sees to a prompt end. */
export function beginProcess(): void {
  refuseWrongEnv();
  keepRealAddresses();
  // Next stops only once every answer is complete, and a stream never is.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      for (const close of shared.__galleyStreams ?? []) close();
    });
  }
  if (process.env.GALLEY_LAUNCHED === "1") endWithLauncher();
}

/** Ends a process that may not begin so, with the sentences alone: what to set, not where it was missed. */
export function refuseWrongEnv(): void {
  try {
    readEnv();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/** `npm start` killed outright cannot end its server; the server notices and ends itself. */
function endWithLauncher(): void {
  const launcher = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === launcher) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 2000);
  watch.unref();
}
