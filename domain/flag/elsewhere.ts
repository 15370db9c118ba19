import { contextOf } from "./anchor";
import { isWholeWords } from "./proposal";

/** Another place with the words of a typo flag. */
export interface SameWords {
  paragraphId: string;
  start: number;
  end: number;
  prefix: string;
  suffix: string;
}

interface PlacedFlag {
  kind: string;
  status: string;
  paragraphId: string;
  anchor: { state: string; start: number; end: number };
}

/**
 * Where else in the article the words stand that a typo flag is about, as whole words and written in the same way,
 * in the order of the text. Words that a typo flag is on already, its own among them, are left out; one that was
 * withdrawn does not count.
 */
export function sameElsewhere(
  quote: string,
  paragraphs: readonly { id: string; text: string }[],
  flags: readonly PlacedFlag[],
): SameWords[] {
  if (quote.trim() === "") return [];
  const typos = flags.filter(
    ({ kind, status, anchor }) => kind === "typo" && status !== "withdrawn" && anchor.state !== "detached",
  );
  return paragraphs.flatMap(({ id, text }) => {
    const places: SameWords[] = [];
    for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
      const end = at + quote.length;
      const isFlagged = typos.some(
        ({ paragraphId, anchor }) => paragraphId === id && anchor.start < end && anchor.end > at,
      );
      if (isFlagged || !isWholeWords(text, at, end)) continue;
      if ((places.at(-1)?.end ?? 0) > at) continue;
      places.push({ paragraphId: id, start: at, end, ...contextOf(text, at, end) });
    }
    return places;
  });
}
