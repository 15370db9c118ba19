import "server-only";
import { GalleyError } from "@/domain/errors";
import { readForm, type ReceivedForm } from "./http-form";
import { readBytes } from "./http-pieces";

const JSON_LIMIT = 4 * 1024 * 1024;
const JSON_TOO_LARGE = "This is larger than 4 MB, which is the most that is taken.";
/** A NUL, or half a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Makes a command's input of a multipart form. */
export type FormReader = (form: ReceivedForm) => unknown;

/**
 * The body of a request as a plain value, of JSON or, where the route takes one, of a multipart form. Throws
 * too_large before more than the limit is held, and invalid for what is not well-formed.
 */
export async function readBody(request: Request, form?: FormReader): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (form && /^multipart\/form-data\b/i.test(type)) return refuseUnstorable(form(await readForm(request)));
  const text = decodeUtf8(await readBytes(request, JSON_LIMIT, JSON_TOO_LARGE));
  if (text.trim() === "") return {};
  if (!/^application\/json\b/i.test(type))
    throw new GalleyError("invalid", "Send this as JSON, with the content type application/json.");
  const value = parseJson(text);
  // Only an escape can bring in what well-formed UTF-8 cannot hold, so the walk is seldom needed.
  return /\\u(0000|d[89a-f])/i.test(text) ? refuseUnstorable(value) : value;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new GalleyError("invalid", "The text is not UTF-8.");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new GalleyError("invalid", "This is not well-formed JSON.");
  }
}

/** PostgreSQL keeps neither a NUL nor half a surrogate pair; better told here than found out there. */
function refuseUnstorable(value: unknown): unknown {
  const isBad = (part: unknown): boolean => {
    if (typeof part === "string") return UNSTORABLE.test(part);
    // Bytes are kept as they are.
    if (typeof part !== "object" || part === null || part instanceof Uint8Array) return false;
    return Object.entries(part).some(([key, inner]) => isBad(key) || isBad(inner));
  };
  if (isBad(value)) throw new GalleyError("invalid", "The text holds characters that cannot be stored.");
  return value;
}
