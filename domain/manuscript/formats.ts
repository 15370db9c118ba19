import type { ManuscriptFormat } from "../contract";
import { GalleyError } from "../errors";
import { OTHER_FORMATS } from "./other-formats";

const FORMAT_OF_EXTENSION = new Map<string, ManuscriptFormat>([
  ["docx", "docx"],
  // The same with macros, which are never run and left out.
  ["docm", "docx"],
  ["txt", "text"],
  ["text", "text"],
  ["md", "markdown"],
  ["markdown", "markdown"],
  ["html", "html"],
  ["htm", "html"],
]);

const REFUSAL_OF_EXTENSION = new Map<string, string>([
  ["odt", OTHER_FORMATS.opendocument],
  ["ott", OTHER_FORMATS.opendocument],
  ["doc", OTHER_FORMATS.old_word],
  ["dot", OTHER_FORMATS.old_word],
  ["rtf", OTHER_FORMATS.rich_text],
  ["pages", OTHER_FORMATS.pages],
  ["pdf", OTHER_FORMATS.pdf],
]);

/** The endings of the files that Galley takes, each with its dot. */
export const FILE_ENDINGS: readonly string[] = [...FORMAT_OF_EXTENSION.keys()].map((ending) => `.${ending}`);

/** The format that a file's name tells; throws `invalid`, in words to show, for one that Galley does not take. */
export function formatOfFile(name: string): ManuscriptFormat {
  const ending = name.toLowerCase().split(".").at(-1) ?? "";
  const format = FORMAT_OF_EXTENSION.get(ending);
  if (format) return format;
  throw new GalleyError(
    "invalid",
    REFUSAL_OF_EXTENSION.get(ending) ??
      `“${name}” is not a .docx, .txt, .md or .html file. Save it as one of these, or paste the text.`,
  );
}
