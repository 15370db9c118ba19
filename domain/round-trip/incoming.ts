import type { Node } from "prosemirror-model";
import { alignParagraphs, likeness } from "../article/align";
import { citationsOf } from "../article/citation-labels";
import type { CitationStyle } from "../article/citations";
import { docFromParagraphs, paragraphsFromDoc } from "../article/document";
import { inlineText, type InlineJson, type MarkJson } from "../article/kinds";
import type { ManuscriptGalley, ManuscriptParagraph, ParagraphDto, ParsedManuscript } from "../contract";
import { strictUri } from "../draft/strict-uri";
import { GalleyError } from "../errors";

/** A manuscript as the next state of an article. */
export interface Incoming {
  doc: Node;
  /** Under which id each paragraph of the manuscript is known, by its key. */
  ids: ReadonlyMap<string, string>;
}

/**
 * A manuscript as another version of an article: each paragraph is the one of the article that it was (`article/align`),
 * with what a file does not carry, or a new one. Throws invalid where the paragraphs make no article.
 */
export function incomingDocument(
  base: Node,
  { manuscript, galley }: Pick<ParsedManuscript, "manuscript" | "galley">,
  style: CitationStyle,
  newId: () => string,
): Incoming {
  const before = paragraphsFromDoc(base);
  const texts = manuscript.paragraphs.map(({ content }) => inlineText(content));
  const told = toldIds(before, manuscript.paragraphs, texts, galley);
  const of = alignParagraphs(
    before,
    manuscript.paragraphs.map(({ key, kind }, index) => ({
      id: told.get(key) ?? null,
      kind,
      text: texts[index]!,
    })),
  );
  const was = of.map((index) => (index === null ? null : before[index]!));
  const ids = new Map(manuscript.paragraphs.map(({ key }, index) => [key, was[index]?.id ?? newId()]));
  const carried: Carried = {
    ids,
    locators: new Locators(before, style, galley),
    addresses: addressesOf(before),
  };
  const paragraphs = manuscript.paragraphs.map((paragraph, index) => {
    const old = was[index] ?? null;
    return {
      id: ids.get(paragraph.key)!,
      kind: paragraph.kind,
      attrs: old?.kind === paragraph.kind ? { ...old.attrs, ...paragraph.attrs } : paragraph.attrs,
      content: withLinks(contentOf(paragraph, carried), old?.content ?? []),
    };
  });
  try {
    const doc = docFromParagraphs(paragraphs);
    doc.check();
    return { doc, ids };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new GalleyError(
      "invalid",
      "The paragraphs of this file do not make an article: it has one title, then bylines, a standfirst, the text, and last the references.",
      { cause: cause.message },
    );
  }
}

/** What the file says itself each paragraph is; of several that were joined, the one that most of its words are of. */
function toldIds(
  before: readonly ParagraphDto[],
  paragraphs: readonly ManuscriptParagraph[],
  texts: readonly string[],
  galley: ManuscriptGalley | undefined,
): Map<string, string> {
  const was = new Map(before.map(({ id, text }) => [id, text]));
  const text = new Map(paragraphs.map(({ key }, index) => [key, texts[index]!]));
  const told = new Map<string, string>();
  for (const { id, paragraphKey } of galley?.paragraphs ?? []) {
    const [words, now, other] = [was.get(id), text.get(paragraphKey), told.get(paragraphKey)];
    if (words === undefined || now === undefined) continue;
    if (other === undefined || likeness(words, now) > likeness(was.get(other)!, now))
      told.set(paragraphKey, id);
  }
  return told;
}

/** What a file has in another form, or by another name. */
interface Carried {
  ids: ReadonlyMap<string, string>;
  locators: Locators;
  addresses: ReadonlyMap<string, string>;
}

function contentOf({ key, content }: ManuscriptParagraph, carried: Carried): InlineJson[] {
  let offset = 0;
  return content.map((given) => {
    const at = offset;
    offset += inlineText([given]).length;
    const node = {
      ...given,
      ...(given.marks && { marks: given.marks.map((mark) => withAddress(mark, carried)) }),
    };
    if (node.type !== "citation") return node;
    const referenceId = carried.ids.get(node.attrs.referenceId);
    if (!referenceId) throw new GalleyError("invalid", "A citation of this file points at no reference.");
    const locator = node.attrs.locator ?? carried.locators.at(key, at, referenceId);
    return { ...node, attrs: { referenceId, ...(locator ? { locator } : {}) } };
  });
}

/** A citation is a link of its own in a Word file, so one that it stood in is not around it there. */
function withLinks(content: readonly InlineJson[], was: readonly InlineJson[]): InlineJson[] {
  const key = (node: InlineJson) =>
    node.type === "citation"
      ? JSON.stringify([
          node.attrs.referenceId,
          node.attrs.locator ?? null,
          node.marks?.filter(({ type }) => type !== "link") ?? [],
        ])
      : "";
  const left = was.filter(({ type }) => type === "citation");
  return content.map((node) => {
    if (node.type !== "citation") return node;
    const at = left.findIndex((one) => key(one) === key(node));
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return found?.marks ? { ...node, marks: found.marks } : node;
  });
}

function withAddress(mark: MarkJson, { addresses }: Carried): MarkJson {
  const href = mark.attrs && addresses.get(mark.attrs.href);
  return href === undefined ? mark : { ...mark, attrs: { href } };
}

/** Web addresses as the article has them, by how a Word file has to write them. */
function addressesOf(paragraphs: readonly ParagraphDto[]): Map<string, string> {
  const marks = paragraphs.flatMap(({ content }) => content.flatMap(({ marks: own }) => own ?? []));
  return new Map(
    marks.flatMap(({ attrs }) => (attrs ? [[strictUri(attrs.href) ?? attrs.href, attrs.href]] : [])),
  );
}

/** The pages of citations, read off what they print. */
class Locators {
  private readonly labels: ReadonlyMap<string, string>;
  private readonly printed: ReadonlyMap<string, string>;

  constructor(
    before: readonly ParagraphDto[],
    private readonly style: CitationStyle,
    galley: ManuscriptGalley | undefined,
  ) {
    this.labels = citationsOf(before, style).labels;
    this.printed = new Map(
      (galley?.citations ?? []).map(({ paragraphKey, offset, text }) => [`${paragraphKey} ${offset}`, text]),
    );
  }

  at(key: string, offset: number, referenceId: string): string | null {
    const label = this.labels.get(referenceId);
    const words = this.printed.get(`${key} ${offset}`)?.replace(/^\((.*)\)$/s, "$1");
    if (label === undefined || words === undefined) return null;
    const lead = label + (this.style === "numbered" ? ":" : ", ");
    return words.startsWith(lead) ? words.slice(lead.length).trim() || null : null;
  }
}
