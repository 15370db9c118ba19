import { proposalOf } from "../docx/proposal";
import { folded } from "../flag/comment-words";
import { FLAG_KINDS, type FlagKind } from "../flag/kinds";
import type { CommentWords } from "../contract";

/** What a comment asks for. */
export interface Asked {
  kind: FlagKind;
  /** The comment without the word that told its kind. */
  note: string;
  /** typo only: the words proposed. */
  replacement?: string;
}

/** Says what a comment on these words asks for, by the words a desk knows its kinds by. */
export function commentReader(words: CommentWords): (comment: string, quote: string) => Asked {
  // Of two that fit ("cite", "cite needed") the longer one is meant.
  const known = FLAG_KINDS.flatMap((kind) =>
    words[kind].map((word) => ({ kind, word: folded(word) })).filter(({ word }) => word !== ""),
  )
    .sort((one, other) => other.word.length - one.word.length)
    .map(({ kind, word }) => ({ kind, beginning: beginningWith(word) }));

  return (comment, quote) => {
    const text = comment.trim();
    for (const { kind, beginning } of known) {
      const found = beginning.exec(text);
      if (!found) continue;
      const note = text.slice(found[0].length).trim();
      // "Source says 40" begins with a word of the list, too, but says it as a part of its sentence.
      const marked = found[1] !== undefined;
      if (kind !== "typo") return { kind, note: marked || note === "" ? note : text };
      const [first = "", ...rest] = note.split("\n");
      const replacement = replacementIn(first.trim(), quote, marked);
      if (replacement === null) break;
      return { kind, note: rest.join("\n").trim(), replacement };
    }
    return { kind: "comment", note: text };
  };
}

/** A text that begins with this word, and perhaps with a colon or a dash that sets it apart from the rest. */
function beginningWith(word: string): RegExp {
  const letters = word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replaceAll(" ", "\\s+");
  return new RegExp(`^${letters}(?![-‐’']?[\\p{L}\\p{N}\\p{M}])(\\s*[:：]|\\s*[-–—](?=\\s))?`, "iu");
}

/** Words in which people speak of a word instead of giving it. */
const ABOUT =
  /^(?:spelling|grammar|punctuation|word(?:ing)?|wrong|fix|check|unclear|tense|caps|capitals?|capitali[sz]e|lower ?case|upper ?case|typo|here|again|see|this|should|missing|delete|remove|add|comma|space|name|please|not?)\b/iu;

/**
 * The words that are to stand in place of the quoted ones, where a comment gives them: in quotation marks, after an
 * arrow, or bare and much like what they replace. Null where it speaks of them instead.
 */
function replacementIn(note: string, quote: string, marked: boolean): string | null {
  // Our own drafts say it in a sentence.
  const proposed = proposalOf(note, quote);
  if (proposed !== null) return proposed === quote ? null : proposed;
  if (note === "" || note.length > 2 * quote.length + 40) return null;
  const told = TOLD.exec(note)
    ?.slice(1)
    .find((words) => words !== undefined);
  const words = told ?? (marked ? note : "");
  if (words.trim() === "" || words === quote) return null;
  if (told !== undefined) return words.trim();
  if (/[?!]$/.test(words) || ABOUT.test(words)) return null;
  const [before, after] = [quote.trim().split(/\s+/).length, words.split(/\s+/).length];
  if (Math.abs(before - after) > 2) return null;
  return likeness(quote.trim(), words) >= LIKE || (before === 1 && after === 1) ? words : null;
}

/** Words that are given as the ones to stand there: in quotation marks, or after an arrow or "should be". */
const TOLD =
  /^(?:(?:should\s+(?:be|read)|read|→|->|=>)\s*:?\s*)?(?:“([^“”]+)”|"([^"]+)"|«([^«»]+)»|‘([^‘’]+)’)\.?$|^(?:should\s+(?:be|read):?|→|->|=>)\s*([^?!]+?)$/iu;
/** Bare words that are less like the quoted ones than this are about them. */
const LIKE = 0.4;

/** 1 for the same words, 0 for words with nothing in common: by how many letters have to be changed. */
function likeness(one: string, other: string): number {
  const [from, to] = [[...one.toLowerCase()], [...other.toLowerCase()]];
  let row = to.map((_, index) => index + 1);
  row.unshift(0);
  for (const [index, letter] of from.entries()) {
    const next = [index + 1];
    for (const [at, wanted] of to.entries())
      next.push(Math.min(row[at]! + (letter === wanted ? 0 : 1), row[at + 1]! + 1, next[at]! + 1));
    row = next;
  }
  return 1 - row[to.length]! / Math.max(from.length, to.length, 1);
}
