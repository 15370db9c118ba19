/** A reference in fields, as CSL-JSON names them: what BibTeX, RIS and a person's form are read into. */

export const REFERENCE_TYPES = [
  "article-journal",
  "article-magazine",
  "article-newspaper",
  "book",
  "chapter",
  "paper-conference",
  "report",
  "thesis",
  "webpage",
  "document",
] as const;
export type ReferenceType = (typeof REFERENCE_TYPES)[number];

const NAME_KEYS = [
  "family",
  "given",
  "literal",
  "suffix",
  "non-dropping-particle",
  "dropping-particle",
] as const;
/** A person (family, given), or an organisation (literal). */
export type CslName = Partial<Record<(typeof NAME_KEYS)[number], string>>;

/** One date: year, or year and month, or year, month and day. */
export interface CslDate {
  "date-parts": [number[]];
}

export const TEXT_FIELDS = [
  "title",
  "container-title",
  "collection-title",
  "publisher",
  "publisher-place",
  "volume",
  "issue",
  "page",
  "edition",
  "number",
  "genre",
  "DOI",
  "ISBN",
  "URL",
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

export type CslItem = {
  type: ReferenceType;
  author?: CslName[];
  editor?: CslName[];
  issued?: CslDate;
  accessed?: CslDate;
} & Partial<Record<TextField, string>>;

const MOST_NAMES = 200;
const LONGEST_FIELD = 2_000;

/** Exactly the shape above, so that nothing else rides along in a paragraph's attributes. */
export function isCslItem(value: unknown): value is CslItem {
  if (!isRecord(value)) return false;
  return Object.entries(value).every(([key, field]) => isField(key, field)) && "type" in value;
}

/** What of a foreign CSL-JSON item we know and can keep; null where it is no item at all. */
export function cleanCsl(value: unknown): CslItem | null {
  if (!isRecord(value)) return null;
  const entries = Object.entries(value).flatMap(([key, field]): [string, unknown][] => {
    const clean = cleanField(key, field);
    return clean !== undefined && isField(key, clean) ? [[key, clean]] : [];
  });
  return { type: "document", ...Object.fromEntries(entries) } as CslItem;
}

function cleanField(key: string, field: unknown): unknown {
  if (key === "author" || key === "editor")
    return Array.isArray(field) ? field.map(cleanName).filter((name) => Object.keys(name).length > 0) : [];
  if (key === "issued" || key === "accessed") {
    const parts: unknown = isRecord(field) && Array.isArray(field["date-parts"]) && field["date-parts"][0];
    return Array.isArray(parts) ? { "date-parts": [parts.slice(0, 3).map(Number)] } : undefined;
  }
  if (typeof field === "number") return String(field);
  return typeof field === "string" ? oneLine(field) || undefined : undefined;
}

function cleanName(name: unknown): CslName {
  if (!isRecord(name)) return {};
  return Object.fromEntries(
    NAME_KEYS.flatMap((key) => {
      const part = name[key];
      return typeof part === "string" && oneLine(part) ? [[key, oneLine(part)]] : [];
    }),
  );
}

function isField(key: string, field: unknown): boolean {
  switch (key) {
    case "type":
      return (REFERENCE_TYPES as readonly unknown[]).includes(field);
    case "author":
    case "editor":
      return Array.isArray(field) && field.length <= MOST_NAMES && field.every(isName);
    case "issued":
    case "accessed":
      return isDate(field);
    default:
      return (TEXT_FIELDS as readonly string[]).includes(key) && isText(field);
  }
}

function isName(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(value).every(
      ([key, part]) => (NAME_KEYS as readonly string[]).includes(key) && isText(part),
    ) &&
    ("family" in value || "literal" in value || "given" in value)
  );
}

function isDate(value: unknown): boolean {
  if (!isRecord(value) || Object.keys(value).length !== 1 || !Array.isArray(value["date-parts"]))
    return false;
  const [parts, ...more] = value["date-parts"] as unknown[];
  if (more.length > 0 || !Array.isArray(parts) || parts.length < 1 || parts.length > 3) return false;
  const [year, month = 1, day = 1] = parts as number[];
  const isIn = (part: unknown, least: number, most: number) =>
    Number.isInteger(part) && (part as number) >= least && (part as number) <= most;
  return isIn(year, -3000, 3000) && isIn(month, 1, 12) && isIn(day, 1, 31);
}

const isText = (value: unknown) =>
  typeof value === "string" && value.trim() !== "" && value.length <= LONGEST_FIELD;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Words on one line, as a reference is one paragraph. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

export function yearOf(item: Pick<CslItem, "issued">): number | null {
  return item.issued?.["date-parts"][0][0] ?? null;
}
