import type { CommentWords, ManuscriptFlag, ManuscriptPerson } from "../contract";
import { commentReader } from "./comment-kind";
import type { Assembled } from "./drafts";
import { flatText, lengthOf } from "./runs";
import type { Unit } from "./units";
import { wordAt, type Stretch } from "./words-at";

/** A place in the source: the key of a unit and an offset in its text. */
export interface SourcePoint {
  unit: string;
  offset: number;
}

/** A comment or a tracked change where the source has it, before anybody knows what the paragraphs will be. */
export interface FlagSeed {
  key: string;
  start: SourcePoint;
  /** The same as `start` for one that was put at a place and not on words. */
  end: SourcePoint;
  by: ManuscriptPerson;
  at: string | null;
  /** The words of a comment. */
  comment?: string;
  /** The words of a tracked change: as they are, and as they are to be. */
  change?: { from: string; to: string };
  replies: ManuscriptFlag["replies"];
  resolved: boolean;
}

/** A stretch of a unit, and where it came to stand in the finished paragraphs. */
interface Piece {
  unit: number;
  from: number;
  to: number;
  paragraph: number;
  at: number;
  length: number;
  /** Stands there for the whole stretch or not at all. */
  whole: boolean;
}

/** A range in one finished paragraph. */
export interface PlacedRange extends Stretch {
  paragraph: number;
}

/** Finds places of the source again in the finished paragraphs, whatever was joined, moved, cut or mended there. */
export class Placing {
  readonly texts: readonly string[];
  readonly keys: readonly string[];
  readonly #order: ReadonlyMap<string, number>;
  readonly #pieces: readonly Piece[];

  constructor(units: readonly Unit[], { manuscript, runs }: Assembled) {
    this.keys = manuscript.paragraphs.map(({ key }) => key);
    this.texts = runs.map(flatText);
    this.#order = new Map(units.map(({ key }, index) => [key, index]));
    const pieces: Piece[] = [];
    for (const [paragraph, list] of runs.entries()) {
      let at = 0;
      for (const run of list) {
        const length = lengthOf(run);
        const unit = this.#order.get(run.unit);
        if (unit !== undefined && run.from >= 0 && length > 0) {
          const whole = run.span !== undefined;
          pieces.push({
            unit,
            from: run.from,
            to: run.from + (run.span ?? length),
            paragraph,
            at,
            length,
            whole,
          });
        }
        at += length;
      }
    }
    this.#pieces = pieces.sort((one, other) => one.unit - other.unit || one.from - other.from);
  }

  /** The part of a range that lies in the first paragraph with words of it; null when nothing is left of its text. */
  rangeOf(start: SourcePoint, end: SourcePoint): PlacedRange | null {
    const from = this.#order.get(start.unit) ?? 0;
    const until = this.#order.get(end.unit) ?? from;
    const isBefore = (unit: number, offset: number) =>
      unit < until || (unit === until && offset < end.offset);
    let found = null as PlacedRange | null;
    for (let index = this.#firstAfter(from, start.offset); index < this.#pieces.length; index++) {
      const piece = this.#pieces[index]!;
      if (!isBefore(piece.unit, piece.from) || (found && found.paragraph !== piece.paragraph)) break;
      const first = piece.unit === from ? Math.max(piece.from, start.offset) : piece.from;
      const last = piece.unit === until ? Math.min(piece.to, end.offset) : piece.to;
      if (last <= first) continue;
      const at = piece.whole ? piece.at : piece.at + first - piece.from;
      const stop = piece.whole ? piece.at + piece.length : piece.at + last - piece.from;
      if (!found && isBlank(this.texts[piece.paragraph]!, at, stop) && this.#goesOn(index, piece, isBefore))
        continue;
      found = {
        paragraph: piece.paragraph,
        start: Math.min(found?.start ?? at, at),
        end: Math.max(found?.end ?? stop, stop),
      };
    }
    return found;
  }

  /** The paragraph that a unit became, or came into. */
  paragraphKeyOf(unit: string): string {
    return this.keys.includes(unit) ? unit : this.keys[this.pointOf({ unit, offset: 0 }).paragraph]!;
  }

  /** Where a place of the source is now, or the nearest to it that is left. */
  pointOf(point: SourcePoint): { paragraph: number; offset: number } {
    const unit = this.#order.get(point.unit) ?? 0;
    const next = this.#firstAfter(unit, point.offset);
    const after = this.#pieces[next];
    const before = this.#pieces[next - 1];
    if (after && after.unit === unit && after.from <= point.offset)
      return {
        paragraph: after.paragraph,
        offset: after.whole ? after.at : after.at + point.offset - after.from,
      };
    if (before && (before.unit === unit || !after || after.unit !== unit))
      return { paragraph: before.paragraph, offset: before.at + before.length };
    return after ? { paragraph: after.paragraph, offset: after.at } : { paragraph: 0, offset: 0 };
  }

  /** The word at a place of the source: no flag stands on nothing. */
  wordAt(point: SourcePoint): PlacedRange | null {
    const { paragraph, offset } = this.pointOf(point);
    const order = [paragraph, ...this.#outwards(paragraph)];
    for (const index of order) {
      const text = this.texts[index]!;
      if (text.trim() === "") continue;
      const at = index === paragraph ? offset : index < paragraph ? text.length : 0;
      const { start, end } = wordAt(text, at) ?? trimmed(text, 0, text.length);
      return { paragraph: index, start, end };
    }
    return null;
  }

  /** The paragraphs before this one, the nearest first, then those after it. */
  *#outwards(paragraph: number): Generator<number> {
    for (let index = paragraph - 1; index >= 0; index--) yield index;
    for (let index = paragraph + 1; index < this.texts.length; index++) yield index;
  }

  /** Whether words of the range follow a stretch of white space, so that the white space need not be the range. */
  #goesOn(index: number, piece: Piece, isBefore: (unit: number, offset: number) => boolean): boolean {
    const next = this.#pieces[index + 1];
    return next !== undefined && next.paragraph !== piece.paragraph && isBefore(next.unit, next.from);
  }

