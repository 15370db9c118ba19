import { inlineText, type InlineJson, type MarkJson } from "../../article/kinds";
import { isSafeHref } from "../../article/safe-href";
import type { CitationStyle } from "../../article/citations";
import { flagBookmark, paragraphBookmark } from "../../docx/identity";
import { CHARACTER_STYLES, PARAGRAPH_STYLES, styleOfParagraph } from "../../docx/styles";
import type { Stretch } from "../direction";
import type { Links } from "../docx/package";
import { runPropertiesXml, textXml } from "../docx/runs";
import { escapeMarkup } from "../escape";
import type { DraftLanguages } from "../language";
import { authorName } from "./authors";
import { toTheSecond } from "./comment-text";
import { FlagsByPlace } from "./flags-by-place";
import type { PlannedComment } from "./planned-comments";
import type { PlacedFlag } from "./placed-flags";
import {
  partOf,
  type Change,
  type ParagraphForm,
  type Piece,
  type Trace,
  type TrackedParagraph,
} from "./track";
import { Words } from "./words";

export interface BodyContext {
  style: CitationStyle;
  languages: DraftLanguages;
  links: Links;
  flags: readonly PlacedFlag[];
  /** By flag id. */
  comments: ReadonlyMap<string, readonly PlannedComment[]>;
}

export interface Body {
  paragraphs: string[];
  /** The number under which the text refers to each comment. */
  commentIds: Map<PlannedComment, number>;
  /** Everybody who wrote a comment or changed something, by the name that Word knows them by. */
  authors: string[];
}

/** The paragraphs of a reviewed file: a track with the flags on it. */
export function bodyOf(track: readonly TrackedParagraph[], context: BodyContext): Body {
  const writer = new BodyWriter(context);
  const paragraphs = track.map((paragraph) => writer.paragraph(paragraph));
  return { paragraphs, commentIds: writer.commentIds, authors: [...writer.authors] };
}

/** What stands in a paragraph: a mark between its words, or a run of them. */
type Bit =
  | { type: "mark"; xml: string }
  /** `group`: neighbours with the same one are one link. */
  | { type: "run"; xml: string; link: string | null; group: unknown; changes: readonly Change[] };

class BodyWriter {
  readonly commentIds = new Map<PlannedComment, number>();
  readonly authors = new Set<string>();
  readonly #context: BodyContext;
  readonly #flags: FlagsByPlace;
  #lastId = 0;
  /** Bookmarks that are open, by name. */
  readonly #open = new Map<string, number>();

  constructor(context: BodyContext) {
    this.#context = context;
    this.#flags = new FlagsByPlace(context.flags);
  }

