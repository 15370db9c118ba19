import type { Element, ElementContent, Nodes, Root, RootContent } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import type { MarkJson, ParagraphAttrs, ParagraphKind } from "../article/kinds";
import { levelHeadings } from "./headings";
import { BLOCKS, holdsBlock, isBacklink, marksOf, SILENT, textOf } from "./html-elements";
import { notTooDeep } from "./limits";
import { isPower, labelsOf } from "./markers";
import type { Log } from "./repairs";
import { HtmlReview, type HtmlPlace } from "./html-review";
import type { FlagSeed } from "./flags";
import { flatText, lengthOf, type Run } from "./runs";
import { keyMaker, runUnit, type FormatTraits, type Unit } from "./units";

const parser = unified().use(rehypeParse, { fragment: true });

/**
 * HTML as units. Nothing of it but its text, its blocks, a few marks and the comments and tracked changes that Word
 * leaves in it comes through.
 */
export function readHtml(
  source: string,
  log: Log,
): { units: Unit[]; traits: FormatTraits; seeds: FlagSeed[] } {
  const review = new HtmlReview();
  const units = htmlUnits(source, log, keyMaker(), 1, review);
  return {
    units,
    traits: { guessHeadings: levelHeadings(units), spacesCount: false, notesAnywhere: true },
    seeds: review.seeds(units, log),
  };
}

/** A piece of HTML that begins on a source line. `review` takes its comments and changes, where they are wanted. */
export function htmlUnits(
  source: string,
  log: Log,
  keyOf: (line: number) => string,
  line: number,
  review: HtmlReview | null = null,
): Unit[] {
  const reader = new HtmlReader(keyOf, line - 1, review);
  notTooDeep(() => reader.read(parser.parse(source)));
  if (reader.deleted > 0)
    log.warn("other", line, `Left out text that is marked as deleted or hidden (${reader.deleted} places).`);
  return reader.units;
}

interface Context {
  kind: ParagraphKind | null;
  attrs: ParagraphAttrs;
  label: string | undefined;
  marks: MarkJson[];
  pre: boolean;
  /** Inside a row of a table, blocks do not part paragraphs. */
  row: boolean;
}

class HtmlReader {
  readonly units: Unit[] = [];
  /** Places left out because the source says they are deleted or hidden. */
  deleted = 0;
  readonly #keyOf: (line: number) => string;
  readonly #offset: number;
  readonly #review: HtmlReview | null;
  #runs: Run[] = [];
  /** Characters of the runs. */
  #length = 0;
  #line = 1;
  #gap: Unit["gap"] = "blank";
  /** The item of a list whose first paragraph was read: the next goes on with it. */
  #item: Context | null = null;

  constructor(keyOf: (line: number) => string, offset: number, review: HtmlReview | null) {
    this.#keyOf = keyOf;
    this.#offset = offset;
    this.#review = review;
  }

  read(root: Root): void {
    const context: Context = { kind: null, attrs: {}, label: undefined, marks: [], pre: false, row: false };
    this.#children(root.children, context);
    this.#flush(context);
  }

