import { GalleyError } from "@/domain/errors";
import { formatOfFile } from "@/domain/manuscript/formats";
import {
  decodeManuscript,
  DOCX_TOO_LARGE,
  MAX_DOCX_BYTES,
  MAX_MANUSCRIPT_BYTES,
} from "@/domain/manuscript/limits";
import { newId } from "../ui/new-id";
import { textManuscript, type GivenManuscript } from "./given";

/**
 * A chosen or dropped file as a manuscript. Throws a GalleyError whose words can be shown: not a kind we take, larger
 * than its kind may be, and of a text: not UTF-8, binary, empty. What is in a Word file the server says.
 */
export async function readFile(file: File): Promise<GivenManuscript> {
  const format = formatOfFile(file.name);
  if (format !== "docx") {
    const bytes = await firstBytes(file, MAX_MANUSCRIPT_BYTES);
    return textManuscript(decodeManuscript(bytes), format, file.name);
  }
  const bytes = await firstBytes(file, MAX_DOCX_BYTES);
  if (bytes.byteLength > MAX_DOCX_BYTES) throw new GalleyError("too_large", DOCX_TOO_LARGE);
  return { source: "", format, fileName: file.name, file: { id: newId(), bytes }, pasted: null };
}

/** One byte more than is allowed is enough to be refused: a film dropped by mistake is not read to its end. */
async function firstBytes(file: File, most: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(0, most + 1).arrayBuffer());
}
