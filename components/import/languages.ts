/**
 * Languages a desk writes in, by BCP 47 code. Names stand here, not in Intl: the server's and the browser's lists
 * differ in their spelling.
 */
export const LANGUAGES: readonly (readonly [code: string, name: string])[] = [
  ["en-GB", "English (British)"],
  ["en-US", "English (American)"],
  ["fa", "Persian"],
  ["ar", "Arabic"],
  ["ckb", "Kurdish (Sorani)"],
  ["ku", "Kurdish (Kurmanji)"],
  ["tr", "Turkish"],
  ["az", "Azerbaijani"],
  ["hy", "Armenian"],
  ["ka", "Georgian"],
  ["he", "Hebrew"],
  ["ur", "Urdu"],
  ["ps", "Pashto"],
  ["ru", "Russian"],
  ["uk", "Ukrainian"],
  ["el", "Greek"],
  ["fr", "French"],
  ["de", "German"],
  ["es", "Spanish"],
  ["it", "Italian"],
  ["pt", "Portuguese"],
  ["nl", "Dutch"],
];

/** The name of a language code; the code itself where it has none here. */
export function languageName(code: string): string {
  const exact = LANGUAGES.find(([known]) => known === code);
  if (exact) return exact[1];
  if (code === "en") return "English";
  return LANGUAGES.find(([known]) => known === code.split("-")[0])?.[1] ?? code;
}
