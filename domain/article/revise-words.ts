import { Fragment, type Node, Slice } from "prosemirror-model";
import { ReplaceStep, type Transform } from "prosemirror-transform";
import { paragraphText, placeParagraphs } from "./document";
import { samePassages } from "./passages";
import { commonWords, isSpace, wholePhrases, wordsOf } from "./word-diff";

/** What stands in one version of a paragraph only. */
interface Difference {
  paragraphId: string;
  /** Document position in the version that is left: where it stands, or where it comes in; null in a new paragraph. */
  position: number | null;
  words: string[];
}

/** Words that went from one paragraph, or place in it, to another. */
interface Carried {
  from: Difference;
  target: Difference;
  /** Offset in the words of `from`, UTF-16 units. */
  offset: number;
  length: number;
}

/**
 * Carries passages that were cut from one place and stand, letter for letter, in another version of the article
 * elsewhere: they are taken out and put in again as they are, so that a flag on them goes along (domain/flag/path.ts).
 * Words that could have gone to two places, or come from two, are nobody's. `placeBehind` gives the position in the
 * document for the paragraph at that index of `to`.
 */
export function carryWords(tr: Transform, to: Node, placeBehind: (index: number) => number): void {
  const { removed, added } = differences(tr.doc, to);
  const first = tr.steps.length;
  const positionNow = (position: number, assoc: 1 | -1) => tr.mapping.slice(first).map(position, assoc);
  for (const { from, target, offset, length } of carriedWords(removed, added)) {
    if (target.position === null && !placeParagraphs(tr.doc).has(target.paragraphId)) {
      const { node, index } = placeParagraphs(to).get(target.paragraphId)!;
      const place = placeBehind(index);
      const empty = new Slice(Fragment.from(node.copy()), 0, 0);
      if (tr.maybeStep(new ReplaceStep(place, place, empty)).failed) continue;
    }
    const [begin, end] = [
      positionNow(from.position! + offset, 1),
      positionNow(from.position! + offset + length, -1),
    ];
    const passage = tr.doc.slice(begin, end);
    if (tr.maybeStep(new ReplaceStep(begin, end, Slice.empty)).failed) continue;
    keepApart(tr, begin);
    const place =
      target.position === null ? endOf(tr.doc, target.paragraphId) : positionNow(target.position, 1);
    // Where it may not stand so (a citation in a reference), the words are replaced like all others.
    if (tr.maybeStep(new ReplaceStep(place, place, new Slice(passage.content, 0, 0))).failed) continue;
    keepApart(tr, place + passage.size);
    keepApart(tr, place);
  }
}

/** Words that came to stand side by side would be one word to whoever compares them next. */
function keepApart(tr: Transform, position: number): void {
  const { parent, parentOffset } = tr.doc.resolve(position);
  const beside = paragraphText(parent).slice(Math.max(0, parentOffset - 1), parentOffset + 1);
  if (/^\S\S$/.test(beside)) tr.insert(position, parent.type.schema.text(" "));
}

function endOf(doc: Node, paragraphId: string): number {
  const { node, start } = placeParagraphs(doc).get(paragraphId)!;
  return start + node.content.size;
}

function differences(doc: Node, to: Node): { removed: Difference[]; added: Difference[] } {
  const [removed, added]: [Difference[], Difference[]] = [[], []];
  const was = placeParagraphs(doc);
  const now = placeParagraphs(to);
  for (const [paragraphId, { node, start }] of was) {
    const wanted = now.get(paragraphId)?.node;
    if (!wanted) removed.push({ paragraphId, position: start, words: wordsOf(paragraphText(node)) });
    else if (!wanted.eq(node)) {
      let position = start;
      for (const { before, after, same } of partsOf(paragraphText(node), paragraphText(wanted))) {
        if (!same) removed.push({ paragraphId, position, words: before });
        if (!same) added.push({ paragraphId, position, words: after });
        position += before.join("").length;
      }
    }
  }
  for (const [paragraphId, { node }] of now)
    if (!was.has(paragraphId))
      added.push({ paragraphId, position: null, words: wordsOf(paragraphText(node)) });
  return { removed, added };
}

/** Two texts compared by phrases: a space between two words that were put for others is not taken for the same. */
function partsOf(one: string, other: string) {
  return wholePhrases(commonWords(wordsOf(one), wordsOf(other), Object.is, isSpace), isSpace);
}

/** The longest passages that are on both sides, in the order of where they went. */
function carriedWords(removed: readonly Difference[], added: readonly Difference[]): Carried[] {
  const [before, after] = [removed, added].map((differences) => differences.map(({ words }) => words)) as [
    string[][],
    string[][],
  ];
  return samePassages(before, after).map((passage) => ({
    from: removed[passage.before]!,
    target: added[passage.after]!,
    offset: passage.start,
    length: passage.length,
  }));
}
