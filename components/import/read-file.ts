import { formatOfFile } from "@/domain/manuscript/formats";
import { decodeManuscript, MAX_MANUSCRIPT_BYTES } from "@/domain/manuscript/limits";
import type { ImportDraft } from "./draft";

/**
 * A chosen or dropped file as a manuscript. Throws a GalleyError whose words can be shown: not a kind we take, over
 * 2 MB, not UTF-8, binary, empty.
 */
export async function readFile(file: File): Promise<Pick<ImportDraft, "source" | "format" | "fileName">> {
  const format = formatOfFile(file.name);
  // One byte more than is allowed is enough to be refused: a film dropped by mistake is not read to its end.
  const bytes = new Uint8Array(await file.slice(0, MAX_MANUSCRIPT_BYTES + 1).arrayBuffer());
  return { source: decodeManuscript(bytes), format, fileName: file.name };
}
