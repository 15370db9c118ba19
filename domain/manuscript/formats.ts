import type { ManuscriptFormat } from "../contract";
import { GalleyError } from "../errors";

const FORMAT_OF_EXTENSION = new Map<string, ManuscriptFormat>([
  ["txt", "text"],
  ["text", "text"],
  ["md", "markdown"],
  ["markdown", "markdown"],
  ["html", "html"],
  ["htm", "html"],
]);

/** The endings of the files that Galley takes, each with its dot. */
export const FILE_ENDINGS: readonly string[] = [...FORMAT_OF_EXTENSION.keys()].map((ending) => `.${ending}`);

/** The format that a file's name tells; throws `invalid`, in words to show, for one that Galley does not take. */
export function formatOfFile(name: string): ManuscriptFormat {
  const format = FORMAT_OF_EXTENSION.get(name.toLowerCase().split(".").at(-1) ?? "");
  if (format) return format;
  throw new GalleyError(
    "invalid",
    `“${name}” is not a .txt, .md or .html file. Save it as one of these, or paste the text.`,
  );
}
