import type { Container } from "./container";
import { notADocument, openContainer } from "./refusals";
import { attribute, elementsOf, readTree } from "./xml";

/** What one part of the file says of another. */
export interface Relationship {
  /** The last word of its type: "comments", "hyperlink". Microsoft's, the standard's and its strict form's agree in it. */
  type: string;
  /** The name of a part, or an address outside. */
  target: string;
  external: boolean;
}

/** The relationships of a part, by their ids. */
export type Relationships = ReadonlyMap<string, Relationship>;

/** A Word file: its parts, and how they hang together. */
export class DocxPackage {
  readonly container: Container;
  /** The name of the part that holds the text. */
  readonly main: string;
  readonly #relationships = new Map<string, Relationships>();

  /** Errors: `invalid` or `too_large`, in words that say what the file is. */
  constructor(file: Uint8Array) {
    this.container = openContainer(file);
    const main = [...this.relationshipsOf("").values()].find(({ type }) => type === "officeDocument")?.target;
    const found = [main, "word/document.xml"].find((name) => name !== undefined && this.container.has(name));
    if (!found || !/(?:^|\/)document[^/]*\.xml$|^word\//i.test(found)) throw notADocument(this.container);
    this.main = found;
  }

  /** The name of the first part of a type that the text refers to and that is there; null when there is none. */
  part(type: string, of = this.main): string | null {
    return this.parts(type, of)[0] ?? null;
  }

  /** The names of all parts of a type that a part refers to and that are there. */
  parts(type: string, of = this.main): string[] {
    return [...this.relationshipsOf(of).values()].flatMap((relationship) =>
      relationship.type === type && !relationship.external && this.container.has(relationship.target)
        ? [relationship.target]
        : [],
    );
  }

  /** What a part refers to; "" is the file itself. Nothing when it does not say. */
  relationshipsOf(part: string): Relationships {
    const known = this.#relationships.get(part);
    if (known) return known;
    const slash = part.lastIndexOf("/") + 1;
    const name = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
    const relationships = this.container.has(name)
      ? readRelationships(this.container, name, part.slice(0, slash))
      : new Map<string, Relationship>();
    this.#relationships.set(part, relationships);
    return relationships;
  }
}

function readRelationships(container: Container, name: string, folder: string): Map<string, Relationship> {
  const relationships = new Map<string, Relationship>();
  for (const element of elementsOf(readTree(container, name))) {
    const id = attribute(element, "Id");
    const target = attribute(element, "Target");
    if (element.name !== "rel:Relationship" || id === undefined || target === undefined) continue;
    const external = attribute(element, "TargetMode") === "External";
    const type = attribute(element, "Type")?.split("/").at(-1) ?? "";
    relationships.set(id, { type, target: external ? target : partName(target, folder), external });
  }
  return relationships;
}

/** The name of a part as it is in the container. What climbs out of the file leads nowhere. */
function partName(target: string, folder: string): string {
  const path = target.replaceAll("\\", "/").split("#")[0]!;
  const steps: string[] = [];
  for (const step of (path.startsWith("/") ? path : folder + path).split("/")) {
    if (step === "..") {
      if (steps.pop() === undefined) return "";
    } else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}
