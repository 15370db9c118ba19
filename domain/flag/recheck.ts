import type { AnchorState, FlagStatus } from "./kinds";

/**
 * A verified fact-check knows the text it verified: the sentences its words stand in. When these read otherwise
 * afterwards, it waits for an editor again (status `resolved`, the verified text kept); when they read again as
 * they did, it is verified as before.
 */

interface Place {
  state: AnchorState;
  start: number;
  end: number;
}

/**
 * The sentences of a paragraph that a range touches, spaces even and citations left out: a new number changes no
 * claim. "" for words that are gone: it is their absence that was verified. `text` is the paragraph's projection,
 * undefined when it is gone.
 */
export function sentencesAt(
  text: string | undefined,
  { state, start, end }: Place,
  language: string,
): string {
  if (text === undefined || state === "detached") return "";
  const touched = [...sentencesOf(text, language)].filter(
    ({ index, segment }) => index < end && index + segment.length > start,
  );
  return touched
    .map(({ segment }) => segment)
    .join("")
    .replaceAll("\uFFFC", "")
    .replace(/\s+/gu, " ")
    .trim();
}

/** Where the language is not one that the platform knows, its own rules (UAX #29) are used. */
function sentencesOf(text: string, language: string): Intl.Segments {
  const known = Intl.Segmenter.supportedLocalesOf(language);
  return new Intl.Segmenter(known, { granularity: "sentence" }).segment(text);
}

/**
 * What becomes of a fact-check whose text changed: `recheck` for a verified one that reads otherwise now, `unchanged`
 * for one that waited and reads as it was verified; null when nothing does.
 */
export function recheckStep(
  status: FlagStatus,
  verifiedText: string | null,
  now: string,
): "recheck" | "unchanged" | null {
  if (verifiedText === null) return null;
  if (status === "verified" && now !== verifiedText) return "recheck";
  if (status === "resolved" && now === verifiedText) return "unchanged";
  return null;
}

/** Settled and once verified, but its sentence reads otherwise since. */
export function needsRecheck(status: FlagStatus, verifiedText: string | null): boolean {
  return status === "resolved" && verifiedText !== null;
}
