import { strToU8, zipSync } from "fflate";
import { strictUri } from "../strict-uri";
import {
  APP_PROPERTIES,
  contentTypesXml,
  packageRelationshipsXml,
  relationshipsXml,
  type Hyperlink,
  type PartName,
} from "./parts";

/** The first day a zip file can name: the same article makes the same bytes, whenever it is exported. */
const NO_DATE = new Date(1980, 0, 1);

/** The addresses that one part of the file links to: each part has its own list beside it. */
export class Links {
  readonly #ids = new Map<string, string>();

  /** Null for what Word would not take as an address: then its words stand there without a link. */
  idOf(href: string): string | null {
    const target = strictUri(href);
    if (!target) return null;
    const id = this.#ids.get(target) ?? `rIdLink${this.#ids.size + 1}`;
    this.#ids.set(target, id);
    return id;
  }

  get all(): Hyperlink[] {
    return [...this.#ids].map(([target, id]) => ({ id, target }));
  }
}

export interface DocxPart {
  name: PartName;
  xml: string;
  /** The addresses its hyperlinks lead to. */
  links?: Links;
}

export interface DocxProperties {
  core: string;
  custom?: string;
}

/** A Word file of these parts and no others. `document` is the one that all others belong to. */
export function docxFile(
  document: Omit<DocxPart, "name">,
  parts: readonly DocxPart[],
  { core, custom }: DocxProperties,
): Uint8Array {
  const names = parts.map(({ name }) => name);
  const files: Record<string, string> = {
    "[Content_Types].xml": contentTypesXml(["document", ...names], custom !== undefined),
    "_rels/.rels": packageRelationshipsXml(custom !== undefined),
    "docProps/core.xml": core,
    "docProps/app.xml": APP_PROPERTIES,
    ...(custom !== undefined && { "docProps/custom.xml": custom }),
    "word/document.xml": document.xml,
    "word/_rels/document.xml.rels": relationshipsXml(names, document.links?.all ?? []),
  };
  for (const { name, xml, links } of parts) {
    files[`word/${name}.xml`] = xml;
    if (links?.all.length) files[`word/_rels/${name}.xml.rels`] = relationshipsXml([], links.all);
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
    mtime: NO_DATE,
  });
}
