/** Short words that give a language in Latin script away. Enough of each that a paragraph holds several. */
const LATIN: Record<string, string> = {
  en: "the of and to in that is was for it with as on by at from which this have are not",
  fr: "le la les des et est une dans que pour qui sur par avec au du pas sont aux plus",
  de: "der die das und ist nicht von mit den für auf ein eine dem zu im auch sich des wird",
  es: "el los las una que del por con para se es su como más fue entre sin sobre al han",
  it: "il che di per una non con sono della nel del gli anche dei alla delle è più ha le",
  pt: "o os as um uma que não do da em para com por mais dos foi ao pela são seu",
  nl: "de het een van en is dat op te in niet met voor zijn aan ook door bij naar maar",
  tr: "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ancak değil ise en olduğu tarafından",
};
const WORDS = new Map<string, string[]>();
for (const [language, words] of Object.entries(LATIN))
  for (const word of words.split(" ")) WORDS.set(word, [...(WORDS.get(word) ?? []), language]);

/** Enough of a text to know its language by. */
const SAMPLE = 20_000;

/** A guess at a text's language as a BCP 47 tag: the script first, then letters or small words. "en" when in doubt. */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE);
  const count = (pattern: RegExp) => sample.match(pattern)?.length ?? 0;
  const scripts = [
    [count(/\p{Script=Latin}/gu), latinLanguage],
    [count(/\p{Script=Arabic}/gu), arabicLanguage],
    [count(/\p{Script=Cyrillic}/gu), (of: string) => (/[іїєґ]/i.test(of) ? "uk" : "ru")],
    [count(/\p{Script=Hebrew}/gu), () => "he"],
    [count(/\p{Script=Greek}/gu), () => "el"],
    [count(/\p{Script=Armenian}/gu), () => "hy"],
    [count(/\p{Script=Georgian}/gu), () => "ka"],
  ] as const;
  const [letters, language] = scripts.reduce((most, next) => (next[0] > most[0] ? next : most));
  return letters === 0 ? "en" : language(sample);
}

function arabicLanguage(sample: string): string {
  const count = (pattern: RegExp) => sample.match(pattern)?.length ?? 0;
  if (count(/[ڕڵێۆ]/g) > 2) return "ckb";
  if (count(/[ٹڈےںھ]/g) > 2) return "ur";
  const persian = count(/[پچژگکی]/g);
  const arabic = count(/[ةكيىأإ]/g) + 2 * count(/(?<!\p{L})ال/gu);
  return persian > arabic ? "fa" : "ar";
}

function latinLanguage(sample: string): string {
  const score = new Map<string, number>();
  for (const [word] of sample.toLowerCase().matchAll(/\p{L}+/gu))
    for (const language of WORDS.get(word) ?? []) score.set(language, (score.get(language) ?? 0) + 1);
  let best = "en";
  for (const [language, points] of score) if (points > (score.get(best) ?? 0)) best = language;
  return best;
}
