import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextOf } from "./anchor";
import { proposePlace, type LostWords } from "./proposal";

const TEXT = "The treaty was signed in April 2021 by both ministers, and it has not been published since.";
const lost = (quote: string, text = TEXT): LostWords => {
  const start = text.indexOf(quote);
  return { quote, ...contextOf(text, start, start + quote.length) };
};
const propose = (words: LostWords, ...texts: string[]) => {
  const paragraphs = texts.map((text, place) => ({ id: String(place), text }));
  const found = proposePlace(words, paragraphs);
  return found && [found.how, texts[Number(found.paragraphId)]!.slice(found.start, found.end)];
};

describe("proposePlace", () => {
  it("calls the words with their neighbours the same, wherever their sentence went", () => {
    expect(propose(lost("April 2021"), "Something else.", `Again. ${TEXT}`)).toEqual(["same", "April 2021"]);
    expect(propose(lost("it"), `It was so. ${TEXT} And it is.`)).toEqual(["same", "it"]);
  });

  it("calls words that stand once among others moved", () => {
    expect(propose(lost("signed in April 2021"), "In Kazan, signed in April 2021, it lay.")).toEqual([
      "moved",
      "signed in April 2021",
    ]);
  });

  it("proposes nothing where short words stand among others, or the words stand twice", () => {
    expect(propose(lost("it"), "Nobody saw it there.")).toBeNull();
    expect(propose(lost("April 2021"), "From April 2021 on.", "Until April 2021, then.")).toBeNull();
  });

  it("finds the one passage that is much like it, in whole words", () => {
    expect(
      propose(lost("signed in April 2021 by both ministers"), "It was signed in May 2021 by both ministers."),
    ).toEqual(["changed", "signed in May 2021 by both ministers"]);
  });

  it("proposes nothing where two are much alike, or none is", () => {
    const twice = "It was signed in May 2021 by both ministers, then signed in June 2021 by both ministers.";
    expect(propose(lost("signed in April 2021 by both ministers"), twice)).toBeNull();
    expect(
      propose(lost("signed in April 2021 by both ministers"), "Nothing was ever heard of it."),
    ).toBeNull();
  });

  it("takes half a word for no word", () => {
    expect(propose({ quote: "mini", prefix: "", suffix: "" }, "The ministers met.")).toBeNull();
  });

  it("is always a range of one paragraph, with the very words unless it says changed", () => {
    const word = fc.constantFrom("dam", "river", "water", "state", "treaty", "in", "of", "1998", "آب", "🌊");
    const text = fc.array(word, { minLength: 1, maxLength: 14 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), text, (texts, quote) => {
        const found = propose({ quote, prefix: "", suffix: "" }, ...texts);
        if (!found) return;
        expect(found[1]).not.toBe("");
        if (found[0] !== "changed") expect(found[1]).toBe(quote);
      }),
    );
  });
});
