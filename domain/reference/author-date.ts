import { yearOf, type CslItem } from "./csl";
import { readFreeText } from "./free-text";
import { shortName } from "./names";

/** An entry of the list: its words, and its fields where somebody entered or confirmed them. */
export interface Entry {
  id: string;
  text: string;
  csl: CslItem | null;
}

/** What an entry is cited by, as "Mehta and Grünwald 2021". */
export interface AuthorDate {
  /** Without brackets. */
  label: string;
  /** Tells works of one author and year apart: it stands behind the year, here and in the list. "" for most. */
  letter: string;
}

const READ_AT_MOST = 2_000;
const read = new Map<string, CslItem>();

/** The fields of an entry: its own, or what its words say. Read once for each text. */
export function fieldsOf({ text, csl }: Pick<Entry, "text" | "csl">): CslItem {
  if (csl) return csl;
  const known = read.get(text);
  if (known) return known;
  const { fields } = readFreeText(text);
  if (read.size >= READ_AT_MOST) read.clear();
  read.set(text, fields);
  return fields;
}

/** Chicago's order of a list: by author, year and title. The same everywhere: no language's own alphabet. */
export function compareEntries(one: Entry, other: Entry): number {
  const [a, b] = [sortKey(one), sortKey(other)];
  return a < b ? -1 : a > b ? 1 : one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

/** Every entry's label. Entries that would read the same get letters, in the order of the list. */
export function authorDateLabels(entries: readonly Entry[]): Map<string, AuthorDate> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const label = plainLabel(entry);
    groups.set(label, [...(groups.get(label) ?? []), entry]);
  }
  const labels = new Map<string, AuthorDate>();
  for (const [label, group] of groups)
    group.toSorted(compareEntries).forEach(({ id, ...entry }, index) => {
      const letter = group.length > 1 ? letterOf(index, yearOf(fieldsOf(entry)) === null) : "";
      labels.set(id, { label: label + letter, letter });
    });
  return labels;
}

/** Where an entry's words hold its year, a letter goes behind it; null where they do not say it. */
export function yearEnd(entry: Pick<Entry, "text" | "csl">): number | null {
  const year = yearOf(fieldsOf(entry));
  const at = year === null ? entry.text.search(/n\.d(?=\.)/) : entry.text.search(new RegExp(`\\b${year}\\b`));
  return at < 0 ? null : at + (year === null ? "n.d." : String(year)).length;
}

function plainLabel(entry: Entry): string {
  const fields = fieldsOf(entry);
  const names = namesOf(fields);
  const year = yearOf(fields);
  const who = names || titleWords(fields.title ?? entry.text);
  if (year !== null) return `${who} ${year}`;
  return names || fields.title ? `${who}, n.d.` : who;
}

/** One: Mehta. Two: Mehta and Ray. Three: Mehta, Ray, and Cole. More: Mehta et al. */
function namesOf({ author, editor }: CslItem): string {
  const all = (author?.length ? author : editor)?.map(shortName).filter(Boolean) ?? [];
  const isOpen = all.at(-1) === "et al.";
  const names = isOpen ? all.slice(0, -1) : all;
  const [first, second, third] = names;
  if (first === undefined) return "";
  if (isOpen || names.length > 3) return `${first} et al.`;
  if (third !== undefined) return `${first}, ${second}, and ${third}`;
  return second === undefined ? first : `${first} and ${second}`;
}

const WORDS_OF_A_TITLE = 5;

function titleWords(title: string): string {
  const words = title.split(/\s+/).filter(Boolean);
  const short = words
    .slice(0, WORDS_OF_A_TITLE)
    .join(" ")
    .replace(/[.,;:،؛]+$/, "");
  return words.length > WORDS_OF_A_TITLE ? `${short} …` : short || "Untitled";
}

function letterOf(index: number, undated: boolean): string {
  const letters = index < 26 ? "" : letterOf(Math.floor(index / 26) - 1, false);
  return `${undated ? "-" : ""}${letters}${String.fromCharCode(97 + (index % 26))}`;
}

function sortKey(entry: Entry): string {
  const fields = fieldsOf(entry);
  const names = (fields.author?.length ? fields.author : (fields.editor ?? [])).map(
    (name) => name.literal ?? `${name.family ?? ""} ${name.given ?? ""}`,
  );
  const title = fields.title ?? entry.text;
  const year = String(yearOf(fields) ?? 9999).padStart(5, "0");
  return [names.length > 0 ? names.join("\u0001") : title, year, title].map(sortable).join("\u0000");
}

/** Letters and digits alone, without accents and an article at the front. */
function sortable(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/^(?:the|a|an)\s+/, "")
    .replace(/[^\p{L}\p{N}\u0001 ]/gu, "");
}
