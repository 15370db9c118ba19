const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A text, or a part of one, that is to be read in one direction. */
export interface Stretch {
  text: string;
  rtl: boolean;
}

/** Whether a text reads from right to left: its first letter decides, as with HTML's dir="auto". */
export function isRightToLeft(text: string): boolean {
  const letter = text.match(/\p{L}/u)?.[0];
  return letter !== undefined && RIGHT_TO_LEFT.test(letter);
}

/**
 * A text in stretches of one direction, for a format that marks each. What has no direction of its own (digits,
 * spaces, punctuation) goes with its neighbours where they agree, and with the paragraph where they do not.
 */
export function stretches(text: string, paragraphIsRtl: boolean): Stretch[] {
  const result: Stretch[] = [];
  let undecided = "";
  let before = paragraphIsRtl;
  const add = (piece: string, rtl: boolean) => {
    const last = result.at(-1);
    if (!piece) return;
    if (last?.rtl === rtl) last.text += piece;
    else result.push({ text: piece, rtl });
  };
  for (const character of text) {
    const belongsToLetterBefore = !undecided && result.length > 0 && /[\p{M}\u200c\u200d]/u.test(character);
    if (belongsToLetterBefore) {
      add(character, before);
      continue;
    }
    if (!/\p{L}/u.test(character)) {
      undecided += character;
      continue;
    }
    const rtl = RIGHT_TO_LEFT.test(character);
    add(undecided, before === rtl ? rtl : paragraphIsRtl);
    undecided = "";
    add(character, rtl);
    before = rtl;
  }
  add(undecided, paragraphIsRtl);
  return result;
}
