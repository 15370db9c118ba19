import type { FlagDto } from "@/domain/contract";
import { ANCHOR_WORDS, KIND_WORDS, OUTCOME_WORDS, STATUS_WORDS } from "@/domain/flag/words";

/** What a flag's note says in a line or two, and how tall that is. */

/** The words it was raised with; its quote where there were none. */
export function noteWords(flag: FlagDto): string {
  return flag.thread.find(({ type }) => type === "raised")?.body ?? `“${shortQuote(flag.anchor.quote)}”`;
}

/** A quote for a title or a list: citations left out, cut at a word. */
export function shortQuote(quote: string, length = 80): string {
  const plain = quote
    .replace(/\uFFFC/g, "")
    .replace(/\s+/g, " ")
    .trim();
  if (plain.length <= length) return plain;
  const cut = plain.lastIndexOf(" ", length);
  return `${plain.slice(0, cut > length / 2 ? cut : length)}…`;
}

/** Where the flag stands, in a word or two; null for an open one on its words. */
export function stateWords(flag: FlagDto): string | null {
  if (flag.pending) return "Only you see it";
  if (flag.status === "withdrawn") return STATUS_WORDS.withdrawn;
  const outcome = flag.outcome ? OUTCOME_WORDS[flag.outcome] : null;
  if (flag.status === "verified") return outcome ? `${outcome}, verified` : STATUS_WORDS.verified;
  if (flag.recheck !== null) return "Re-check";
  if (flag.status === "resolved") return outcome ?? STATUS_WORDS.resolved;
  return flag.anchor.state === "exact" ? null : ANCHOR_WORDS[flag.anchor.state];
}

/** The whole of it in one sentence: kind, who, where it stands, the words. For a hover, a list, and the ear. */
export function noteTitle(flag: FlagDto): string {
  const state = stateWords(flag) ?? STATUS_WORDS[flag.status];
  const { name, outside } = flag.raisedBy;
  const where = outside ? " (from the manuscript)" : "";
  return `${KIND_WORDS[flag.kind]} by ${name}${where}, ${lower(state)}: ${whatItAsks(flag)}`;
}

function whatItAsks(flag: FlagDto): string {
  if (flag.replacement === null) return noteWords(flag);
  const quote = `“${shortQuote(flag.anchor.quote)}”`;
  const replacement = shortQuote(flag.replacement);
  return replacement ? `${quote} should read “${replacement}”` : `${quote} should go`;
}

/** How many lines of words a closed note shows at most, all of what stands on its face counted. */
export function cardLines(flag: FlagDto): 1 | 2 {
  const state = stateWords(flag) ?? "";
  const words = flag.replacement === null ? noteWords(flag) : flag.anchor.quote + flag.replacement;
  return state.length + words.length > 44 ? 2 : 1;
}

/** Height of a note as a card, px at the usual root size: a head, and its lines of words. */
export const cardHeight = (flag: FlagDto): number => CARD_HEIGHTS[cardLines(flag)];

const CARD_HEIGHTS = { 1: 48, 2: 67 };

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
