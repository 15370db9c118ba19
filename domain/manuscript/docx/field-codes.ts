/** What a field asks Word for: ` HYPERLINK "https://…" \l "place" `. */
export interface FieldCode {
  /** In capitals: "HYPERLINK", "NOTEREF", "TOC". */
  type: string;
  /** What stands there without a switch before it. */
  argument: string;
  /** The value of `\l`, the place inside what a link leads to. */
  place: string;
}

const TOKEN = /"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\\[a-z*#@!]?)|([^\s"\\]+)/gi;

/** Takes the instruction of a field apart. */
export function readFieldCode(instruction: string): FieldCode {
  const code: FieldCode = { type: "", argument: "", place: "" };
  let last = "";
  for (const [, quoted, curled, option, word] of instruction.slice(0, 4_000).matchAll(TOKEN)) {
    if (option !== undefined) {
      last = option.toLowerCase();
      continue;
    }
    const value = quoted?.replace(/\\(["\\])/g, "$1") ?? curled ?? word ?? "";
    if (code.type === "") code.type = value.toUpperCase();
    else if (last === "\\l") code.place = value;
    else if (last === "" || (code.argument === "" && !TAKES_VALUE.test(last))) code.argument ||= value;
    last = "";
  }
  return code;
}

/** Switches of links and references that are followed by a value of their own. */
const TAKES_VALUE = /^\\[lotnm*#@]$/;
