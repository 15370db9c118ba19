import { oneLine, TEXT_FIELDS, yearOf, type CslItem, type CslName, type TextField } from "./csl";
import { readNames } from "./names";

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const DATE = new RegExp(`\\b(${MONTHS.join("|")})\\s+(\\d{1,2}),\\s+(\\d{4})\\b`, "i");
const ACCESSED = new RegExp(`[(\\[]?(?:last )?accessed:?\\s+(?:on )?${DATE.source}[)\\]]?\\.?`, "i");
const YEAR = "(?:1[5-9]|20)\\d\\d";
/** Names, a year or "n.d.", and what comes after. Names hold no quotation and no sentence. */
const HEAD = new RegExp(
  `^([^“”"«»]{2,240}?)[.,]?\\s+(?:\\((${YEAR})[a-z]?\\)[.,:]?|(${YEAR})[a-z]?[.,:]|\\(?n\\.d\\.\\)?,?)\\s+(?=\\S)`,
  "u",
);
const JOURNAL = /^(.+?)\s+(\d+)(?:,?\s+no\.\s+([\w/–-]+))?(?:\s+\([^)]*\))?(?::\s*([\d–-]+))?$/u;
const PUBLISHER = /^(?:in\s)?(\p{Lu}[^:.]{1,40}|N\.p\.):\s+([^:]{2,80})$/u;
const REPORT = /^((?:\p{L}+\s){0,3}(?:Report|Paper|Brief))\s+(?:no\.\s*)?(\d[\w/-]*)$/iu;

/** What an entry's words say in fields, and what of them found no field. */
export interface FreeText {
  fields: CslItem;
  /** Left where it stands, in the text: what was not understood. */
  rest: string;
}

/**
 * Reads an entry as bibliographies write it, carefully: a field holds words of the text, in their order, and only
 * where their place says what they are. Whatever else stays in `rest`.
 */
export function readFreeText(text: string): FreeText {
  const fields: CslItem = { type: "document" };
  const source = oneLine(text);
  let words = takeAddresses(source, fields);
  words = take(words, ACCESSED, ([, month, day, year]) => {
    fields.accessed = { "date-parts": [dateParts(month!, day!, year!)] };
  });
  const rest = takeWork(words, fields);
  const made = inventedFields(fields, source);
  for (const field of made) delete fields[field];
  settleType(fields);
  return { fields, rest: made.length > 0 ? source : tidy(rest) };
}

/** Names, year, title and source; gives back what is left. */
function takeWork(words: string, fields: CslItem): string {
  const head = words.match(HEAD);
  const year = head?.[2] ?? head?.[3];
  const names = head?.[1] && isNames(head[1]) ? readNames(withInitial(head[1])) : [];
  if (!head || names.length === 0) return takeQuoted(words, fields);
  fields.author = names;
  if (year) fields.issued = { "date-parts": [[Number(year)]] };
  const { tail, quoted } = takeTitle(words.slice(head[0].length), fields);
  return takeDate(takeSource(tail, fields, quoted), fields);
}

/** The full stop before a year belongs to the name where an initial ends it. */
const withInitial = (names: string) => (/\b\p{Lu}$/u.test(names) ? `${names}.` : names);

/** Fields whose words stand nowhere in the text together: taking an address out of its middle made them. */
function inventedFields(fields: CslItem, source: string): (TextField | "author" | "editor")[] {
  const isThere = (words: string) => source.includes(words.replace(/\.$/, ""));
  const areThere = (names: readonly CslName[] = []) =>
    names.every((name) => Object.values(name).every(isThere));
  return [
    ...TEXT_FIELDS.filter((field) => fields[field] !== undefined && !isThere(fields[field])),
    ...(["author", "editor"] as const).filter((field) => !areThere(fields[field])),
  ];
}

/** Before a year stand names, and not a sentence: no full stop but of an initial, no more than 25 words. */
function isNames(text: string): boolean {
  const sentence = /[\p{Ll}\d]{2}\.\s+\p{L}/u.test(text);
  return !sentence && text.split(" ").length <= 25 && !/\d/.test(text);
}

/** No names before a year: a quoted title, and the year if it is the only one, are all that can be trusted. */
function takeQuoted(words: string, fields: CslItem): string {
  let rest = words;
  const quoted = rest.match(/[“"«]([^”"»]{4,300}?)[.,]?[”"»]/u);
  if (quoted) {
    fields.title = quoted[1]!.trim();
    rest = rest.replace(quoted[0], " ");
  }
  const years = new Set(rest.match(new RegExp(`\\b${YEAR}\\b`, "g")) ?? []);
  const [year] = years;
  if (years.size === 1) {
    fields.issued = { "date-parts": [[Number(year)]] };
    rest = rest.replace(new RegExp(`\\b${year}\\b\\.?`), " ");
  }
  return rest;
}

function takeAddresses(words: string, fields: CslItem): string {
  let rest = take(words, /https?:\/\/\S+/i, ([address]) => {
    fields.URL = address.replace(/[.,;)\]]+$/, "");
  });
  const ofUrl = fields.URL?.match(/^https?:\/\/(?:dx\.)?doi\.org\/(10\.\d{4,}\/\S+)$/i)?.[1];
  if (ofUrl) {
    fields.DOI = ofUrl;
    delete fields.URL;
  } else
    rest = take(rest, /(?:\bdoi:?\s*)?\b(10\.\d{4,9}\/\S+)/i, ([, doi]) => {
      fields.DOI = doi!.replace(/[.,;)\]]+$/, "");
    });
  return rest;
}

