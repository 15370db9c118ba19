/** What a field asks Word for: ` HYPERLINK "https://…" \l "place" `. */
export interface FieldCode {
  /** In capitals: "HYPERLINK", "NOTEREF", "TOC". */
  type: string;
  /** What stands there without a switch before it. */
  argument: string;
  /** The value of `\l`, the place inside what a link leads to. */
  place: string;
  /** The value of `\f`, the font of a sign. */
  font: string;
}

const TOKEN = /"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\\[a-z*#@!]?)|([^\s"\\]+)/gi;

/** Takes the instruction of a field apart. */
function readFieldCode(instruction: string): FieldCode {
  const code: FieldCode = { type: "", argument: "", place: "", font: "" };
  let last = "";
  for (const [, quoted, curled, option, word] of instruction.slice(0, 4_000).matchAll(TOKEN)) {
    if (option !== undefined) {
      last = option.toLowerCase();
      continue;
    }
    const value = quoted?.replace(/\\(["\\])/g, "$1") ?? curled ?? word ?? "";
    if (code.type === "") code.type = value.toUpperCase();
    else if (last === "\\l") code.place = value;
    else if (last === "\\f") code.font = value;
    else if (last === "" || (code.argument === "" && !TAKES_VALUE.test(last))) code.argument ||= value;
    last = "";
  }
  return code;
}

/** Switches of links and references that are followed by a value of their own. */
const TAKES_VALUE = /^\\[lotmf*#@]$/;

/** A field that has begun. */
export interface Field {
  instruction: string;
  /** Once the instruction is complete. */
  code: FieldCode | null;
  /** What its words link to. */
  href: string | null;
  /** The number that names a note by a bookmark: what bookmarks mean is known at the end. */
  captured: string | null;
  /** Words that stood inside the instruction. */
  swallowed: string;
}

/** More fields than this nobody nests; a file that only begins some is not meant so. */
const MAX_FIELDS = 60;
const LONGEST_INSTRUCTION = 10_000;

/** The fields that are open at a place, the innermost last. */
export class Fields {
  readonly #open: Field[] = [];

  begin(): void {
    if (this.#open.length < MAX_FIELDS)
      this.#open.push({ instruction: "", code: null, href: null, captured: null, swallowed: "" });
  }

  instruct(text: string): void {
    const field = this.#open.at(-1);
    if (field?.code === null && field.instruction.length < LONGEST_INSTRUCTION) field.instruction += text;
  }

  /** The instruction is complete: the innermost field, the first time it is said. */
  separate(): (Field & { code: FieldCode }) | null {
    const field = this.#open.at(-1);
    if (!field || field.code) return null;
    return Object.assign(field, { code: readFieldCode(field.instruction) });
  }

  end(): Field | undefined {
    return this.#open.pop();
  }

  /** What words at this place link to. */
  get href(): string | null {
    return this.#open.findLast((field) => field.href !== null)?.href ?? null;
  }

  /** Whether words at this place are no text but part of a field: then it keeps them. */
  takes(words: string): boolean {
    const outer = this.#open.find((field) => field.code === null);
    const within = outer && outer !== this.#open.at(-1) ? outer : undefined;
    const capturing = this.#open.findLast((field) => field.captured !== null);
    if (within) within.swallowed += words;
    else if (capturing) capturing.captured += words;
    return within !== undefined || capturing !== undefined;
  }

  /** The text has ended: what fields that never end have kept of it. */
  unfinished(): string[] {
    return this.#open
      .splice(0)
      .flatMap(({ code, swallowed }) => (code === null && swallowed ? [swallowed] : []));
  }
}
