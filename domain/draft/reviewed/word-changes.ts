import type { Node } from "prosemirror-model";
import type { Step } from "prosemirror-transform";
import { ChangeSet, type TokenEncoder } from "prosemirror-changeset";
import { Layout } from "./layout";
import type { Trace } from "./track";

/** A stretch of a document and who changed it, in document positions. */
export interface TracedRange {
  from: number;
  to: number;
  trace: Trace;
}

/** What one change did: this went (positions in the old document), that came (in the new one). Either may be empty. */
export interface WordChange {
  deleted: TracedRange[];
  inserted: TracedRange[];
  fromA: number;
  toA: number;
  fromB: number;
  toB: number;
}

export interface TracedStep {
  step: Step;
  trace: Trace;
}

/**
 * All that differs between two documents, in order, by who did it: whole words, and ends of paragraphs. What came
 * and went in between, or came back, is no change.
 */
export function wordChanges(before: Node, after: Node, steps: readonly TracedStep[]): WordChange[] {
  const set = ChangeSet.create<Trace>(
    before,
    combine as (one: Trace, other: Trace) => Trace,
    TOKENS,
  ).addSteps(
    after,
    steps.map(({ step }) => step.getMap()),
    steps.map(({ trace }) => trace),
  );
  const [a, b] = [new Layout(before), new Layout(after)];
  const ranges = set.changes.map(({ fromA, toA, fromB, toB, deleted, inserted }): WordChange => ({
    ...{ fromA, toA, fromB, toB },
    deleted: spansFrom(fromA, deleted),
    inserted: spansFrom(fromB, inserted),
  }));
  return widened(beforeTheEnd(ranges, before.content.size, after.content.size), a, b).map((change) => ({
    ...change,
    deleted: byWord(change.deleted, a, change.fromA, change.toA, latest(change)),
    inserted: byWord(change.inserted, b, change.fromB, change.toB, latest(change)),
  }));
}

/** Characters by themselves; a citation by what it cites; of paragraphs only that they begin and end. */
const TOKENS: TokenEncoder<number | string> = {
  encodeCharacter: (character) => character,
  encodeNodeStart: (node) => (node.isTextblock ? "(" : JSON.stringify([node.type.name, node.attrs])),
  encodeNodeEnd: () => ")",
  compareTokens: (one, other) => one === other,
};

/** Changes of one person this soon after one another are told as one. */
const A_SHORT_WHILE = 10 * 60_000;

function combine(one: Trace, other: Trace): Trace | null {
  if (one === other) return one;
  const apart = Math.abs(Date.parse(one.at) - Date.parse(other.at));
  return one.by.id === other.by.id && apart <= A_SHORT_WHILE ? later(one, other) : null;
}

const later = (one: Trace, other: Trace): Trace => (one.at >= other.at ? one : other);

function latest({ deleted, inserted }: WordChange): Trace {
  return [...deleted, ...inserted].map(({ trace }) => trace).reduce(later);
}

function spansFrom(start: number, spans: readonly { length: number; data: Trace }[]): TracedRange[] {
  let from = start;
  return spans.map(({ length, data }) => {
    const to = from + length;
    const range = { from, to, trace: data };
    from = to;
    return range;
  });
}

/**
 * The last end of paragraph is nobody's change: Word could neither take it out nor put it in. What came after it came
 * just as well before it, because all ends are alike.
 */
function beforeTheEnd(changes: WordChange[], endA: number, endB: number): WordChange[] {
  const last = changes.at(-1);
  if (!last || last.toA !== endA || last.toB !== endB) return changes;
  const both = last.fromA < last.toA && last.fromB < last.toB;
  const by = both ? 0 : 1;
  const shift = (ranges: TracedRange[]) =>
    ranges.map(({ from, to, trace }) => ({ from: from - by, to: to - by, trace }));
  const moved = {
    fromA: last.fromA - by,
    toA: last.toA - 1,
    fromB: last.fromB - by,
    toB: last.toB - 1,
    deleted: shift(last.deleted),
    inserted: shift(last.inserted),
  };
  return [...changes.slice(0, -1), moved];
}

/** Changes that cut no word of either document; those that meet while they grow are one. */
function widened(changes: readonly WordChange[], a: Layout, b: Layout): WordChange[] {
  const result: WordChange[] = [];
  const left = [...changes];
  while (left.length > 0) {
    let change = left.shift()!;
    // A paragraph split or joined within a word is that, and no other word.
    if (a.hasNoWords(change.fromA, change.toA) && b.hasNoWords(change.fromB, change.toB)) {
      result.push(change);
      continue;
    }
    while (a.cutsWord(change.fromA) || b.cutsWord(change.fromB)) {
      const previous = result.at(-1);
      if (previous?.toA === change.fromA) change = both(result.pop()!, change);
      else change = { ...change, fromA: change.fromA - 1, fromB: change.fromB - 1 };
    }
    while (a.cutsWord(change.toA) || b.cutsWord(change.toB)) {
      if (left[0]?.fromA === change.toA) change = both(change, left.shift()!);
      else change = { ...change, toA: change.toA + 1, toB: change.toB + 1 };
    }
    result.push(change);
  }
  return result;
}

function both(one: WordChange, other: WordChange): WordChange {
  return {
    fromA: one.fromA,
    toA: other.toA,
    fromB: one.fromB,
    toB: other.toB,
    deleted: [...one.deleted, ...other.deleted],
    inserted: [...one.inserted, ...other.inserted],
  };
}

/** A stretch without gaps, each word of it by one person: who touched it last. */
function byWord(
  ranges: readonly TracedRange[],
  layout: Layout,
  from: number,
  to: number,
  otherwise: Trace,
): TracedRange[] {
  const result: TracedRange[] = [];
  let first = 0;
  for (const word of layout.wordsBetween(from, to)) {
    while (first < ranges.length && ranges[first]!.to <= word.from) first++;
    let trace: Trace | null = null;
    for (let at = first; at < ranges.length && ranges[at]!.from < word.to; at++)
      if (ranges[at]!.to > word.from) trace = trace ? later(trace, ranges[at]!.trace) : ranges[at]!.trace;
    const whose = trace ?? otherwise;
    const last = result.at(-1);
    if (last && (last.trace === whose || combine(last.trace, whose))) {
      last.to = word.to;
      last.trace = later(last.trace, whose);
    } else result.push({ ...word, trace: whose });
  }
  return result;
}