function takeTitle(text: string, fields: CslItem): { tail: string; quoted: boolean } {
  const quoted =
    text.match(/^[“"«]([^”"»]{2,400}?)[.,]?[”"»][.,]?\s*/u) ??
    // The opening mark was forgotten; the closing one still tells.
    text.match(/^([^“”"«»]{2,400}?)[.,]?[”"»][.,]?\s*(?=in\s)/u);
  if (quoted) {
    fields.title = quoted[1]!.trim();
    const rest = text.slice(quoted[0].length);
    const source = rest.match(/^in\s+(.{2,200}?)(?:,\s+edited by\s+([^.]{2,200}))?,?(?:\.\s*|$)/iu);
    if (!source) return { tail: rest, quoted: true };
    fields.type = "chapter";
    fields["container-title"] = source[1]!.trim();
    if (source[2]) fields.editor = naturalNames(source[2]);
    return { tail: rest.slice(source[0].length), quoted: false };
  }
  const [first, ...others] = sentences(text);
  if (first) fields.title = first;
  return { tail: others.join(". "), quoted: false };
}

function naturalNames(text: string): NonNullable<CslItem["editor"]> {
  return text.split(/,?\s+and\s+|,\s+/).map((name) => {
    const words = name.trim().split(" ");
    return words.length > 1
      ? { family: words.at(-1)!, given: words.slice(0, -1).join(" ") }
      : { literal: name };
  });
}

/**
 * Container, volume, pages, publisher: sentence by sentence, each where its form says what it is. Only behind a
 * title in quotation marks is a bare name what it appeared in; behind another it might be the publisher.
 */
function takeSource(text: string, fields: CslItem, quoted: boolean): string {
  const rest: string[] = [];
  for (const sentence of sentences(text)) {
    const publisher = sentence.match(PUBLISHER);
    const journal = sentence.match(JOURNAL);
    const report = sentence.match(REPORT);
    if (report && !fields.number) {
      Object.assign(fields, { type: "report", genre: report[1], number: report[2] });
    } else if (publisher && !fields.publisher) {
      if (publisher[1] !== "N.p.") fields["publisher-place"] = publisher[1]!;
      fields.publisher = publisher[2]!;
    } else if (journal && (journal[3] || journal[4]) && !fields["container-title"]) {
      fields.type = "article-journal";
      fields["container-title"] = journal[1]!;
      fields.volume = journal[2]!;
      if (journal[3]) fields.issue = journal[3];
      if (journal[4]) fields.page = journal[4];
    } else if (quoted && fields.type === "document" && !fields["container-title"] && isName(sentence)) {
      const date = sentence.match(DATE);
      const container = (date ? sentence.slice(0, date.index).replace(/,\s*$/, "") : sentence).trim();
      if (container) fields["container-title"] = container;
      if (date) rest.push(date[0]);
    } else rest.push(sentence);
  }
  return rest.join(". ");
}

const isName = (text: string) => /^\p{Lu}/u.test(text) && text.length <= 120 && !/:/.test(text);

function takeDate(text: string, fields: CslItem): string {
  return take(text, DATE, ([, month, day, year]) => {
    if (yearOf(fields) === Number(year)) fields.issued = { "date-parts": [dateParts(month!, day!, year!)] };
  });
}

function settleType(fields: CslItem): void {
  if (fields.type !== "document") return;
  if (fields.publisher && fields["container-title"] === undefined) fields.type = "book";
  else if (fields.URL) fields.type = "webpage";
}

function dateParts(month: string, day: string, year: string): number[] {
  return [Number(year), MONTHS.indexOf(month.toLowerCase()) + 1, Number(day)];
}

function take(text: string, pattern: RegExp, found: (match: RegExpMatchArray) => void): string {
  const match = text.match(pattern);
  if (!match) return text;
  found(match);
  return oneLine(`${text.slice(0, match.index)} ${text.slice(match.index! + match[0].length)}`);
}

/** Cut at full stops that end something: not behind an initial, "no." or "N.p.". */
function sentences(text: string): string[] {
  return text
    .split(/(?<=[^\s.]{2}[”"’)]?)(?<!\b(?:no|vol|pp|ed|eds|N\.p|n\.d|Vol|No))\.(?:\s+|$)/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

const tidy = (text: string) => oneLine(text.replace(/^[\s.,;:]+|[\s,;:]+$/g, ""));
