import type { DraftQuery, ErrorDto } from "@/domain/contract";
import { ApiError } from "../api";

/** The name in a Content-Disposition header: the encoded one (RFC 6266), which keeps every letter. */
export function fileNameOf(disposition: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(disposition ?? "")?.[1] ?? null;
}

/** Where a draft is to be had; what is undefined was not chosen. */
export function draftPath(articleId: string, query: DraftQuery): string {
  const chosen = Object.entries(query).filter(([, value]) => value !== undefined);
  return `/api/articles/${articleId}/draft?${new URLSearchParams(Object.fromEntries(chosen))}`;
}

/**
 * Fetches a file of ours and hands it to the browser as a download. By fetch, not by a link, so that a refusal can be
 * said in words where it happened. Throws an ApiError.
 */
export async function downloadFile(path: string, fallbackName: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(path);
  } catch {
    throw new ApiError("offline", 0, "The file could not be fetched: there is no connection.");
  }
  if (!response.ok) {
    const answer = (await response.json().catch(() => null)) as ErrorDto | null;
    throw new ApiError(
      answer?.error.code ?? "failed",
      response.status,
      answer?.error.message ?? "The file could not be made just now. Try again.",
      answer?.error.details,
    );
  }
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = fileNameOf(response.headers.get("content-disposition")) ?? fallbackName;
  link.click();
  // The browser has taken hold of the data once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
