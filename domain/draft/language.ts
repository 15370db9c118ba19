/** Word wants a region; where the desk gave none, the one its dictionaries are most often for. */
const REGIONS: Record<string, string> = {
  ar: "ar-SA",
  en: "en-GB",
  fa: "fa-IR",
  he: "he-IL",
  ps: "ps-AF",
  ur: "ur-PK",
};

const RTL_LANGUAGES = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"]);

/** The languages the words of an article are in, by the direction they are written in. */
export interface DraftLanguages {
  ltr: string;
  rtl: string;
}

/** The article's own language, and for words of the other direction the one their letters speak for. */
export function draftLanguages(language: string, text: string): DraftLanguages {
  const own = REGIONS[language.toLowerCase()] ?? language;
  if (RTL_LANGUAGES.has(language.split("-")[0]!.toLowerCase())) return { ltr: "en-GB", rtl: own };
  if (/\p{Script=Hebrew}/u.test(text)) return { ltr: own, rtl: "he-IL" };
  return { ltr: own, rtl: /[\u067e\u0686\u0698\u06a9\u06af\u06cc]/.test(text) ? "fa-IR" : "ar-SA" };
}
