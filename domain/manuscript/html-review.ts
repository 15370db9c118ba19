import type { Element, Nodes } from "hast";
import { instantOf, personOf } from "./authors";
import { changeSeeds, type Author, type Change, type ChangedUnit } from "./changes";
import { Tally } from "./docx/tally";
import type { FlagSeed, SourcePoint } from "./flags";
import type { Log } from "./repairs";
import type { Unit } from "./units";

/** A place in what is being read: a unit by its index, and an offset in its text. */
export interface HtmlPlace {
  unit: number;
  offset: number;
}

interface Comment extends Author {
  words: string;
  parent: string | undefined;
  resolved: boolean;
}

/**
 * What Word leaves in a page of its comments and tracked changes: the words commented on point at a list below the
 * text, insertions and deletions say who made them.
 */
export class HtmlReview {
  readonly #starts = new Map<string, HtmlPlace>();
  readonly #ends = new Map<string, HtmlPlace>();
  readonly #dates = new Map<string, string>();
  readonly #parents = new Map<string, string>();
  readonly #comments = new Map<string, Comment>();
  readonly #changes = new Map<number, Change[]>();

  /** The number of the comment that these words are commented on by; null when they are not. */
  commentOn({ properties }: Element): string | null {
    const style = String(properties.style ?? "");
    const number = /mso-comment-(?:reference:[^;]*?_?|continuation:\s*)(\d+)\s*(?:;|$)/i.exec(style)?.[1];
    if (number === undefined) return null;
    const [, year, month, day, hour, minute] =
      /mso-comment-date:\s*(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/i.exec(style) ?? [];
    if (year) this.#dates.set(number, `${year}-${month}-${day}T${hour}:${minute}:00.000Z`);
    const parent = /mso-comment-parent:[^;]*?_?(\d+)/i.exec(style)?.[1];
    if (parent) this.#parents.set(number, parent);
    return number;
  }

  begins(comment: string, place: HtmlPlace): void {
    if (!this.#starts.has(comment)) this.#starts.set(comment, place);
  }

  ends(comment: string, place: HtmlPlace): void {
    this.#ends.set(comment, place);
  }

  /** Takes an element that is part of Word's own apparatus for comments; says whether it was one. */
  take(element: Element, place: HtmlPlace): boolean {
    const { tagName: tag, properties } = element;
    const style = String(properties.style ?? "");
    if (/mso-element:\s*comment-list/i.test(style)) {
      this.#readList(element);
      return true;
    }
    const mark = tag === "a" ? /^#_msocom_(\d+)$/i.exec(String(properties.href ?? ""))?.[1] : undefined;
    if (mark !== undefined) {
      this.begins(mark, place);
      if (!this.#ends.has(mark)) this.#ends.set(mark, place);
    }
    return mark !== undefined || /mso-special-character:\s*comment/i.test(style);
  }

  /** Who made a change, where the element says so: any page may mark what is new or no longer so without it. */
  authorOf({ properties }: Element): Author | null {
    const cite = String(properties.cite ?? "");
    const name = /^mailto:(.+)$/i.exec(cite)?.[1];
    const at = instantOf(String(properties.dateTime ?? ""));
    return name || at ? { by: personOf(name ? decoded(name) : ""), at } : null;
  }

  insert(inserted: string, author: Author, { unit, offset }: HtmlPlace): void {
    this.#changesOf(unit).push({ ...author, start: offset, end: offset, inserted });
  }

  remove(start: HtmlPlace, end: number, author: Author): void {
    this.#changesOf(start.unit).push({ ...author, start: start.offset, end, inserted: "" });
  }

  /** What was put in where no text of the paragraph stands is a paragraph of its own. */
  endParagraph(unit: number): void {
    const last = this.#changes.get(unit)?.at(-1);
    if (last && last.inserted !== "" && !last.inserted.endsWith("\n")) last.inserted += "\n";
  }

  /** All of it as flags to be. */
  seeds(units: readonly Unit[], log: Log): FlagSeed[] {
    const lastPoint = (before: number): SourcePoint => {
      const unit = units[Math.min(before, units.length) - 1];
      return unit ? { unit: unit.key, offset: unit.text.length } : { unit: units[0]?.key ?? "", offset: 0 };
    };
    const pointIn = ({ unit, index }: ChangedUnit, offset: number) =>
      unit ? { unit: unit.key, offset } : lastPoint(index);
    const changed = [...this.#changes].map(([index, changes]): ChangedUnit => ({
      unit: units[index],
      index,
      changes,
      at: (offset) => Math.min(offset, units[index]?.text.length ?? 0),
    }));
    const tally = new Tally();
    const moves = new Set<string>();
    const point = ({ unit, offset }: HtmlPlace): SourcePoint => {
      const own = units[unit];
      return own ? { unit: own.key, offset: Math.min(offset, own.text.length) } : lastPoint(units.length);
    };
    const seeds = [
      ...this.#commentSeeds(point, tally),
      ...changeSeeds(changed, { places: { pointIn, lastPoint }, tally, moves, explicit: false }),
    ];
    tally.report(log);
    return seeds;
  }

  #commentSeeds(point: (place: HtmlPlace) => SourcePoint, tally: Tally): FlagSeed[] {
    const seeds = new Map<string, FlagSeed>();
    const lost = ({ by, words }: Comment) => tally.add("lostComment", 1, `${by.name}: “${words}”`);
    for (const [number, comment] of this.#comments) {
      const { by, at, words, resolved } = comment;
      const start = this.#starts.get(number);
      if (this.#rootOf(number) !== number) continue;
      if (!start) {
        lost(comment);
        continue;
      }
      const end = this.#ends.get(number) ?? start;
      seeds.set(number, {
        key: `comment:${number}`,
        start: point(start),
        end: point(end),
        by,
        at,
        comment: words,
        replies: [],
        resolved,
      });
    }
    for (const [number, comment] of this.#comments) {
      const root = this.#rootOf(number);
      if (root === number || comment.words === "") continue;
      const { by, at, words: body } = comment;
      const seed = seeds.get(root);
      if (seed) seed.replies.push({ by, at, body });
      else lost(comment);
    }
    return [...seeds.values()].filter(({ comment, replies }) => comment || replies.length > 0);
  }

  /** The comment that this one answers in the end. */
  #rootOf(number: string): string {
    const seen = new Set<string>();
    for (let at = number; ;) {
      const parent = this.#comments.get(at)?.parent;
      if (parent === undefined || seen.has(parent) || !this.#comments.has(parent)) return at;
      seen.add(at);
      at = parent;
    }
  }

  #readList(list: Element): void {
    walk(list, (element) => {
      const style = String(element.properties.style ?? "");
      if (!/mso-element:\s*comment(?!-)/i.test(style)) return;
      let number: string | undefined;
      let author = "";
      walk(element, (inside) => {
        number ??= /^_msocom_(\d+)$/i.exec(String(inside.properties.name ?? ""))?.[1];
        const own = String(inside.properties.style ?? "");
        author ||= /mso-comment-author:\s*(?:"([^"]*)"|([^;]+))/i.exec(own)?.slice(1).find(Boolean) ?? "";
      });
      if (number === undefined) return;
      this.#comments.set(number, {
        by: personOf(author.trim()),
        at: this.#dates.get(number) ?? null,
        words: wordsOf(element)
          .replace(/[ \t\n\u00a0]*\n[ \t\n\u00a0]*/g, "\n")
          .trim(),
        parent: this.#parents.get(number),
        resolved: /mso-comment-done:\s*yes/i.test(style),
      });
    });
  }

  #changesOf(unit: number): Change[] {
    const changes = this.#changes.get(unit) ?? [];
    this.#changes.set(unit, changes);
    return changes;
  }
}

function walk(element: Element, visit: (element: Element) => void): void {
  visit(element);
  for (const child of element.children) if (child.type === "element") walk(child, visit);
}

/** The words of a comment, a paragraph a line, without its mark. */
function wordsOf(node: Nodes): string {
  if (node.type === "text") return node.value.replace(/\s+/g, " ");
  if (node.type !== "element") return "";
  const { tagName: tag, properties, children } = node;
  if (/mso-special-character:\s*comment/i.test(String(properties.style ?? ""))) return "";
  if (/^_?#?_msoanchor_\d+$/i.test(String(properties.href ?? "").replace("#", ""))) return "";
  if (tag === "br") return "\n";
  const words = children.map(wordsOf).join("");
  return tag === "p" || tag === "div" ? `\n${words}\n` : words;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
