import type { ParagraphAttrs, ParagraphKind } from "../article/kinds";
import type { Block } from "./blocks";
import { isHeadingShaped, leadingBullet, leadingNumber } from "./sentences";

interface Guess {
  kind: ParagraphKind;
  attrs: ParagraphAttrs;
}

/** More short lines in a row than this are a list or verse, not headings. */
const MOST_HEADINGS = 3;

/**
 * What the blocks of the running text are where the format does not say: headings, items of lists, paragraphs.
 * `guessHeadings` is off where the format has headings of its own.
 */
export function guessBodies(blocks: readonly Block[], guessHeadings: boolean): Map<string, Guess> {
  const guesses = new Map<string, Guess>();
  for (const [start, end, ordered] of typedLists(blocks))
    for (const block of blocks.slice(start, end))
      guesses.set(block.key, { kind: "list_item", attrs: { ordered } });
  const shaped = blocks.map(
    (block) =>
      guessHeadings &&
      block.kind === null &&
      !guesses.has(block.key) &&
      block.oneLine &&
      isHeadingShaped(block.text),
  );
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index]!;
    if (guesses.has(block.key)) continue;
    if (block.kind !== null) guesses.set(block.key, { kind: block.kind, attrs: block.attrs });
    else if (!shaped[index]) guesses.set(block.key, { kind: "body", attrs: {} });
    else {
      let end = index;
      while (shaped[end]) end++;
      // A heading is followed by what it heads.
      const heads = end < blocks.length && end - index < MOST_HEADINGS;
      for (const line of blocks.slice(index, end))
        guesses.set(
          line.key,
          heads ? { kind: "heading", attrs: headingAttrs(line.text) } : { kind: "body", attrs: {} },
        );
      index = end - 1;
    }
  }
  return guesses;
}

const headingAttrs = (text: string): ParagraphAttrs => ({ level: /^\d{1,2}\.\d{1,2}\b/.test(text) ? 3 : 2 });

/** The runs of blocks that were typed as items: bulleted, or numbered 1, 2, 3 … without a gap. */
function* typedLists(blocks: readonly Block[]): Generator<[start: number, end: number, ordered: boolean]> {
  for (let index = 0; index < blocks.length;) {
    let end = index;
    const bullet = bulletOf(blocks[index]!);
    if (bullet) while (blocks[end] && bulletOf(blocks[end]!) === bullet) end++;
    else while (blocks[end] && numberOf(blocks[end]!) === end - index + 1) end++;
    // One dash may begin a line of dialogue, one number a heading.
    if (end - index >= (bullet && !/[*-]/.test(bullet) ? 1 : 2)) yield [index, end, !bullet];
    index = Math.max(end, index + 1);
  }
}

const bulletOf = (block: Block) => (block.kind === null ? leadingBullet(block.text).trim() : "");
const numberOf = (block: Block) => (block.kind === null ? leadingNumber(block.text)?.number : null);

/** Characters of what was typed before an item of a list: its bullet or number. */
export function listMarkLength(text: string): number {
  return leadingBullet(text).length || (leadingNumber(text)?.length ?? 0);
}
