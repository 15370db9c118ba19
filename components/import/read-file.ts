import { GalleyError } from "@/domain/errors";
import { decodeManuscript, MAX_MANUSCRIPT_BYTES } from "@/domain/manuscript/limits";
import { formatOfFile, type ImportDraft } from "./draft";

/**
 * A chosen or dropped file as a manuscript. Throws a GalleyError whose words can be shown: not a kind we take, over
 * 2 MB, not UTF-8, binary, empty.
 */
export async function readFile(file: File): Promise<Pick<ImportDraft, "source" | "format" | "fileName">> {
  const format = formatOfFile(file.name);
  if (!format)
    throw new GalleyError(
      "invalid",
      `“${file.name}” is not a .txt, .md or .html file. Save it as one of these, or paste the text.`,
    );
  // One byte more than is allowed is enough to be refused: a film dropped by mistake is not read to its end.
  const bytes = new Uint8Array(await file.slice(0, MAX_MANUSCRIPT_BYTES + 1).arrayBuffer());
  return { source: decodeManuscript(bytes), format, fileName: file.name };
}
