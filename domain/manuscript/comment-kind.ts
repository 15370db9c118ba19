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
  ).sort((one, other) => other.word.length - one.word.length);

  return (comment, quote) => {
    const text = comment.trim();
    const found = known.find(({ word }) => beginsWith(text, word));
    if (!found) return { kind: "comment", note: text };
    const { note, marked } = withoutWord(text, found.word);
    if (found.kind === "typo") {
      const [first = "", ...rest] = note.split("\n");
      const replacement = replacementIn(first.trim(), quote, marked);
      if (replacement === null) return { kind: "comment", note: text };
      return { kind: "typo", note: rest.join("\n").trim(), replacement };
    }
    // "Source says 40" begins with a word of the list, too, but says it as a part of its sentence.
    return { kind: found.kind, note: marked || note === "" ? note : text };
  };
}

/** The length of the beginning of a text that reads like this word, whatever its case and white space; 0 for none. */
function lengthOfWord(text: string, word: string): number {
  const spaces = word.split(" ").length - 1;
  const head = text.slice(0, word.length + 4 * (spaces + 1));
  for (let length = Math.min(head.length, word.length + 3 * spaces + 2); length > 0; length--)
    if (folded(head.slice(0, length)) === word && !/\s$/.test(head.slice(0, length))) return length;
  return 0;
}

function beginsWith(text: string, word: string): boolean {
  const length = lengthOfWord(text, word);
  return length > 0 && !/^[-‐’']?[\p{L}\p{N}\p{M}]/u.test(text.slice(length));
}

/** The rest of the comment, and whether a colon (or a dash) set the word apart from it. */
function withoutWord(text: string, word: string): { note: string; marked: boolean } {
  const rest = text.slice(lengthOfWord(text, word));
  const mark = rest.match(/^\s*(?:[:：]|\s[-–—](?=\s)|[-–—](?=\s))\s*/)?.[0];
  return mark === undefined
    ? { note: rest.trim(), marked: false }
    : { note: rest.slice(mark.length).trim(), marked: true };
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
