import { Slice } from "prosemirror-model";
import type { Transaction } from "prosemirror-state";
import {
  Mapping,
  ReplaceAroundStep,
  ReplaceStep,
  type Mappable,
  type Step,
  type Transform,
} from "prosemirror-transform";
import { findMoves, isSamePassage, undoable } from "@/domain/article/moves";
import { Way } from "@/domain/article/way";
import { othersSteps } from "./state";

export interface Range {
  from: number;
  to: number;
}

/** What this writer took out with others' words in it: whose they are when it is put in again. */
export interface TakenWords {
  slice: Slice;
  /** Where they stand in it. */
  words: readonly Range[];
}

/** Places of others' words that are known at once; the oldest are forgotten first. */
const MOST_PLACES = 1_000;

/**
 * Where words that others wrote stand after a transaction: those known before it, but for what this writer wrote in
 * between, and those that it brought.
 */
export function followWords(known: readonly Range[], transaction: Transaction): readonly Range[] {
  const { mapping, doc } = transaction;
  const [own, came] = othersSteps(transaction) ? [[], cameIn(transaction)] : [putIn(transaction), []];
  const { way, passages } = movesIn(transaction);
  const kept = known
    .flatMap((range) => [...outside(range, passages), ...passages.flatMap((one) => within(range, one))])
    .flatMap((range) => {
      const there = follow(range, mapping);
      // Taken out and put in again by the same transaction, they are still another's.
      return there ? outside(there, own) : (follow(range, way) ?? []);
    });
  return came
    .filter(({ from, to }) => doc.textBetween(from, to, "", " ") !== "")
    .reduce(withRange, kept)
    .slice(-MOST_PLACES);
}

/** What a transaction of this writer's took out of others' words, known before it. */
export function takenWords(known: readonly Range[], transaction: Transaction): TakenWords[] {
  if (othersSteps(transaction) || known.length === 0) return [];
  const { mapping } = transaction;
  return undoable(transaction).flatMap(({ step, inverted }, index) => {
    if (!(step instanceof ReplaceStep) || step.from === step.to) return [];
    const words = known
      .flatMap((range) => follow(range, mapping.slice(0, index)) ?? [])
      .flatMap((range) => within(range, step))
      .map(({ from, to }) => ({ from: from - step.from, to: to - step.from }));
    return words.length === 0 ? [] : { slice: (inverted as ReplaceStep).slice, words };
  });
}

/** Where others' words stand after a transaction of this writer's that puts in again what was taken out before. */
export function returnedWords(taken: readonly TakenWords[], transaction: Transaction): Range[] {
  if (othersSteps(transaction) || taken.length === 0) return [];
  const { steps, mapping } = transaction;
  return steps.flatMap((step, index) => {
    if (!(step instanceof ReplaceStep) || step.slice.size === 0) return [];
    const { words } = taken.findLast(({ slice }) => isSamePassage(slice, step.slice)) ?? { words: [] };
    return words
      .map(({ from, to }) => ({ from: from + step.from, to: to + step.from }))
      .flatMap((range) => follow(range, mapping.slice(index + 1)) ?? []);
  });
}

/** Those of them that were put in again, after a transaction; what others wrote between them is none. */
export function followReturned(returned: readonly Range[], transaction: Transaction): Range[] {
  const came = cameIn(transaction);
  return returned
    .flatMap((range) => follow(range, transaction.mapping) ?? [])
    .flatMap((range) => outside(range, came))
    .slice(-MOST_PLACES);
}

/** What others put in. */
function cameIn(transaction: Transaction): Range[] {
  const others = othersSteps(transaction);
  return others ? putIn(transaction, others.from, others.to) : [];
}

/** What the steps of a transaction put in, as it stands after all of them. */
function putIn({ steps, mapping }: Transaction, from = 0, to = steps.length): Range[] {
  return steps
    .slice(from, to)
    .flatMap((step, index) =>
      rangesPutIn(step).flatMap((range) => follow(range, mapping.slice(from + index + 1)) ?? []),
    );
}

