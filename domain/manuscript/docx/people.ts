import type { ManuscriptPerson } from "../../contract";
import type { Container } from "./container";
import type { Author } from "./draft-unit";
import { attribute, child, elementsOf, readTree, type XmlElement } from "./xml";

const MAIL = /[^\s:;<>,"()]+@[^\s:;<>,"()]+\.[^\s:;<>,"()]+/;
const LONGEST_NAME = 200;
/** A year before this is none that anybody changed a Word file in. */
const FIRST_YEAR = 1990;

/** The people whom a file names, with the mail address where it knows one. */
export class People {
  readonly #people = new Map<string, ManuscriptPerson>();

  constructor(container: Container, part: string | null) {
    for (const element of part === null ? [] : elementsOf(readTree(container, part))) {
      const name = attribute(element, "w15:author");
      const user = attribute(child(element, "w15:presenceInfo") ?? element, "w15:userId");
      if (element.name === "w15:person" && name !== undefined) this.#add(name, user?.match(MAIL)?.[0]);
    }
  }

  /** Somebody by the name they are written with. */
  named(name: string): ManuscriptPerson {
    return this.#people.get(name) ?? this.#add(name, name.match(MAIL)?.[0]);
  }

  /** Who made a comment or a change, and when. */
  authorOf(element: XmlElement): Author {
    return {
      by: this.named(attribute(element, "w:author") ?? ""),
      at: instantOf(attribute(element, "w:date")),
    };
  }

  #add(written: string, email: string | undefined): ManuscriptPerson {
    const name = written.replace(/\s+/g, " ").trim().slice(0, LONGEST_NAME) || "Unknown author";
    const person = { name, email: email ?? null };
    this.#people.set(written, person);
    return person;
  }
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
