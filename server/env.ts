import "server-only";
import * as z from "zod";

const NOT_SET = "is not set.";

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const schema = z.object({
  /** The one database. Every process of the same Galley names the same one. */
  DATABASE_URL: z
    .string({
      error: `DATABASE_URL ${NOT_SET} Set it to a PostgreSQL address: postgresql://user:password@host:5432/name.`,
    })
    .regex(/^postgres(ql)?:\/\//, "DATABASE_URL must begin with postgresql://"),
  /** Seals the session cookies. */
  NEXTAUTH_SECRET: z
    .string({
      error: `NEXTAUTH_SECRET ${NOT_SET} Set it to a long random text, for example the output of: openssl rand -base64 32.`,
    })
    .min(16, "NEXTAUTH_SECRET is too short: at least 16 characters, better 32."),
  /** The address people use. With https, cookies are sent over https only. */
  NEXTAUTH_URL: z.url("NEXTAUTH_URL must be a whole address, such as https://galley.example.org.").optional(),
  /** Database connections of this process. */
  DATABASE_POOL: z.coerce
    .number("DATABASE_POOL must be a number.")
    .int("DATABASE_POOL must be a whole number.")
    .min(1, "DATABASE_POOL must be at least 1.")
    .max(500, "DATABASE_POOL must be at most 500.")
    .default(10),
  /** "1": a proxy of ours stands in front, so its X-Forwarded-For and X-Forwarded-Host are believed. */
  GALLEY_TRUST_PROXY: z.enum(["0", "1"], "GALLEY_TRUST_PROXY must be 0 or 1.").default("0"),
  /** "off": the sample accounts, whose passwords are public, are neither offered nor let in. */
  GALLEY_SAMPLE: z.enum(["on", "off"], "GALLEY_SAMPLE must be on or off.").default("on"),
  /** The zone that dates are written and deadlines meant in; without it, the server's own. */
  GALLEY_TIME_ZONE: z
    .string()
    .refine(isTimeZone, "GALLEY_TIME_ZONE must be the name of a time zone, such as Europe/London.")
    .optional(),
  /** How much of what happens the server's log says. */
  LOG_LEVEL: z.enum(LOG_LEVELS, `LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")}.`).default("info"),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export type Env = z.infer<typeof schema>;

/**
 * The environment, checked as a whole. Called at start (instrumentation.ts): throws an Error whose message has one
 * sentence for each thing to set right.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  // An empty value is what `NAME=` in a .env file gives: the same as not set.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => issue.message).join("\n"));
}

/** One variable, read when it is needed: for what must also run where only some of them are set. */
export function readVariable<Name extends keyof Env>(name: Name): Env[Name] {
  const value = process.env[name];
  const result = schema.shape[name].safeParse(value === "" ? undefined : value);
  if (!result.success) throw new Error(result.error.issues.map((issue) => issue.message).join("\n"));
  return result.data as Env[Name];
}
