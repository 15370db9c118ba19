import "server-only";
import { pino } from "pino";
import { readVariable } from "./env";

/** The server's log: JSON lines on standard output. LOG_LEVEL sets how much. */
export const log = pino({ level: readVariable("LOG_LEVEL"), serializers: { err: errorWords } });

/**
 * An error as the log has it. A lost connection's error of `pg` carries the whole client, password and all: only
 * the words, the code and where it came from are kept.
 */
function errorWords(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { type: name, message, code, stack, cause: cause === undefined ? undefined : errorWords(cause) };
}
