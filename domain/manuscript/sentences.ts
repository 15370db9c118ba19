import { westernDigits } from "./characters";

/** Words that no sentence and no heading ends with: after one of these the text goes on. Lower case only. */
const LEADING_WORDS = new Set(
  (
    "a an the and or but nor of to in on at by for from with without into onto over under between among against " +
    "during through towards toward about as than that which who whose whom has have had was were will would could " +
    "should may might must its his her their our this these those if because while when where after before since " +
    "until although though whether via per amid amidst including " +
    "و در به از که با را این آن برای تا یا اما هر في من على إلى عن أن مع أو ثم"
  ).split(" "),
);

/** The end of a text without closing quotes, brackets and markers: what a sentence ends with. */
function bareEnd(text: string): string {
  return text.slice(-60).replace(/(?:\[[^[\]\s]{1,12}\]|[⁰¹²³⁴-⁹"'”’»)\]\uFFFC\s])+$/u, "");
}

/** The text ends as a sentence does. */
export function isFinished(text: string): boolean {
  return /[.!?…:؟۔。！？]$/.test(bareEnd(text));
}

/** The text ends in a way that only its continuation explains: a comma, or a word like "with". */
export function isDangling(text: string): boolean {
  if (/[,،]$/.test(text.trimEnd())) return true;
  const word = text.slice(-24).match(/(?:^|\s)(\p{L}+)$/u)?.[1];
  return word !== undefined && LEADING_WORDS.has(word);
}

/** The text begins in the middle of a sentence. Only scripts with capitals tell. */
export function startsInside(text: string): boolean {
  return /^["'“‘«([]?\p{Ll}|^[,;)،؛]/u.test(text);
}

const MAX_HEADING = { characters: 90, words: 12 };

/** A short line that is no sentence: what a heading looks like. Only what follows it can tell whether it is one. */
export function isHeadingShaped(text: string, max = MAX_HEADING): boolean {
  if (text.length > max.characters || !/\p{L}/u.test(text)) return false;
  if (text.split(/\s+/).length > max.words || startsInside(text) || isDangling(text)) return false;
  if (/https?:|www\.|@\w/.test(text) || /[;؛,،:]$/.test(text)) return false;
  return !isFinished(text) || (/[?؟]$/.test(text) && text.split(/\s+/).length <= 10);
}

/** The number that a line of a list begins with: "1.", "[1]", "1)", "(1)", "1 –", "¹", "[^1]:". */
export interface LeadingNumber {
  /** As markers name it; a footnote's keeps its caret. */
  label: string;
  number: number | null;
  /** Characters up to the text. */
  length: number;
}

const NUMBER =
  /^(?:\[(\d{1,4})\]:?|\((\d{1,4})\)|(\d{1,4})[.)](?![\d])|(\d{1,4})\s*[-–—ـ](?=\s)|(\d{1,4})\t)\s*/;

/** Reads the number at the start of a line; null when there is none. */
export function leadingNumber(text: string): LeadingNumber | null {
  const head = text.slice(0, 60);
  const footnote = head.match(/^\[\^([^\]\s]{1,40})\]:\s*/);
  if (footnote) return { label: `^${westernDigits(footnote[1]!)}`, number: null, length: footnote[0].length };
  const found =
    westernDigits(head).match(NUMBER) ??
    // Persian and Arabic lists often have no space after the dash; superscripts have nothing at all.
    (/^[\u0660-\u0669\u06f0-\u06f9]/.test(head)
      ? westernDigits(head).match(/^(\d{1,4})\s*[-–—ـ]\s*/)
      : null) ??
    (/^[⁰¹²³⁴-⁹]/.test(head) ? westernDigits(head.match(/^[⁰¹²³⁴-⁹]+\s*/)![0]).match(/^(\d{1,4})\s*/) : null);
  if (!found) return null;
  const number = Number(found.slice(1).find((digits) => digits !== undefined));
  return { label: String(number), number, length: found[0].length };
}

/** The sign that begins an item of a bulleted list, with its space; "" when there is none. */
export function leadingBullet(text: string): string {
  return text.match(/^[•‣◦▪●*-]\s+(?=\S)/)?.[0] ?? "";
}

/** What a list of references looks like, entry by entry: a year, a web address, "n.d.". */
export function looksLikeReference(text: string): boolean {
  return /https?:\/\/|www\.|\bn\.\s?d\.|\bdoi\b|\b(?:1[4-9]|20)\d\d\b|\b1[34]\d\d\b/i.test(
    westernDigits(text),
  );
}

/** The text ends with a web address, or with the beginning of one. */
export function endsInAddress(text: string): boolean {
  return /^(?:https?:|www\.)/i.test(text.slice(-2_000).match(/\S+$/)?.[0] ?? "");
}
