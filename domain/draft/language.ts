import { detectLanguage } from "../manuscript/language";

/** Word wants a region; where the desk gave none, the one its dictionaries are most often for. */
const REGIONS: Record<string, string> = {
  ar: "ar-SA",
  ckb: "ku-Arab-IQ",
  de: "de-DE",
  el: "el-GR",
  en: "en-GB",
  es: "es-ES",
  fa: "fa-IR",
  fr: "fr-FR",
  he: "he-IL",
  hy: "hy-AM",
  it: "it-IT",
  ka: "ka-GE",
  nl: "nl-NL",
  ps: "ps-AF",
  pt: "pt-PT",
  ru: "ru-RU",
  tr: "tr-TR",
  uk: "uk-UA",
  ur: "ur-PK",
};

const RTL_LANGUAGES = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"]);

/** The languages the words of a text are in, by the direction they are written in. */
export interface DraftLanguages {
  ltr: string;
  rtl: string;
}

/** Whether a language is written from right to left. */
export function isRightToLeftLanguage(language: string): boolean {
  return RTL_LANGUAGES.has(language.split("-")[0]!.toLowerCase());
}

/** The article's own language, and for words of the other direction the one their letters speak for. */
export function draftLanguages(language: string, text: string): DraftLanguages {
  const own = withRegion(language);
  if (isRightToLeftLanguage(language)) return { ltr: "en-GB", rtl: own };
  if (/\p{Script=Hebrew}/u.test(text)) return { ltr: own, rtl: "he-IL" };
  return { ltr: own, rtl: /[\u067e\u0686\u0698\u06a9\u06af\u06cc]/.test(text) ? "fa-IR" : "ar-SA" };
}

/**
 * What the words of one paragraph are in: as the file's, but where its script or letters are plainly another's, so
 * that Word does not underline an Arabic quotation as bad Persian, nor a Russian title as bad English.
 */
export function paragraphLanguages(text: string, file: DraftLanguages): DraftLanguages {
  const letters = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const isOtherAlphabet = letters(NOT_LATIN) > letters(/\p{Script=Latin}/gu);
  return {
    ltr: isOtherAlphabet ? otherThan(file.ltr, detectLanguage(text.replace(RTL_LETTERS, ""))) : file.ltr,
    rtl: letters(RTL_LETTERS) > 0 ? rtlLanguage(text, file.rtl) : file.rtl,
  };
}

const NOT_LATIN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}]/gu;
const RTL_LETTERS = /[\p{Script=Arabic}\p{Script=Hebrew}]/gu;
/** Letters that of the two languages one has and the other has not. */
const ARABIC_OR_PERSIAN = /[ةكيىأإپچژگکی]/u;

/** Hebrew is known by its script; Arabic and Persian are told apart, the other languages in their script are not. */
function rtlLanguage(text: string, file: string): string {
  const found = detectLanguage(text.replace(/[^\p{Script=Arabic}\p{Script=Hebrew}\s]/gu, ""));
  if (found === "he") return otherThan(file, found);
  return /^(ar|fa|he)\b/.test(file) && ARABIC_OR_PERSIAN.test(text) ? otherThan(file, found) : file;
}

function otherThan(language: string, found: string): string {
  return found === language.split("-")[0] ? language : withRegion(found);
}

function withRegion(language: string): string {
  return REGIONS[language.toLowerCase()] ?? language;
}
