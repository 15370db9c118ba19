import { ApiError } from "./api";

/** What to show for whatever was thrown: the server's own words where it said any. */
export function errorWords(error: unknown): string {
  return error instanceof ApiError ? error.message : "Something here did not work. Try again.";
}