  #children(nodes: readonly (RootContent | ElementContent)[], context: Context): void {
    for (const node of nodes) {
      if (node.type === "text") this.#text(node.value, context, this.#lineOf(node));
      else if (node.type === "element") this.#element(node, context);
    }
  }

  #lineOf(node: Nodes): number {
    return (node.position?.start.line ?? 1) + this.#offset;
  }

  #element(node: Element, context: Context): void {
    const { tagName: tag, properties } = node;
    const style = String(properties.style ?? "").toLowerCase();
    if (SILENT.has(tag)) return;
    if (this.#review && this.#reviewed(node, context, this.#review)) return;
    if (/mso-list:\s*ignore/.test(style) || isBacklink(node)) return;
    if (tag === "del" || properties.hidden || /display:\s*none|mso-hide:\s*all/.test(style)) {
      if (textOf(node).trim()) this.deleted++;
      return;
    }
    if (tag === "br") return this.#break(context);
    if (tag === "img") return this.#text(String(properties.alt ?? ""), context, this.#lineOf(node));
    if (tag === "sup" && this.#raised(node, context)) return;
    if ((tag === "td" || tag === "th") && this.#runs.length > 0 && context.row) this.#push(" | ", context);
    if (!(tag in BLOCKS)) {
      const marks = marksOf(tag, properties, style, context.marks);
      return this.#children(node.children, { ...context, marks });
    }
    this.#block(node, context, style);
  }

  get #here(): HtmlPlace {
    return { unit: this.units.length, offset: this.#length };
  }

  /** Comments and tracked changes, where the element is of one; says whether its content is read with that. */
  #reviewed(node: Element, context: Context, review: HtmlReview): boolean {
    if (review.take(node, this.#here)) return true;
    const comment = review.commentOn(node);
    if (comment !== null) {
      review.begins(comment, this.#here);
      this.#children(node.children, context);
      review.ends(comment, this.#here);
      return true;
    }
    const isChange = (node.tagName === "ins" || node.tagName === "del") && !holdsBlock(node);
    const author = isChange ? review.authorOf(node) : null;
    if (!author) return false;
    if (node.tagName === "ins") review.insert(textOf(node).replace(/[ \t\n\r\f]+/g, " "), author, this.#here);
    else {
      const start = this.#here;
      this.#children(node.children, context);
      review.remove(start, start.unit === this.units.length ? this.#length : Infinity, author);
    }
    return true;
  }

  #block(node: Element, context: Context, style: string): void {
    const { tagName: tag, properties } = node;
    const row = tag === "tr" && node.children.filter((child) => child.type === "element").length > 1;
    if (context.row && !row) {
      this.#push(" ", context);
      this.#children(node.children, context);
      return this.#push(" ", context);
    }
    this.#flush(context);
    const inner: Context = { ...context, row, pre: context.pre || tag === "pre" };
    const kind = BLOCKS[tag] ?? null;
    if (row || (tag === "tr" && kind)) inner.kind = row ? "body" : context.kind;
    else if (kind === "heading") Object.assign(inner, { kind, attrs: { level: Number(tag[1]) } });
    else if (kind) Object.assign(inner, { kind, attrs: {} });
    if (/mso-list:\s*l\d/.test(style) && kind === null)
      Object.assign(inner, { kind: "list_item", attrs: { ordered: false } });
    if (tag === "ol" || tag === "ul") this.#list(node, inner);
    else {
      this.#children(node.children, inner);
      this.#flush(inner);
      if (properties.id || tag !== "p") this.#item = tag === "li" ? null : this.#item;
    }
  }

  #list(list: Element, context: Context): void {
    const ordered = list.tagName === "ol";
    let number = Number(list.properties.start ?? 1) || 1;
    for (const child of list.children) {
      if (child.type !== "element" || child.tagName !== "li") {
        this.#children([child], context);
        continue;
      }
      this.#item = null;
      const label = ordered ? String(number++) : undefined;
      const item: Context = { ...context, kind: "list_item", attrs: { ordered }, label };
      this.#children(child.children, item);
      this.#flush(item);
      this.#item = null;
    }
  }

  /** A number set high is a marker; anything else set high is text. Says whether it was one. */
  #raised(node: Element, context: Context): boolean {
    const text = textOf(node).trim();
    const labels = labelsOf(text.replace(/^\[|\]$/g, ""));
    const last = this.#runs.at(-1);
    const before = last?.type === "text" ? last.text.slice(-12) : "";
    const raised = text === "2" ? "²" : text === "3" ? "³" : text;
    if (labels.length === 0 || isPower(before, raised)) return false;
    this.#open(this.#lineOf(node));
    this.#add({
      type: "marker",
      text,
      labels,
      typed: true,
      marks: context.marks,
      unit: "",
      from: 0,
      line: 0,
    });
    return true;
  }

  #text(value: string, context: Context, line: number): void {
    if (context.pre) {
      for (const [index, text] of value.split(/\r\n|\n|\r/).entries()) {
        if (index > 0) this.#break(context);
        if (text) this.#push(text, context, line + index);
      }
      return;
    }
    const leading = value.match(/^[ \t\n\r\f]*/)![0];
    const newlines = leading.split("\n").length - 1;
    this.#push(value.replace(/[ \t\n\r\f]+/g, " "), context, line + newlines);
  }

  #push(text: string, context: Context, line = this.#line): void {
    const last = this.#runs.at(-1);
    const spaced =
      !context.pre && (!last || (last.type === "text" && last.text.endsWith(" ")) || last.type === "break");
    const kept = spaced ? text.replace(/^ +/, "") : text;
    if (!kept) return;
    this.#open(line);
    const marks = context.marks.length > 0 ? context.marks : undefined;
    this.#add({ type: "text", text: kept, marks, unit: "", from: 0, line: 0 });
  }

  #add(run: Run): void {
    this.#runs.push(run);
    this.#length += lengthOf(run);
  }

  #open(line: number): void {
    if (this.#runs.length === 0) this.#line = line;
  }

  /** One break is a break, two are a new paragraph. */
  #break(context: Context): void {
    if (context.row) return this.#push(" ", context);
    const empty = this.#runs.length === 0;
    const gap = this.#gap;
    this.#flush(context);
    this.#gap = empty && gap === "break" ? "blank" : this.units.length > 0 && !empty ? "break" : gap;
  }

  #flush(context: Context): void {
    const runs = this.#runs;
    this.#runs = [];
    this.#length = 0;
    const gap = this.#gap;
    this.#gap = "blank";
    if (!flatText(runs).trim()) return this.#review?.endParagraph(this.units.length);
    const goesOn = this.#item !== null && context.kind === "list_item" && this.#item.label === context.label;
    const { kind, attrs, label } = context;
    const rest = { kind, attrs: { ...attrs }, label, gap: goesOn && gap === "blank" ? "break" : gap };
    this.units.push(runUnit(this.#keyOf(this.#line), this.#line, runs, rest as Partial<Unit>));
    this.#item = context.kind === "list_item" ? context : null;
  }
}