  paragraph({ items, form, mark, before }: TrackedParagraph): string {
    const pieces = items.filter((item) => item.type === "piece");
    const text = inlineText(pieces.map(({ node }) => node));
    const words = new Words(text, this.#context.languages);
    // Around the words of its paragraph: an empty bookmark goes when what stands behind it is deleted.
    let last: string | null = null;
    const bits = items.flatMap((item): Bit[] => {
      if (item.type !== "begin") return this.#piece(item, words);
      const ended = this.#end(last);
      last = item.paragraphId;
      return [...ended, ...this.#begin(item.paragraphId)];
    });
    bits.push(...this.#end(last));
    return `<w:p>${this.#paragraphProperties(form, words.rtl, mark, before)}${this.#bitsXml(bits)}</w:p>`;
  }

  #paragraphProperties(
    form: ParagraphForm,
    rtl: boolean,
    mark: Change | null,
    before: TrackedParagraph["before"],
  ): string {
    const bidi = rtl ? "<w:bidi/>" : "";
    const properties =
      formXml(form) +
      bidi +
      (mark ? `<w:rPr><w:${mark.type}${this.#trace(mark)}/></w:rPr>` : "") +
      (before
        ? `<w:pPrChange${this.#trace(before)}><w:pPr>${formXml(before.form)}${bidi}</w:pPr></w:pPrChange>`
        : "");
    return properties && `<w:pPr>${properties}</w:pPr>`;
  }

  /** The attributes of a change: its id, who made it and when. */
  #trace({ by, at }: Trace): string {
    const author = authorName(by.name);
    this.authors.add(author);
    return ` w:id="${this.#id()}" w:author="${escapeMarkup(author)}" w:date="${toTheSecond(at)}"`;
  }

  #id(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #begin(paragraphId: string): Bit[] {
    const bookmark = mark(this.#bookmark(paragraphBookmark(paragraphId), "start"));
    const points = this.#flags.points(paragraphId);
    return [bookmark, ...points.flatMap((flag) => [this.#starts(flag), this.#ends(flag)])];
  }

  #end(paragraphId: string | null): Bit[] {
    return paragraphId === null ? [] : [mark(this.#bookmark(paragraphBookmark(paragraphId), "end"))];
  }

  /** A piece, cut where a flag begins or ends in it, with the marks between. */
  #piece(piece: Piece, words: Words): Bit[] {
    const { place } = piece;
    const length = inlineText([piece.node]).length;
    if (!place) return this.#runs(piece, words, piece.change ? [piece.change] : []);
    const { paragraphId, start } = place;
    const cuts = this.#flags.cuts(paragraphId, start, start + length);
    return cuts.slice(1).flatMap((to, index): Bit[] => {
      const from = cuts[index]!;
      const part = partOf(piece, from - start, to - start);
      const fix = this.#flags.fixAt(paragraphId, from);
      const changes = [
        ...(part.change ? [part.change] : []),
        ...(fix ? [{ ...fixTrace(fix), type: "del" as const }] : []),
      ];
      if (fix?.start === from) this.#flags.keepMarks(fix, piece.node.marks ?? []);
      return [
        ...this.#flags.startingAt(paragraphId, from).map((flag) => this.#starts(flag)),
        ...this.#runs(part, words, changes),
        ...(fix?.end === to ? this.#proposal(fix, words) : []),
        ...this.#flags.endingAt(paragraphId, to).map((flag) => this.#ends(flag)),
      ];
    });
  }

  /** The words proposed, in the type of the first letter that they replace: as applying them would put them. */
  #proposal(fix: PlacedFlag, words: Words): Bit[] {
    const text = fix.flag.replacement ?? "";
    if (text === "") return [];
    const node: InlineJson = { type: "text", text, marks: [...this.#flags.marksOf(fix)] };
    const piece: Piece = { type: "piece", node, label: "", place: null, change: null, before: null };
    return this.#runs(piece, words.alone(text), [{ ...fixTrace(fix), type: "ins" }]);
  }

  #starts({ flag }: PlacedFlag): Bit {
    const comments = this.#context.comments.get(flag.id) ?? [];
    const starts = comments.map((comment) => {
      const id = this.#id();
      this.commentIds.set(comment, id);
      this.authors.add(authorName(comment.by.name));
      return `<w:commentRangeStart w:id="${id}"/>`;
    });
    return mark(this.#bookmark(flagBookmark(flag.id), "start") + starts.join(""));
  }

  /** Every reply has a range and a reference of its own: without them Word shows it nowhere. */
  #ends({ flag }: PlacedFlag): Bit {
    const comments = this.#context.comments.get(flag.id) ?? [];
    const ends = comments.map((comment) => {
      const id = this.commentIds.get(comment)!;
      return (
        `<w:commentRangeEnd w:id="${id}"/>` +
        `<w:r><w:rPr><w:rStyle w:val="${CHARACTER_STYLES.comment}"/></w:rPr><w:commentReference w:id="${id}"/></w:r>`
      );
    });
    return mark(ends.join("") + this.#bookmark(flagBookmark(flag.id), "end"));
  }

  #bookmark(name: string, which: "start" | "end"): string {
    if (which === "end") return `<w:bookmarkEnd w:id="${this.#open.get(name)!}"/>`;
    const id = this.#id();
    this.#open.set(name, id);
    return `<w:bookmarkStart w:id="${id}" w:name="${name}"/>`;
  }

  #runs(piece: Piece, words: Words, changes: readonly Change[]): Bit[] {
    const { node } = piece;
    const link = this.#linkOf(node);
    const isNumber = node.type === "citation" && this.#context.style === "numbered";
    const pieces =
      node.type === "citation" ? words.ofCitation(piece.label, isNumber) : words.next(inlineText([node]));
    return pieces.map((stretch): Bit => ({
      type: "run",
      link,
      // Two citations side by side are two, though they lead to the same reference.
      group: node.type === "citation" ? piece : link,
      changes,
      xml: this.#run(piece, stretch, words, {
        style: isNumber
          ? CHARACTER_STYLES.endnote
          : link && node.type === "text"
            ? CHARACTER_STYLES.link
            : undefined,
        isDeleted: changes.some(({ type }) => type === "del"),
      }),
    }));
  }

  #run(
    { node, before }: Piece,
    { text, rtl }: Stretch,
    words: Words,
    { style, isDeleted }: { style: string | undefined; isDeleted: boolean },
  ): string {
    const look = (marks: readonly MarkJson[]) => ({
      strong: marks.some(({ type }) => type === "strong"),
      em: marks.some(({ type }) => type === "em"),
      rtl,
      style,
      language: words.language(rtl),
    });
    const change = before
      ? `<w:rPrChange${this.#trace(before)}>${runPropertiesXml(look(before.marks)) || "<w:rPr/>"}</w:rPrChange>`
      : "";
    return `<w:r>${runPropertiesXml(look(node.marks ?? []), change)}${textXml(text, isDeleted)}</w:r>`;
  }

  /** The attributes of the hyperlink that a node is in: to an address, or to its reference. */
  #linkOf(node: InlineJson): string | null {
    if (node.type === "citation")
      return ` w:anchor="${paragraphBookmark(node.attrs.referenceId)}" w:history="1"`;
    const href = node.marks?.find(({ type }) => type === "link")?.attrs?.href;
    const id = isSafeHref(href) ? this.#context.links.idOf(href) : null;
    return id === null ? null : ` r:id="${id}" w:history="1"`;
  }

