import { Fragment, Slice, type Node } from "prosemirror-model";
import { AttrStep, ReplaceAroundStep, ReplaceStep, type Step } from "prosemirror-transform";
import { longestRising, type KeptPlace } from "./order";
import { isText } from "./shape";
import { commonWords, isSpace, wordsOf } from "./word-diff";

/**
 * Steps that lead from one document to another when nobody knows how it came about, as small as comparing them
 * makes them: paragraphs that stand in the same order in both (by id) keep their place, and only the words in which
 * they differ are replaced; what came, went or moved in between is one replacement. Whatever stands in neither
 * change keeps its positions, so that anchors and pending steps there can stay. Every document on the way has the
 * schema's order: a paragraph of the running text may become any other kind of such in its place, every other that
 * became another kind counts as gone and come. `wholeWords`: a word that
 * differs in a letter is replaced as a whole, so that two who changed it are told apart and not mixed.
 */
export function stepsBetween(from: Node, to: Node, { wholeWords = false } = {}): Step[] {
  const kept = keptPlaces(from, to);
  const starts = startsOf(from);
  const steps: Step[] = [];
  // From the end, so that positions before stay what they were.
  for (let i = kept.length; i >= 0; i--) {
    const before = kept[i - 1] ?? { old: -1, now: -1 };
    const after = kept[i] ?? { old: from.childCount, now: to.childCount };
    const nodes = to.children.slice(before.now + 1, after.now);
    const [start, end] = [starts[before.old + 1]!, starts[after.old]!];
    if (start < end || nodes.length > 0)
      steps.push(new ReplaceStep(start, end, new Slice(Fragment.from(nodes), 0, 0)));
    if (i > 0)
      steps.push(
        ...paragraphSteps(from.child(before.old), to.child(before.now), starts[before.old]!, wholeWords),
      );
  }
  return steps;
}

/** The longest row of paragraphs that are in both documents in the same order, as indexes in both. */
function keptPlaces(from: Node, to: Node): KeptPlace[] {
  const places = new Map<unknown, number>();
  from.forEach((node, _, index) => places.set(node.attrs.id ?? node, index));
  const taken = new Set<number>();
  const candidates: KeptPlace[] = [];
  to.forEach((node, _, now) => {
    const old = places.get(node.attrs.id ?? node);
    if (old === undefined || taken.has(old)) return;
    const was = from.child(old);
    if (was.type !== node.type && !(isText(was) && isText(node))) return;
    taken.add(old);
    candidates.push({ old, now });
  });
  return longestRising(candidates);
}

/** The position before each paragraph, and last that of the end. */
function startsOf(doc: Node): number[] {
  const starts = [0];
  for (const node of doc.children) starts.push(starts.at(-1)! + node.nodeSize);
  return starts;
}

/** `start` is the position before the paragraph. Words first, from the last: its own place does not change. */
function paragraphSteps(old: Node, now: Node, start: number, wholeWords: boolean): Step[] {
  if (old === now || old.eq(now)) return [];
  const steps: Step[] = wordSteps(old, now, start + 1, wholeWords);
  if (old.type !== now.type) return [...steps, kindStep(now, start)];
  for (const [name, value] of Object.entries(now.attrs))
    if (value !== old.attrs[name]) steps.push(new AttrStep(start, name, value));
  return steps;
}

/** Makes the paragraph at `start`, which has its words already, of this kind. */
function kindStep({ type, attrs, nodeSize }: Node, start: number): Step {
  const end = start + nodeSize;
  const bare = new Slice(Fragment.from(type.create(attrs)), 0, 0);
  return new ReplaceAroundStep(start, end, start + 1, end - 1, bare, 1, true);
}

function wordSteps(old: Node, now: Node, start: number, wholeWords: boolean): Step[] {
  const parts = commonWords(
    tokensOf(old),
    tokensOf(now),
    (one, other) => one.key === other.key,
    (one) => one.isSpace,
  );
  const steps: Step[] = [];
  let [oldAt, nowAt] = [0, 0];
  for (const { before, after, same } of parts) {
    const [oldEnd, nowEnd] = [oldAt + lengthOf(before), nowAt + lengthOf(after)];
    const [gone, come] = [old.slice(oldAt, oldEnd), now.slice(nowAt, nowEnd)];
    if (!same)
      steps.push(
        wholeWords
          ? new ReplaceStep(start + oldAt, start + oldEnd, come)
          : replacing(gone, come, start + oldAt),
      );
    [oldAt, nowAt] = [oldEnd, nowEnd];
  }
  return steps.reverse();
}

/** Only where they differ: a word that lost a letter keeps the others. */
function replacing({ content: old }: Slice, { content: now }: Slice, at: number): Step {
  const start = old.findDiffStart(now) ?? 0;
  const { a, b } = old.findDiffEnd(now) ?? { a: old.size, b: now.size };
  // Where letters repeat, what is the same from both ends may overlap.
  const overlap = Math.max(0, start - Math.min(a, b));
  return new ReplaceStep(at + start, at + a + overlap, new Slice(now.cut(start, b + overlap), 0, 0));
}

/** A word, a space, a mark of punctuation or an atom, in its type. */
interface Token {
  key: string;
  length: number;
  isSpace: boolean;
}

function tokensOf(paragraph: Node): Token[] {
  return paragraph.children.flatMap((node): Token[] => {
    if (!node.isText) return [{ key: JSON.stringify(node.toJSON()), length: node.nodeSize, isSpace: false }];
    const marks = JSON.stringify(node.marks.map((mark) => mark.toJSON() as unknown));
    return wordsOf(node.text ?? "").map((word) => ({
      key: `${marks} ${word}`,
      length: word.length,
      isSpace: isSpace(word),
    }));
  });
}

function lengthOf(tokens: readonly Token[]): number {
  return tokens.reduce((length, token) => length + token.length, 0);
}
