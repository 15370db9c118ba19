import "server-only";
import type { ManuscriptInput, ParsedManuscript } from "@/domain/contract";
import { GalleyError } from "@/domain/errors";
import { decodeManuscript, parseManuscript } from "@/domain/manuscript";
import { formatOfFile } from "@/domain/manuscript/formats";
import type { FormReader } from "./http-body";

/** What a manuscript would become. Stores nothing and shows nothing that the caller did not send: anybody may ask. */
export function previewManuscript(input: ManuscriptInput): ParsedManuscript {
  return parseManuscript(input);
}

/** Fields that come once, as they are. `corrections` is JSON. */
const SINGLE_FIELDS = ["id", "deskId", "dueAt", "language", "format", "source"];

/**
 * A multipart form as the JSON input it stands for: a file (whose name's ending tells the format) instead of
 * `source`, `authorIds` repeated, `corrections` as JSON.
 */
export const readManuscriptForm: FormReader = async (form) => {
  const input: Record<string, unknown> = {};
  for (const name of SINGLE_FIELDS) {
    const value = form.get(name);
    if (typeof value === "string" && value !== "") input[name] = value;
  }
  if (form.has("authorIds")) input.authorIds = form.getAll("authorIds");
  const corrections = form.get("corrections");
  if (typeof corrections === "string") input.corrections = parseCorrections(corrections);
  const file = form.get("file");
  if (file instanceof File) {
    input.format = formatOfFile(file.name);
    input.source = decodeManuscript(new Uint8Array(await file.arrayBuffer()));
  }
  return input;
};

function parseCorrections(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new GalleyError("invalid", "“corrections” is not well-formed JSON.");
  }
}
