import type { ErrorDto } from "@/domain/contract";

/** A request that the server refused, or that never reached it (`code` "offline", status 0). */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly details?: unknown,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** One request to our API: JSON, or a form with a file. Throws an ApiError whose message can be shown as it is. */
export async function callApi<Answer>(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      ...(body instanceof FormData
        ? { body }
        : body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError("offline", 0, "Not sent: there is no connection. It is kept here.");
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as Answer;
  const error = (answer as ErrorDto | null)?.error;
  throw new ApiError(
    error?.code ?? "failed",
    response.status,
    error?.message ?? "The server could not do this just now. Try again.",
    error?.details,
  );
}
