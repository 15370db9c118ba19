import { endsInAddress } from "./sentences";
import type { Unit } from "./units";

/** How two lines are tied: by a space, by nothing, or by nothing and without the hyphen that broke a word. */
export type Glue = "space" | "close" | "hyphen";

/** A line that ends in the middle of a word, or of a compound. */
export const endsInHyphen = (text: string) => /\p{L}[-‐\u00ad]$/u.test(text);

/** First parts of words that keep their hyphen. */
const PREFIXES =
  /(?:^|[^\p{L}])(?:self|well|ex|long|short|high|low|half|all|cross|mid|non|anti|pro|so|two|three|four|five|six|ten|multi|co|semi|quasi)$/iu;

/** How two lines are tied when they are one paragraph. */
export function glueOf(before: Unit, unit: Unit, compounds: ReadonlySet<string>): Glue {
  const text = before.text;
  if (!/[-‐\u00ad]$/.test(text) || endsInAddress(text)) return "space";
  if (!/[\p{L}\p{N}][-‐\u00ad]$/u.test(text) || !/^[\p{L}\p{N}]/u.test(unit.text)) return "space";
  if (text.endsWith("\u00ad")) return "hyphen";
  if (!endsInHyphen(text) || !/^\p{Ll}/u.test(unit.text)) return "close";
  const head = text.slice(0, -1);
  if (PREFIXES.test(head.slice(-12))) return "close";
  return compounds.has(`${lastWord(head)}-${firstWord(unit.text)}`.toLowerCase()) ? "close" : "hyphen";
}

/** The letters that a text ends with. */
export const lastWord = (text: string) => text.slice(-60).match(/\p{L}+$/u)?.[0] ?? "";
/** The letters that a text begins with. */
export const firstWord = (text: string) => text.slice(0, 60).match(/^\p{L}+/u)?.[0] ?? "";

/** The words that the source itself writes with a hyphen inside a line. */
export function hyphenated(units: readonly Unit[]): Set<string> {
  const words = new Set<string>();
  for (const { text } of units)
    for (const [word] of text.matchAll(/\p{L}[\p{L}-]*/gu))
      if (word.includes("-")) words.add(word.toLowerCase());
  return words;
}
