import { PARAGRAPH_KINDS, type ParagraphKind } from "./kinds";
import { longestRising, type KeptPlace } from "./order";
import { wordsOf } from "./word-diff";

/** A paragraph as alignment looks at it. `id`: on the incoming side what the file says it was, if it says so. */
export interface Alignable {
  id: string | null;
  kind: ParagraphKind;
  text: string;
}

/** Words in common, of all words of both, from which two paragraphs are taken for one that was edited. */
const ALIKE = 0.5;
/** The same for two that stand between the same neighbours, and for two that a file says are one. */
const ALIKE_IN_PLACE = 0.3;
/** A word in more paragraphs than this tells nothing about which one is meant. */
const COMMON_WORD = 60;
/** How many likely partners of a paragraph are compared word by word. */
const CANDIDATES = 6;

/**
 * Which paragraph of an article each paragraph of another version of it is: its index, or null for a new one. Each
 * is taken once. What a file says itself (a bookmark that came along) is believed where the words do not speak
 * against it; then the same words, the nearest in order first; then what stands between the same neighbours; then
 * likeness. Titles are always each other's.
 */
export function alignParagraphs(
  before: readonly Alignable[],
  after: readonly Alignable[],
): (number | null)[] {
  const pairs = new Pairs(before, after);
  pairs.takeTold((one, other) => one.text === other.text);
  pairs.takeSameWords();
  pairs.takeTold((one, other) => likeness(one.text, other.text) >= ALIKE_IN_PLACE);
  pairs.takeTitle();
  pairs.takeAlike();
  pairs.takeBetweenNeighbours();
  return pairs.of;
}

/** How much of two texts' words are the same ones, whatever their order: 0 none, 1 all. */
export function likeness(one: string, other: string): number {
  return likenessOf(bagOf(one), bagOf(other));
}

class Pairs {
  readonly of: (number | null)[];
  private readonly taken: (number | null)[];

  constructor(
    private readonly before: readonly Alignable[],
    private readonly after: readonly Alignable[],
  ) {
    this.of = after.map(() => null);
    this.taken = before.map(() => null);
  }

  takeTold(isCredible: (one: Alignable, other: Alignable) => boolean): void {
    const places = new Map(this.before.map(({ id }, index) => [id, index]));
    this.after.forEach(({ id }, index) => {
      const place = id === null ? undefined : places.get(id);
      if (place !== undefined && isCredible(this.before[place]!, this.after[index]!)) this.take(place, index);
    });
  }

  /** The most of those that read the same and keep their order; then the others, in the order they come. */
  takeSameWords(): void {
    const waiting = new Map<string, number[]>();
    this.free("before").forEach((index) => {
      const { text } = this.before[index]!;
      waiting.set(text, [...(waiting.get(text) ?? []), index]);
    });
    const places: KeptPlace[] = this.free("after").flatMap((now) => {
      const old = waiting.get(this.after[now]!.text)?.shift();
      return old === undefined ? [] : [{ old, now }];
    });
    for (const { old, now } of [...longestRising(places), ...places]) this.take(old, now);
  }

  takeTitle(): void {
    const isTitle = ({ kind }: Alignable) => kind === "title";
    const [old, now] = [this.before.findIndex(isTitle), this.after.findIndex(isTitle)];
    if (old >= 0 && now >= 0) this.take(old, now);
  }

  /** The most alike first. Few are compared: those that share words which few others have. */
  takeAlike(): void {
    const bags = new Map(this.free("before").map((index) => [index, bagOf(this.before[index]!.text)]));
    const holders = new Map<string, number[]>();
    for (const [index, bag] of bags)
      for (const word of bag.keys()) holders.set(word, [...(holders.get(word) ?? []), index]);
    const likely = this.free("after").flatMap((now) => {
      const bag = bagOf(this.after[now]!.text);
      const shared = new Map<number, number>();
      for (const word of bag.keys()) {
        const those = holders.get(word) ?? [];
        if (those.length <= COMMON_WORD)
          for (const old of those) shared.set(old, (shared.get(old) ?? 0) + 1 / those.length);
      }
      return [...shared]
        .filter(([old]) => this.isPossible(old, now))
        .sort(([, one], [, other]) => other - one)
        .slice(0, CANDIDATES)
        .map(([old]) => ({ old, now, score: likenessOf(bags.get(old)!, bag) }));
    });
    for (const { old, now, score } of likely.sort((one, other) => other.score - one.score))
      if (score >= ALIKE) this.take(old, now);
  }

  /** One that is gone and one that is new, both between the same two. */
  takeBetweenNeighbours(): void {
    for (const now of this.free("after")) {
      const [above, below] = [now > 0 ? this.of[now - 1]! : -1, this.of[now + 1]];
      const old = above === null ? -1 : above + 1;
      const isBetween = above !== null && (now + 1 < this.after.length ? below === old + 1 : true);
      if (!isBetween || !(old in this.before) || !this.isPossible(old, now)) continue;
      if (likeness(this.before[old]!.text, this.after[now]!.text) >= ALIKE_IN_PLACE) this.take(old, now);
    }
  }

  private take(old: number, now: number): void {
    if (this.taken[old] !== null || this.of[now] !== null) return;
    this.taken[old] = now;
    this.of[now] = old;
  }

  private free(side: "before" | "after"): number[] {
    const row = side === "before" ? this.taken : this.of;
    return [...row.keys()].filter((index) => row[index] === null);
  }

  private isPossible(old: number, now: number): boolean {
    return partOf(this.before[old]!) === partOf(this.after[now]!);
  }
}

/** Text may change its kind; a reference does not become a byline. */
function partOf({ kind }: Alignable): string {
  const isText =
    PARAGRAPH_KINDS.indexOf(kind) >= PARAGRAPH_KINDS.indexOf("standfirst") && kind !== "reference";
  return isText ? "text" : kind;
}

type Bag = Map<string, number>;

function bagOf(text: string): Bag {
  const bag: Bag = new Map();
  for (const word of wordsOf(text.toLowerCase()))
    if (/[\p{L}\p{N}\uFFFC]/u.test(word)) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

function likenessOf(one: Bag, other: Bag): number {
  let [all, shared] = [0, 0];
  for (const count of one.values()) all += count;
  for (const [word, count] of other) {
    all += count;
    shared += Math.min(count, one.get(word) ?? 0);
  }
  return all === 0 ? 0 : (2 * shared) / all;
}
