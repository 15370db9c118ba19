import type { Corrections, ManuscriptFormat, ManuscriptInput, TextFormat } from "@/domain/contract";

/** A manuscript as a person gave it: pasted, typed, or a file that was chosen or dropped. */
export interface GivenManuscript {
  /** "" for a Word file, which is kept as it came. */
  source: string;
  format: ManuscriptFormat;
  fileName: string | null;
  /** The Word file; null with the format docx: it is no longer on this device. */
  file: GivenFile | null;
  /** What was pasted with headings, lists or links, in both of its forms; null once it was mended by hand. */
  pasted: Pasted | null;
}

/** What a pasteboard holds of one text, in both of its forms. */
export interface Pasted {
  html: string;
  text: string;
}

/** Kept apart from the rest of a draft, so that a letter typed in the title does not write 20 MB. */
export interface GivenFile {
  /** Made here: the same bytes have the same. */
  id: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export const NO_CORRECTIONS: Corrections = { undo: [], kinds: {}, joins: [] };

/** Text that was pasted, typed or read from a file. */
export function textManuscript(
  source: string,
  format: TextFormat,
  fileName: string | null = null,
): GivenManuscript {
  return { source, format, fileName, file: null, pasted: null };
}

/** What is sent to be read; null while there is nothing. */
export function manuscriptOf(
  given: Omit<GivenManuscript, "pasted"> & { corrections: Corrections },
): ManuscriptInput | null {
  const { source, format, file, fileName, corrections } = given;
  const rest = { corrections, ...(fileName === null ? {} : { filename: fileName }) };
  if (format === "docx") return file && { format, file: file.bytes, ...rest };
  return source === "" ? null : { format, source, ...rest };
}
