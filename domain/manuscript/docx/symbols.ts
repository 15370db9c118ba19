/**
 * What the characters of Word's old symbol fonts are. Word keeps them as numbers of a font (F061 in "Symbol" is α):
 * read without it they are no characters at all.
 */
const SYMBOL =
  " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\u007f" +
  "\u0000".repeat(32) +
  "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u0000〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";
/** Of the fonts of pictures only what people use in text: arrows, ticks, bullets, boxes. */
// prettier-ignore
const WINGDINGS: Record<number, string> = {
  0x22: "✂", 0x28: "☎", 0x2a: "✉", 0x41: "✌", 0x43: "👍", 0x44: "👎", 0x4a: "☺", 0x4c: "☹", 0x52: "☼",
  0x6c: "●", 0x6e: "■", 0x6f: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖",
  0x9e: "·", 0x9f: "•", 0xa1: "○", 0xa7: "▪", 0xa8: "◻", 0xab: "★", 0xd8: "➢", 0xdf: "←", 0xe0: "→", 0xe1: "↑",
  0xe2: "↓", 0xe8: "➔", 0xef: "⇦", 0xf0: "⇨", 0xf1: "⇧", 0xf2: "⇩", 0xf3: "⬄", 0xfb: "✗", 0xfc: "✓", 0xfd: "☒",
  0xfe: "☑",
};

/** What stands for a sign that only its font knows. */
export const UNKNOWN_SIGN = "□";

/** A sign of a symbol font by the font's name and its number there. */
export function symbolOf(font: string, code: number): string {
  if (code >= 0xf000 && code <= 0xf0ff) {
    const own = code - 0xf000;
    const sign = /^symbol/i.test(font)
      ? SYMBOL[own - 0x20]
      : /^wingdings$/i.test(font)
        ? WINGDINGS[own]
        : undefined;
    return sign && sign !== "\u0000" ? sign : UNKNOWN_SIGN;
  }
  if (/^symbol/i.test(font) && code >= 0x20 && code <= 0xff) return symbolOf(font, code + 0xf000);
  const valid = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffc;
  return valid ? String.fromCodePoint(code) : UNKNOWN_SIGN;
}

const SYMBOL_FONT = /^(?:symbol|wingdings|webdings)/i;

/** A text set in a symbol font, each of its signs as what it is; the text of any other font as it is. */
export function symbolText(font: string | undefined, text: string): string {
  return font !== undefined && SYMBOL_FONT.test(font)
    ? text.replace(/[\uf020-\uf0ff]/g, (sign) => symbolOf(font, sign.charCodeAt(0)))
    : text;
}
