import { GalleyError } from "../../errors";
import { DOCX_TOO_LARGE, MAX_DOCX_BYTES } from "../limits";
import { OTHER_FORMATS } from "../other-formats";
import { Container, damaged } from "./container";

const refusal = (message: string) => new GalleyError("invalid", message);

/** Opens a file as the zip that every Word file is. Errors: `too_large`; `invalid`, saying what it is instead. */
export function openContainer(file: Uint8Array): Container {
  if (file.byteLength > MAX_DOCX_BYTES) throw new GalleyError("too_large", DOCX_TOO_LARGE);
  if (file.byteLength === 0) throw refusal("This file is empty.");
  if (!beginsWith(file, "PK")) throw refusal(whatItIs(file));
  return new Container(file);
}

/** The error for a zip file that is not a Word document. */
export function notADocument(container: Container): GalleyError {
  const has = (pattern: RegExp) => container.names.some((name) => pattern.test(name));
  if (container.has("mimetype") && container.has("content.xml")) return refusal(OTHER_FORMATS.opendocument);
  if (has(/^index\/document\.iwa$/i) || has(/^index\.zip$/i)) return refusal(OTHER_FORMATS.pages);
  if (has(/^xl\//i)) return refusal("This is an Excel workbook, not a Word document.");
  if (has(/^ppt\//i)) return refusal("This is a PowerPoint presentation, not a Word document.");
  return container.has("[Content_Types].xml")
    ? damaged()
    : refusal("This is a zip file, not a Word document.");
}

function whatItIs(file: Uint8Array): string {
  if (beginsWith(file, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"))
    return holds(file, "EncryptedPackage")
      ? "This Word file is locked with a password. Take the password off in Word (File, Info, Protect Document) and try again."
      : OTHER_FORMATS.old_word;
  if (beginsWith(file, "{\\rtf")) return OTHER_FORMATS.rich_text;
  if (beginsWith(file, "%PDF")) return OTHER_FORMATS.pdf;
  return "This is not a Word document (.docx).";
}

function beginsWith(file: Uint8Array, signature: string): boolean {
  return [...signature].every((character, index) => file[index] === character.charCodeAt(0));
}

/** Whether the directory of an old Office file names a stream. Names are UTF-16 there. */
function holds(file: Uint8Array, name: string): boolean {
  const wanted = [...name].flatMap((character) => [character.charCodeAt(0), 0]);
  for (let at = file.indexOf(wanted[0]!); at >= 0; at = file.indexOf(wanted[0]!, at + 1))
    if (wanted.every((byte, offset) => file[at + offset] === byte)) return true;
  return false;
}
