import { describe, expect, it } from "vitest";
import { sameElsewhere } from "./elsewhere";

const paragraphs = [
  { id: "a", text: "The goverment fell. A new goverment came; governments do." },
  { id: "b", text: "Of goverments nothing is known, of the goverment little." },
  { id: "c", text: "دولت‌ها رفتند و دولت ماند." },
];
const typo = (paragraphId: string, start: number, status = "open") => ({
  kind: "typo",
  status,
  paragraphId,
  anchor: { state: "exact", start, end: start + 9 },
});
const found = (flags = [typo("a", 4)], quote = "goverment") =>
  sameElsewhere(quote, paragraphs, flags).map(({ paragraphId, start }) => `${paragraphId}${start}`);

describe("sameElsewhere", () => {
  it("finds the other places in text order, whole words only, with what stands around", () => {
    expect(found()).toEqual(["a26", "b39"]);
    const [first] = sameElsewhere("goverment", paragraphs, [typo("a", 4)]);
    expect(first).toMatchObject({
      end: 35,
      prefix: "The goverment fell. A new ",
      suffix: " came; governments do.",
    });
  });

  it("leaves out what has a typo flag, but for a withdrawn one", () => {
    expect(found([typo("a", 4), typo("b", 39, "resolved")])).toEqual(["a26"]);
    expect(found([typo("a", 4), typo("b", 39, "withdrawn")])).toEqual(["a26", "b39"]);
  });

  it("knows words of other scripts, and finds nothing for no words", () => {
    expect(found([], "دولت")).toEqual(["c16"]);
    expect(found([], " ")).toEqual([]);
  });
});
