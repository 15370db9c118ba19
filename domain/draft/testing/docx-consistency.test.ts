import { describe, expect, it } from "vitest";
import { toDocx, toReviewedDocx } from "../index";
import { sample } from "./articles";
import { inconsistencies } from "./docx-consistency";
import { tampered } from "./docx-reading";
import { reviewedSample } from "./reviewed-articles";

const DOCUMENT = "word/document.xml";

describe("what hangs together in a Word file", () => {
  it.each([
    [DOCUMENT, /<w:commentRangeEnd [^>]*>/, "", "comment"],
    [DOCUMENT, /<w:bookmarkEnd [^>]*>/, "", "bookmarks begin and do not end"],
    [DOCUMENT, /w:name="_gp/, 'w:name="_gp-', "bookmark"],
    [DOCUMENT, /w:anchor="_gp/, 'w:anchor="_gq', "a link to _gq"],
    [DOCUMENT, /w:delText/g, "w:t", "deleted words in w:t"],
    [DOCUMENT, / xml:space="preserve"/g, "", "space at the edge"],
    [DOCUMENT, /<w:ins [^>]*>/, (ins: string) => ins.replace(/w:id="\d+"/, 'w:id="1"'), "the id 1 twice"],
    [DOCUMENT, /w:author="Ada Stone"/, 'w:author="Nobody"', "Nobody is nobody"],
    ["word/commentsExtended.xml", /(paraIdParent="\w+" w15:done=)"0"/, '$1"1"', "a reply that is done"],
    ["word/commentsExtended.xml", /<w15:commentEx [^>]*>/, "", "does not name every comment"],
    ["word/commentsIds.xml", /durableId="./, 'durableId="0', "commentsExtensible does not name"],
    ["word/comments.xml", /paraId="./, 'paraId="9', "is no id of a paragraph"],
    ["word/_rels/document.xml.rels", /rIdLink1/, "rIdLink9", "rIdLink1 is used and not there"],
    ["[Content_Types].xml", /<Override PartName="\/word\/people[^>]*>/, "", "people.xml has no content type"],
    ["word/styles.xml", /w:styleId="Byline"/, 'w:styleId="Author"', "Byline is not defined"],
  ] as [string, RegExp, string, string][])("is missed in %s: %s", (part, words, instead, problem) => {
    const file = toReviewedDocx(reviewedSample());
    expect(inconsistencies(file)).toEqual([]);
    const broken = tampered(file, part, (xml) => {
      const changed = xml.replace(words, instead);
      expect(changed).not.toBe(xml);
      return changed;
    });
    expect(inconsistencies(broken).join("\n")).toContain(problem);
  });

  it.each(["endnotes", "footnotes"] as const)("is missed among %s", async (notes) => {
    const note = notes.slice(0, -1);
    const file = await toDocx(sample(), undefined, { notes });
    const broken = (part: string, words: string, instead: string) =>
      inconsistencies(tampered(file, part, (xml) => xml.replace(words, instead))).join("\n");
    expect(inconsistencies(file)).toEqual([]);
    expect(broken(`word/${notes}.xml`, "<w:separator/>", `<w:${note}Ref/>`)).toContain("with a number in it");
    expect(broken(DOCUMENT, `<w:${note}Reference w:id="2"/>`, "")).toContain(`${note}s 1,2,3 for 1,3`);
    expect(broken(DOCUMENT, 'w:name="_RefNote1"', 'w:name="_RefNote9"')).toContain(
      "a cross-reference to _RefNote1",
    );
  });
});