/** Through changes, without what comes in at its borders: so the history maps what it takes out. */
export function follow<R extends Range>(range: R, mapping: Mappable): R | null {
  const [from, to] = [mapping.map(range.from, 1), mapping.map(range.to, -1)];
  return from < to ? { ...range, from, to } : null;
}

/** The parts of a range that are in none of the others. */
export function outside(range: Range, others: readonly Range[]): Range[] {
  return others.reduce<Range[]>(
    (parts, { from, to }) =>
      parts.flatMap((part) =>
        from >= part.to || to <= part.from
          ? part
          : [
              { from: part.from, to: from },
              { from: to, to: part.to },
            ].filter((left) => left.from < left.to),
      ),
    [range],
  );
}

function within(range: Range, { from, to }: Range): Range[] {
  const part = { from: Math.max(range.from, from), to: Math.min(range.to, to) };
  return part.from < part.to ? [part] : [];
}

/**
 * Takes a step of the history's, but leaves what stands in these places. What the document cannot hold by halves is
 * taken by less: rather a smaller undo than lost words.
 */
export function stepBeside(
  transform: Transform,
  { from, to, slice }: ReplaceStep,
  places: readonly Range[],
): void {
  const put = new ReplaceStep(from, from, slice);
  if (slice.size > 0 && put.apply(transform.doc).failed) return;
  for (const part of outside({ from, to }, places).reverse())
    for (const one of takeable(transform, part))
      transform.maybeStep(new ReplaceStep(one.from, one.to, Slice.empty));
  if (slice.size > 0) transform.maybeStep(put);
}

/** Whether a step that keeps something in its midst takes what stands in these places. It cannot go beside them. */
export function takesAny(step: Step, places: readonly Range[]): boolean {
  if (!(step instanceof ReplaceAroundStep)) return false;
  const { from, gapFrom, gapTo, to } = step;
  return places.some(
    (place) => (place.from < gapFrom && place.to > from) || (place.from < to && place.to > gapTo),
  );
}

/** In parts, the last first: a paragraph of which only some is to go keeps its borders. */
function takeable({ doc }: Transform, { from, to }: Range): Range[] {
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)];
  if ($from.depth === $to.depth) return [{ from, to }];
  const parts =
    $from.depth > $to.depth
      ? [
          { from: $from.after(), to },
          { from, to: $from.end() },
        ]
      : [
          { from: $to.start(), to },
          { from, to: $to.before() },
        ];
  return parts.filter((part) => part.from < part.to);
}

function withRange(ranges: readonly Range[], { from, to }: Range): Range[] {
  const touching = ranges.filter((one) => one.from <= to && one.to >= from);
  const whole = {
    from: Math.min(from, ...touching.map((one) => one.from)),
    to: Math.max(to, ...touching.map((one) => one.to)),
  };
  return [...ranges.filter((one) => !touching.includes(one)), whole];
}

function rangesPutIn(step: Step): Range[] {
  const ranges: Range[] = [];
  step.getMap().forEach((_oldStart, _oldEnd, from, to) => ranges.push({ from, to }));
  return ranges;
}

/** What moved, where it was before the transaction; and the way that takes it along. */
function movesIn(transform: Transform): { way: Mappable; passages: Range[] } {
  const { steps, mapping } = transform;
  const way = new Way();
  for (const step of steps) way.add(step.getMap());
  const passages = findMoves(undoable(transform)).flatMap(({ taken, put, ...move }) => {
    way.addMove(taken, { ...move, end: put, trail: [] });
    return follow({ from: move.from, to: move.to }, new Mapping(mapping.maps.slice(0, taken)).invert()) ?? [];
  });
  return { way: way.mappable({ from: 0, moves: true }), passages };
}
