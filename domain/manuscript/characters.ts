/**
 * What cannot be kept in a text: control characters (a draft in XML could not hold them), the halves of broken
 * pairs (no UTF-8), and U+FFFC, which stands for a citation in ours.
 */
const UNKEEPABLE = /[\u0001-\u0008\u000e-\u001f\u007f\ufffc\ufffe\uffff]|\p{Surrogate}/gu;

/** A source without its byte order mark and the characters that cannot be kept, and how many those were. */
export function keepable(source: string): { source: string; removed: number; firstLine: number } {
  const text = source.replace(/^\ufeff/, "");
  let removed = 0;
  let first = 0;
  const kept = text.replace(UNKEEPABLE, (_, index: number) => {
    if (removed++ === 0) first = index;
    return "";
  });
  return { source: kept, removed, firstLine: removed ? text.slice(0, first).split(/\r\n|\n|\r/).length : 0 };
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Digits of any script we read (Western, Arabic, Persian, superscript) as Western ones; the rest as it is. */
export function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9⁰¹²³⁴-⁹]/g, (digit) => {
    const superscript = SUPERSCRIPTS.indexOf(digit);
    return String(superscript >= 0 ? superscript : digit.charCodeAt(0) & 0xf);
  });
}

/** "12" as "¹²": how a citation is shown where only plain characters can be. */
export function superscript(text: string): string {
  return text.replace(/[0-9]/g, (digit) => SUPERSCRIPTS[Number(digit)] ?? digit);
}

/** The beginning of a text, short enough to show beside something else. Never cuts a surrogate pair. */
export function excerpt(text: string, length = 60): string {
  if (text.length <= length) return text;
  return `${text
    .slice(0, length - 1)
    .replace(/[\ud800-\udbff]$/, "")
    .trimEnd()}…`;
}

/** The end of a text, short enough to show. */
export function excerptEnd(text: string, length = 40): string {
  if (text.length <= length) return text;
  return `…${text
    .slice(text.length - length + 1)
    .replace(/^[\udc00-\udfff]/, "")
    .trimStart()}`;
}