  /** Word nests them so: a link holds changes, an insertion what is deleted from it, and these hold runs. */
  #bitsXml(bits: readonly Bit[]): string {
    return groups(bits, (bit) => (bit.type === "run" ? bit.group : bit))
      .map((group) => {
        const [first] = group;
        if (first!.type === "mark") return first!.xml;
        const runs = group.filter((bit) => bit.type === "run");
        const xml = this.#changesXml(runs, 0);
        return first!.link === null ? xml : `<w:hyperlink${first!.link}>${xml}</w:hyperlink>`;
      })
      .join("");
  }

  #changesXml(runs: readonly Extract<Bit, { type: "run" }>[], depth: number): string {
    return groups(runs, ({ changes }) => changeKey(changes[depth]))
      .map((group) => {
        const change = group[0]!.changes[depth];
        if (!change) return group.map(({ xml }) => xml).join("");
        return `<w:${change.type}${this.#trace(change)}>${this.#changesXml(group, depth + 1)}</w:${change.type}>`;
      })
      .join("");
  }
}

const mark = (xml: string): Bit => ({ type: "mark", xml });

const fixTrace = ({ flag }: PlacedFlag): Trace => ({ by: flag.raisedBy, at: flag.createdAt });

const changeKey = (change: Change | undefined) =>
  change ? `${change.type} ${change.by.id} ${change.by.name} ${change.at}` : "";

function formXml({ kind, attrs, numbering }: ParagraphForm): string {
  const style = styleOfParagraph(kind, attrs);
  return (
    (style === PARAGRAPH_STYLES.body ? "" : `<w:pStyle w:val="${style}"/>`) +
    (numbering === null ? "" : `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${numbering}"/></w:numPr>`)
  );
}

/** Neighbours with the same key together. */
function groups<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[][] {
  const result: Item[][] = [];
  let last: unknown;
  for (const item of items) {
    const key = keyOf(item);
    if (result.length > 0 && key === last) result.at(-1)!.push(item);
    else result.push([item]);
    last = key;
  }
  return result;
}
