/** The only ways a request fails on purpose, and the HTTP status each is answered with. */
export const ERROR_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/**
 * An expected failure: thrown where the rule is, translated once by server/http.ts.
 * `message` is shown to a person as it stands; `details` is for the program (JSON-safe).
 */
export class GalleyError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: unknown,
  ) {
    super(message);
    this.name = "GalleyError";
  }
}
