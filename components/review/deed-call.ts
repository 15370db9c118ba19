import { callApi } from "@/components/api";
import type { Answer } from "./outbox";

/** Longer than any answer takes, in milliseconds: a network that is gone without a word is found out. */
const PATIENCE = 30_000;

/** One request of a deed. Throws ApiError; a timeout's DOMException when nothing answered. */
export function call(
  path: string,
  body: unknown,
  method: "POST" | "PATCH" | "DELETE" = "POST",
): Promise<Answer> {
  return callApi<Answer>(method, path, body, AbortSignal.timeout(PATIENCE));
}
