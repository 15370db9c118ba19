import { GalleyError } from "../../errors";
import { checkParagraphs, MAX_MANUSCRIPT_BYTES, TOO_LARGE } from "../limits";
import { keyMaker, type Unit } from "../units";
import type { DraftUnit } from "./draft-unit";

/** More units than this are more paragraphs than a review can hold, however many of them are joined. */
const MAX_UNITS = 20_000;
/** Words change their looks so often in no article; every change is kept apart. */
const MAX_RUNS = 150_000;

/** The units of a file in the order of reading. Their lines are its paragraphs with words, counted from 1. */
export class Sheet {
  readonly units: Unit[] = [];
  /** Every draft, also of paragraphs that came to nothing: changes and comments may stand in them. */
  readonly drafts: DraftUnit[] = [];
  readonly explicit: boolean;
  readonly #keyOf = keyMaker();
  #line = 0;
  #begun = false;
  #length = 0;
  #runs = 0;

  constructor(explicit: boolean) {
    this.explicit = explicit;
  }

  /** The number of the paragraph that is being read. */
  get line(): number {
    return this.#begun ? this.#line : this.#line + 1;
  }

  /** What comes now is another paragraph. */
  beginParagraph(): void {
    this.#begun = false;
  }

  /** Makes a unit of a draft with words. Errors: `too_large`. */
  add(draft: DraftUnit): void {
    if (!this.#begun) this.#line++;
    this.#begun = true;
    draft.index = this.units.length;
    const unit = draft.finish(this.#keyOf(this.#line), this.#line, this.explicit);
    this.units.push(unit);
    this.drafts.push(draft);
    this.#length += unit.text.length;
    this.#runs += unit.runs.length;
    if (this.#length > MAX_MANUSCRIPT_BYTES) throw new GalleyError("too_large", TOO_LARGE);
    if (this.#runs > MAX_RUNS)
      throw new GalleyError(
        "too_large",
        "The words of this Word file change their looks more often than Galley can keep. Paste its text instead.",
      );
    if (this.units.length > MAX_UNITS) checkParagraphs(this.units.length);
  }

  /** Takes nothing for part of a table of contents. */
  forgetContents(): void {
    for (const draft of this.drafts) draft.generated = 0;
  }

  /** Keeps a draft that came to nothing for what stands in it. */
  leave(draft: DraftUnit): void {
    draft.index = this.units.length;
    this.drafts.push(draft);
  }
}
