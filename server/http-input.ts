import "server-only";
import type * as z from "zod";
import { GalleyError } from "@/domain/errors";

/**
 * What a caller sent, by one schema of domain/contract.ts. Throws invalid, with the first thing that is wrong in
 * words (a schema's own message stands as it is) and all of them in `details`.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const result = schema.safeParse(input, { error: describe });
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new GalleyError("invalid", issues[0]?.message ?? "This could not be read.", { issues });
}

/** Words for what a schema has no message of its own for. */
function describe(issue: z.core.$ZodRawIssue): string {
  const field = issue.path?.join(".") || "the request";
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? `“${field}” is missing.`
        : `“${field}” should be ${issue.expected === "int" ? "a whole number" : `of type ${issue.expected}`}.`;
    case "unrecognized_keys":
      return `Not known here: ${issue.keys.join(", ")}.`;
    case "invalid_value":
      return `“${field}” should be one of: ${issue.values.map(String).join(", ")}.`;
    case "invalid_format":
      return `“${field}” is not a valid ${issue.format}.`;
    case "too_big":
      return `“${field}” is too ${issue.origin === "string" ? "long" : "large"}: at most ${issue.maximum}.`;
    case "too_small":
      return `“${field}” is too ${issue.origin === "string" ? "short" : "small"}: at least ${issue.minimum}.`;
    default:
      return `“${field}” is not as it should be.`;
  }
}
