import type { Log } from "./repairs";
import { keyMaker, textUnit, type Unit } from "./units";

const FRONT_MATTER = /^---[ \t]*\r?\n((?:[^\r\n]*\r?\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const FIELD = /^([A-Za-z][\w -]{0,40}):[ \t]*(.*)$/;
const KINDS: Record<string, "title" | "byline" | "standfirst"> = {
  title: "title",
  author: "byline",
  authors: "byline",
  byline: "byline",
  subtitle: "standfirst",
  standfirst: "standfirst",
  description: "standfirst",
  deck: "standfirst",
};

/** The fields that many Markdown files begin with: title, author and standfirst are kept, the rest is named. */
export function readFrontMatter(source: string, log: Log): { body: string; units: Unit[] } {
  const found = source.match(FRONT_MATTER);
  const lines = found?.[1]?.trimEnd().split(/\r?\n/) ?? [];
  if (!found || !lines.some((line) => KINDS[line.match(FIELD)?.[1]?.toLowerCase() ?? ""]))
    return { body: source, units: [] };
  const keyOf = keyMaker();
  const units: Unit[] = [];
  const left: string[] = [];
  for (const [index, text] of lines.entries()) {
    const field = text.match(FIELD);
    const kind = KINDS[field?.[1]?.toLowerCase() ?? ""];
    const value = unquoted(field?.[2]?.trim() ?? "");
    if (kind && value && !units.some((unit) => unit.kind === kind))
      units.push(textUnit(keyOf(index + 2), index + 2, kind === "byline" ? people(value) : value, { kind }));
    else if (text.trim()) left.push(text.trim());
  }
  const order = ["title", "byline", "standfirst"];
  units.sort((one, other) => order.indexOf(one.kind!) - order.indexOf(other.kind!));
  if (left.length > 0)
    log.warn("other", 1, `Left out of the file’s front matter: ${left.join("; ").slice(0, 500)}`);
  // Lines keep their numbers.
  return { body: "\n".repeat(found[0].split("\n").length - 1) + source.slice(found[0].length), units };
}

const unquoted = (value: string) => value.replace(/^(["'])(.*)\1$/, "$2");

/** "[A, B]" as people write it. */
const people = (value: string) =>
  value.startsWith("[") && value.endsWith("]")
    ? value
        .slice(1, -1)
        .split(",")
        .map((name) => unquoted(name.trim()))
        .join(" and ")
    : value;
