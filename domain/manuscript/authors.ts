import type { ManuscriptPerson } from "../contract";

const MAIL = /[^\s:;<>,"()]+@[^\s:;<>,"()]+\.[^\s:;<>,"()]+/;
const LONGEST_NAME = 200;
/** A year before this is none that anybody commented a manuscript in. */
const FIRST_YEAR = 1990;

/** Somebody by the name they are written with; the address is found in the name where nothing else tells it. */
export function personOf(written: string, email = mailIn(written)): ManuscriptPerson {
  const name = written.replace(/\s+/g, " ").trim().slice(0, LONGEST_NAME) || "Unknown author";
  return { name, email };
}

/** The mail address in a text; null where there is none. */
export function mailIn(text: string): string | null {
  return text.slice(0, 1_000).match(MAIL)?.[0] ?? null;
}

/**
 * An instant as ISO 8601; null for what is none. Word writes the clock on its wall and calls it UTC: taken as it says,
 * whatever the clock of the machine that reads it.
 */
export function instantOf(written: string | undefined): string | null {
  const found = written
    ?.trim()
    .match(/^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d)?$/);
  if (!found || Number(found[1]) < FIRST_YEAR) return null;
  const time = Date.parse(found[5] ? found[0] : `${found[0]}Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
