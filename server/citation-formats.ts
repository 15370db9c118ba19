import "server-only";
import { plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";
import type { Element, Nodes } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import type { InlineJson, MarkJson } from "@/domain/article/kinds";
import { GalleyError } from "@/domain/errors";
import { cleanCsl, type CslItem } from "@/domain/reference/csl";
import { entriesOf } from "@/domain/reference/entries";
import { readFreeText } from "@/domain/reference/free-text";
import { CHICAGO_AUTHOR_DATE } from "./citation-style/chicago-author-date";

/** BibTeX and RIS in, Chicago's author–date entries out. Nothing here ever asks the network. */

const STYLE = "chicago-author-date";
plugins.config.get("@csl").styles.add(STYLE, CHICAGO_AUTHOR_DATE);

/** A new entry of the list. */
export interface NewEntry {
  content: InlineJson[];
  /** Null for free text: nobody has confirmed its fields yet. */
  csl: CslItem | null;
}

const MOST_ENTRIES = 500;
const LONGEST_ENTRY = 5_000;
const HTML = unified().use(rehypeParse, { fragment: true });

/** What a person pasted, as entries: BibTeX and RIS by their records, anything else by paragraphs or numbers. */
export function readEntries(source: string): NewEntry[] {
  const entries = /^\s*@\w+\s*[{(]/m.test(source)
    ? records(source, "@bibtex/text", "BibTeX").map(withEtAl).map(structured)
    : /^\s*TY {2}- /m.test(source)
      ? risRecords(source).map(structured)
      : entriesOf(source).map(freeEntry);
  if (entries.length === 0) throw new GalleyError("invalid", "There is no reference in this.");
  if (entries.length > MOST_ENTRIES)
    throw new GalleyError("too_large", `At most ${MOST_ENTRIES} references can be added at once.`);
  return entries;
}

/** An entry as Chicago's author–date list prints it. */
export function entryContent(csl: CslItem): InlineJson[] {
  const [entry] = plugins.output.format("bibliography", [{ id: "entry", ...csl }].map(escaped), {
    style: STYLE,
    lang: "en-US",
    format: "html",
    asEntryArray: true,
  });
  // The style joins the last name by an "and", whatever it is.
  const content = trimmed(inlines(HTML.parse(entry![1].replace(/,? and et al\.+/g, ", et al.")), []));
  if (content.length === 0)
    throw new GalleyError(
      "invalid",
      "There is nothing in these fields that a list could show: give a title.",
    );
  return content;
}

/** BibTeX's word for the authors that are left out is no name. */
function withEtAl(csl: CslItem): CslItem {
  const { author } = csl;
  return author?.at(-1)?.family === "others"
    ? { ...csl, author: [...author.slice(0, -1), { literal: "et al." }] }
    : csl;
}

function structured(csl: CslItem): NewEntry {
  return { csl, content: entryContent(csl) };
}

/** A DOI alone becomes its address; other words stay exactly as they are. */
function freeEntry(text: string): NewEntry {
  if (text.length > LONGEST_ENTRY)
    throw new GalleyError(
      "too_large",
      "This is too long for one reference. An empty line parts two entries.",
    );
  const { fields, rest } = readFreeText(text);
  const isDoi = rest === "" && fields.DOI !== undefined && Object.keys(fields).length === 2;
  return { csl: null, content: [{ type: "text", text: isDoi ? `https://doi.org/${fields.DOI}` : text }] };
}

function records(source: string, forceType: string, format: string): CslItem[] {
  let items: unknown[];
  try {
    items = plugins.input.chain(source, { forceType, generateGraph: false });
  } catch (cause) {
    const [said] = String((cause as Error).message).split("\n");
    throw new GalleyError("invalid", `This ${format} cannot be read: ${said?.replace(/[.:]+$/, "")}.`);
  }
  return items.flatMap((item) => cleanCsl(item) ?? []).filter((item) => item.title || item.author?.length);
}

/**
 * RIS is a line a field; where it was pasted into one line its tags still part the fields. The library knows a DOI in
 * the newer form only, half the programs mix the two, and it drops the author of a newspaper's article and a record
 * of a type it does not know.
 */
function risRecords(source: string): CslItem[] {
  return source
    .replace(/\s+(?=[A-Z][A-Z0-9] {2}-(?: |$))/gm, "\n")
    .split(/^(?=\s*TY {2}- )/m)
    .filter((record) => /^\s*TY {2}- /.test(record))
    .flatMap((record) => {
      const lines = record.trim();
      const closed = /^ER {2}-/m.test(lines) ? `${lines}\n` : `${lines}\nER  - \n`;
      const doi = lines.match(/^DO {2}- *(?:https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\S+)/m)?.[1];
      const known = records(closed, "@ris/file", "RIS");
      const items =
        known.length > 0 ? known : records(closed.replace(/^TY {2}- .*/, "TY  - GEN"), "@ris/file", "RIS");
      const author = risAuthors(lines);
      return items.map((item) => ({
        ...(author.length > 0 && { author }),
        ...(doi && { DOI: doi }),
        ...item,
      }));
    });
}

function risAuthors(record: string): NonNullable<CslItem["author"]> {
  return [...record.matchAll(/^(?:AU|A1) {2}- *(\S.*)$/gm)].map(([, name]) => {
    const [family, ...given] = name!.split(",").map((part) => part.trim());
    return given.length > 0 ? { family: family!, given: given.join(", ") } : { family: family! };
  });
}

/** Markup in a field is words: the style engine would take it for its own. */
function escaped<Item>(item: Item): Item {
  const text = JSON.stringify(item).replaceAll("<", "\uE000").replaceAll(">", "\uE001");
  return JSON.parse(text) as Item;
}

function inlines(node: Nodes, marks: MarkJson[]): InlineJson[] {
  if (node.type === "text") {
    const text = node.value.replace(/\s+/g, " ").replaceAll("\uE000", "<").replaceAll("\uE001", ">");
    return text === "" ? [] : [{ type: "text", text, ...(marks.length ? { marks } : {}) }];
  }
  if (!("children" in node)) return [];
  const inner = node.type === "element" ? [...marks, ...marksOf(node)] : marks;
  return node.children.flatMap((child) => inlines(child as Nodes, inner));
}

function marksOf({ tagName }: Element): MarkJson[] {
  return tagName === "i" || tagName === "em" ? [{ type: "em" }] : [];
}

/** Without space at its ends, neighbours of one style joined. */
function trimmed(content: readonly InlineJson[]): InlineJson[] {
  const joined: { type: "text"; text: string; marks?: MarkJson[] }[] = [];
  for (const node of content) {
    if (node.type !== "text") continue;
    const before = joined.at(-1);
    if (before && Boolean(before.marks) === Boolean(node.marks)) before.text += node.text;
    else joined.push({ ...node });
  }
  if (joined[0]) joined[0].text = joined[0].text.trimStart();
  const last = joined.at(-1);
  if (last) last.text = last.text.trimEnd();
  return joined.filter(({ text }) => text !== "");
}
