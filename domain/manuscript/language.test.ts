import { expect, it } from "vitest";
import { detectLanguage } from "./language";

it.each([
  ["en", "The river was shared out between the two states in the year after the war."],
  ["fr", "Le fleuve est partagé entre les deux États depuis la fin de la guerre, dans une paix relative."],
  [
    "de",
    "Der Fluss ist seit dem Ende des Krieges zwischen den beiden Staaten geteilt, und das ist nicht einfach.",
  ],
  [
    "tr",
    "Nehir savaş sonrası iki ülke arasında paylaşıldı ve bu anlaşma bir daha değişmedi, ancak çok tartışıldı.",
  ],
  ["fa", "رودخانه پس از جنگ میان دو کشور تقسیم شد و گزارش‌های آن دیگر چاپ نمی‌شود."],
  ["ar", "تم تقسيم النهر بين الدولتين في السنة التي تلت الحرب، ولم تنشر اللجنة أي تقرير منذ ذلك الحين."],
  ["ru", "Река была разделена между двумя государствами."],
  ["he", "הנהר חולק בין שתי המדינות"],
  ["en", "12 34"],
])("%s", (language, text) => {
  expect(detectLanguage(text)).toBe(language);
});
