import { oneLine, type CslDate, type CslItem, type TextField } from "@/domain/reference/csl";
import { nameFromLine, nameToLine } from "@/domain/reference/names";

/** An entry's fields as a form holds them: every one a text. */
export interface EnteredFields {
  type: CslItem["type"];
  /** A name a line: "Family, Given", or an organisation. */
  author: string;
  editor: string;
  /** "2021", "2021-06" or "2021-06-07". */
  issued: string;
  accessed: string;
  texts: Partial<Record<TextField, string>>;
}

const names = (list: CslItem["author"] = []) => list.map(nameToLine).join("\n");
const date = (value: CslDate | undefined) =>
  (value?.["date-parts"][0] ?? []).map((part, index) => String(part).padStart(index ? 2 : 1, "0")).join("-");

export function enteredFrom({ type, author, editor, issued, accessed, ...texts }: CslItem): EnteredFields {
  return {
    type,
    author: names(author),
    editor: names(editor),
    issued: date(issued),
    accessed: date(accessed),
    texts,
  };
}

/** What was entered as CSL-JSON, or, in words, what is wrong with it. */
export function cslFrom(entered: EnteredFields): CslItem | string {
  const issued = dateFrom(entered.issued);
  const accessed = dateFrom(entered.accessed);
  if (issued === null || accessed === null) return "Write a date as 2021, 2021-06 or 2021-06-07.";
  const people = (lines: string) => lines.split("\n").flatMap((line) => nameFromLine(line) ?? []);
  const [author, editor] = [people(entered.author), people(entered.editor)];
  const texts = Object.entries(entered.texts).flatMap(([field, text]) =>
    oneLine(text) ? [[field, oneLine(text)]] : [],
  );
  return {
    type: entered.type,
    ...(author.length ? { author } : {}),
    ...(editor.length ? { editor } : {}),
    ...(issued ? { issued } : {}),
    ...(accessed ? { accessed } : {}),
    ...(Object.fromEntries(texts) as Partial<Record<TextField, string>>),
  };
}

function dateFrom(text: string): CslDate | null | undefined {
  if (text.trim() === "") return undefined;
  const match = text.trim().match(/^(\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (month !== undefined && (month < 1 || month > 12)) return null;
  if (day !== undefined && (day < 1 || day > 31)) return null;
  return { "date-parts": [[year!, month, day].filter((part) => part !== undefined)] };
}
