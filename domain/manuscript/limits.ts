import { GalleyError } from "../errors";

/** The most a manuscript may weigh, in bytes of UTF-8. */
export const MAX_MANUSCRIPT_BYTES = 2 * 1024 * 1024;

/** The most a Word file may weigh, in bytes, as it comes. */
export const MAX_DOCX_BYTES = 20 * 1024 * 1024;

/** What is said of a larger one. */
export const DOCX_TOO_LARGE = "This file is larger than 20 MB. Leave pictures out, or make them smaller.";

/** The most paragraphs a manuscript may have, references included. */
export const MAX_PARAGRAPHS = 5_000;

/** What is said of a longer one. */
export const TOO_LARGE =
  "This manuscript is larger than 2 MB. Galley takes text: leave pictures out, or split it.";
const BINARY =
  "This is not a text file: it holds characters that no text has. Save it as plain text and try again.";
const NOT_UTF8 = "This file is not UTF-8 text. Save it again with the encoding UTF-8 and try once more.";
const EMPTY = "This manuscript is empty.";

/** Control characters that no text uses; tab, line feed, vertical tab, form feed and return are text. */
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f]/g;

/**
 * The text of an uploaded file. The one place where bytes become a manuscript's source.
 * Errors: `too_large` over 2 MB; `invalid` when it is not UTF-8, not text, or empty.
 */
export function decodeManuscript(bytes: Uint8Array): string {
  if (bytes.byteLength > MAX_MANUSCRIPT_BYTES) throw new GalleyError("too_large", TOO_LARGE);
  // Windows' "Unicode": text all the same, but every other byte of it may be a zero.
  if (isUtf16(bytes)) throw new GalleyError("invalid", NOT_UTF8);
  if (bytes.includes(0)) throw new GalleyError("invalid", BINARY);
  let source: string;
  try {
    // Takes a byte order mark off.
    source = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new GalleyError("invalid", NOT_UTF8);
  }
  checkSource(source);
  return source;
}

/** By its byte order mark. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** Refuses what no parser should start on. Errors: `too_large`; `invalid` when binary or empty. */
export function checkSource(source: string): void {
  // A UTF-16 unit is one to three bytes: count them only where it matters.
  if (
    source.length > MAX_MANUSCRIPT_BYTES ||
    (source.length * 3 > MAX_MANUSCRIPT_BYTES &&
      new TextEncoder().encode(source).byteLength > MAX_MANUSCRIPT_BYTES)
  )
    throw new GalleyError("too_large", TOO_LARGE);
  if (source.includes("\u0000")) throw new GalleyError("invalid", BINARY);
  // A stray one is left out with a warning; one in fifty is not a text.
  if ((source.match(CONTROLS)?.length ?? 0) * 50 > source.length) throw new GalleyError("invalid", BINARY);
  if (source.replace(/^\ufeff/, "").trim() === "") throw new GalleyError("invalid", EMPTY);
}

/** Refuses more paragraphs than a review can hold. Errors: `too_large`. */
export function checkParagraphs(count: number): void {
  if (count > MAX_PARAGRAPHS)
    throw new GalleyError(
      "too_large",
      `This manuscript has ${count.toLocaleString("en")} paragraphs; Galley takes at most ${MAX_PARAGRAPHS.toLocaleString("en")}. Split it into parts.`,
    );
}

/** The error for a source whose characters are all markup or white space. */
export function emptyManuscript(): GalleyError {
  return new GalleyError("invalid", EMPTY);
}

/** Runs a reader that calls itself for every level of the source; a source nested beyond reason is refused. */
export function notTooDeep(read: () => void): void {
  try {
    read();
  } catch (error) {
    // The only RangeError a reader meets is the end of the stack.
    if (!(error instanceof RangeError)) throw error;
    throw new GalleyError(
      "invalid",
      "This manuscript is nested too deeply to be read. Save it as plain text and try again.",
    );
  }
}
