import { isRightToLeft, stretches, type Stretch } from "../direction";
import { differing } from "../docx/paragraphs";
import { paragraphLanguages, type DraftLanguages } from "../language";

/** The words of a Word paragraph in order, in stretches of one direction. */
export class Words {
  readonly #stretches: Stretch[];
  /** The paragraph reads from right to left. */
  readonly rtl: boolean;
  readonly #file: DraftLanguages;
  readonly #own: DraftLanguages;

  constructor(text: string, file: DraftLanguages, rtl = isRightToLeft(text)) {
    this.#stretches = stretches(text, rtl).map((stretch) => ({ ...stretch }));
    this.rtl = rtl;
    this.#file = file;
    this.#own = paragraphLanguages(text, file);
  }

  /** Of the same paragraph, other words. */
  alone(text: string): Words {
    return new Words(text, this.#file, this.rtl);
  }

  language(rtl: boolean): string | undefined {
    return differing(this.#own, this.#file, rtl ? "rtl" : "ltr");
  }

  /** The next words, which are those that stand next in the paragraph. */
  next(text: string): Stretch[] {
    const result: Stretch[] = [];
    let left = text.length;
    while (left > 0) {
      const stretch = this.#stretches[0]!;
      const taken = stretch.text.slice(0, left);
      result.push({ text: taken, rtl: stretch.rtl });
      stretch.text = stretch.text.slice(taken.length);
      if (stretch.text === "") this.#stretches.shift();
      left -= taken.length;
    }
    return result;
  }

  /** A citation is one character of the text, and prints others. */
  ofCitation(label: string, isNumber: boolean): Stretch[] {
    this.next(" ");
    return isNumber ? [{ text: label, rtl: false }] : stretches(label, this.rtl);
  }
}