  /** The first piece that ends after a place. */
  #firstAfter(unit: number, offset: number): number {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const piece = this.#pieces[middle]!;
      if (piece.unit < unit || (piece.unit === unit && piece.to <= offset)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const isBlank = (text: string, start: number, end: number) => text.slice(start, end).trim() === "";

/** A stretch without the white space at its ends; as it is when it is nothing else. */
function trimmed(text: string, start: number, end: number): Stretch {
  const words = text.slice(start, end);
  if (words.trim() === "") return { start, end };
  return { start: start + words.length - words.trimStart().length, end: start + words.trimEnd().length };
}

/** How flags are read. `exact`: ranges are as they were marked, to the letter. */
export interface FlagOptions {
  words: CommentWords;
  exact: boolean;
}

/** The flags to be, in the order of the text, each on words of one paragraph. */
export function placeFlags(
  seeds: readonly FlagSeed[],
  placing: Placing,
  { words, exact }: FlagOptions,
): ManuscriptFlag[] {
  const read = commentReader(words);
  const placed = seeds.flatMap((seed) => {
    const found = seed.change ? placing.rangeOf(seed.start, seed.end) : placeComment(seed, placing, exact);
    const range = found ?? (isNothing(seed) ? null : placing.wordAt(seed.start));
    if (!range) return [];
    const { paragraph, start, end } = range;
    const quote = placing.texts[paragraph]!.slice(start, end);
    const asked = askedBy(seed, found !== null, quote, read);
    if (!asked) return [];
    const { key, by, at, replies, resolved } = seed;
    const flag: ManuscriptFlag = {
      key,
      ...asked,
      paragraphKey: placing.keys[paragraph]!,
      start,
      end,
      by,
      at,
      replies,
      resolved,
    };
    return [{ flag, paragraph }];
  });
  const ordered = placed
    .sort((one, other) => one.paragraph - other.paragraph || one.flag.start - other.flag.start)
    .map(({ flag }) => flag);
  return withoutEchoes(ordered);
}

/** A tracked change with a comment that proposes the very same is one flag: the comment's, with its thread. */
function withoutEchoes(flags: readonly ManuscriptFlag[]): ManuscriptFlag[] {
  const proposal = ({ paragraphKey, start, end, replacement }: ManuscriptFlag) =>
    JSON.stringify([paragraphKey, start, end, replacement]);
  const proposals = (ofChanges: boolean) =>
    new Set(
      flags.flatMap((flag) => (flag.kind === "typo" && isChange(flag) === ofChanges ? [proposal(flag)] : [])),
    );
  const [said, tracked] = [proposals(false), proposals(true)];
  return flags
    .filter((flag) => flag.kind !== "typo" || !isChange(flag) || !said.has(proposal(flag)))
    .map((flag) => (flag.kind === "typo" && tracked.has(proposal(flag)) ? { ...flag, tracked: true } : flag));
}

const isChange = ({ key }: ManuscriptFlag) => key.startsWith("change:");

function placeComment({ start, end }: FlagSeed, placing: Placing, exact: boolean): PlacedRange | null {
  const range = placing.rangeOf(start, end);
  if (!range) return placing.wordAt(start);
  if (exact) return range;
  const text = placing.texts[range.paragraph]!;
  if (isBlank(text, range.start, range.end)) return placing.wordAt(start);
  return { paragraph: range.paragraph, ...trimmed(text, range.start, range.end) };
}

/** A change of white space of which nothing is left: a repair has made it. */
const isNothing = ({ change }: FlagSeed) => change !== undefined && change.from.trim() === "";

function askedBy(
  { comment, change }: FlagSeed,
  inPlace: boolean,
  quote: string,
  read: ReturnType<typeof commentReader>,
): Pick<ManuscriptFlag, "kind" | "note" | "replacement"> | null {
  if (!change) return read(comment ?? "", quote);
  // Its words are no longer in the text (a heading that was left out, a title that a person typed).
  if (!inPlace) return { kind: "comment", note: `Tracked change: “${change.from}” → “${change.to}”` };
  return change.to === quote ? null : { kind: "typo", note: "", replacement: change.to };
}
