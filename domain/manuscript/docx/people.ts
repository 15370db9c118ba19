import type { ManuscriptPerson } from "../../contract";
import { instantOf, mailIn, personOf } from "../authors";
import type { Author } from "../changes";
import type { Container } from "./container";
import { attribute, child, elementsOf, readTree, type XmlElement } from "./xml";

/** The people whom a file names, with the mail address where it knows one. */
export class People {
  readonly #people = new Map<string, ManuscriptPerson>();

  constructor(container: Container, part: string | null) {
    for (const element of part === null ? [] : elementsOf(readTree(container, part))) {
      const name = attribute(element, "w15:author");
      const user = attribute(child(element, "w15:presenceInfo") ?? element, "w15:userId") ?? "";
      if (element.name === "w15:person" && name !== undefined)
        this.#people.set(name, personOf(name, mailIn(user) ?? undefined));
    }
  }

  /** Who made a comment or a change, and when. */
  authorOf(element: XmlElement): Author {
    return {
      by: this.#named(attribute(element, "w:author") ?? ""),
      at: instantOf(attribute(element, "w:date")),
    };
  }

  #named(name: string): ManuscriptPerson {
    const known = this.#people.get(name) ?? personOf(name);
    this.#people.set(name, known);
    return known;
  }
}
