import "server-only";
import { pipeline, Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";
import { GalleyError } from "@/domain/errors";
import { DOCX_TOO_LARGE, MAX_DOCX_BYTES } from "@/domain/manuscript/limits";
import { joined, piecesOf } from "./http-pieces";

/**
 * A multipart form, taken apart while it comes in: of a file of 20 MB there is never more in memory than its pieces
 * and, at the end, the file.
 */
export interface ReceivedForm {
  /** The values of each field, in order. */
  fields: ReadonlyMap<string, readonly string[]>;
  /** What came under the name "file", if it has a name of its own. */
  file: { name: string; bytes: Uint8Array<ArrayBuffer> } | null;
}

/** Of fields together: a text of 2 MB may be one of them, and corrections of it another. */
const FIELDS_LIMIT = 4 * 1024 * 1024;
const FORM_LIMIT = MAX_DOCX_BYTES + FIELDS_LIMIT;
const LIMITS = { fileSize: MAX_DOCX_BYTES, fieldSize: FIELDS_LIMIT, files: 1, fields: 100, parts: 101 };

const unreadable = () => new GalleyError("invalid", "The form could not be read.");
const tooLarge = () => new GalleyError("too_large", DOCX_TOO_LARGE);

/** Throws too_large before more than its limits is held, and invalid for what is no form. */
export function readForm(request: Request): Promise<ReceivedForm> {
  const fields = new Map<string, string[]>();
  let file: ReceivedForm["file"] = null;
  return new Promise((resolve, reject) => {
    const parser = beginParser(request.headers.get("content-type") ?? "");
    const source = Readable.from(piecesOf(request, FORM_LIMIT, DOCX_TOO_LARGE));
    const fail = (error: unknown) => {
      reject(error instanceof GalleyError ? error : unreadable());
      source.destroy();
    };
    parser.on("field", (name, value, _nameIsCut, isCut) => {
      if (isCut) return fail(tooLarge());
      const values = fields.get(name);
      if (values) values.push(value);
      else fields.set(name, [value]);
    });
    parser.on("file", (field, stream, filename) => {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("limit", () => fail(tooLarge()));
      stream.on("error", fail);
      stream.on("end", () => {
        if (field === "file" && filename) file = { name: filename, bytes: joined(pieces) };
        pieces.length = 0;
      });
    });
    for (const limit of ["filesLimit", "fieldsLimit", "partsLimit"] as const)
      parser.on(limit, () => fail(new GalleyError("invalid", "Send one file, and what is said about it.")));
    parser.on("finish", () => resolve({ fields, file }));
    pipeline(source, parser, (error) => error && fail(error));
  });
}

function beginParser(type: string) {
  try {
    return new Busboy({ headers: { "content-type": type }, limits: LIMITS });
  } catch {
    // It names no boundary.
    throw unreadable();
  }
}
