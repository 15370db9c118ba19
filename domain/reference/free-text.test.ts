import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCslItem, oneLine } from "./csl";
import { readFreeText } from "./free-text";

describe("readFreeText", () => {
  it("reads an article of a journal", () => {
    expect(
      readFreeText(
        "Halabi, Yusuf, and Ines Corvin. 1991. “Signing for Water: The Dalan Talks.” Journal of River Law 4, no. 2: 11-38. https://riverlaw.example.org/4/2.",
      ),
    ).toEqual({
      fields: {
        type: "article-journal",
        author: [
          { family: "Halabi", given: "Yusuf" },
          { family: "Corvin", given: "Ines" },
        ],
        issued: { "date-parts": [[1991]] },
        title: "Signing for Water: The Dalan Talks",
        "container-title": "Journal of River Law",
        volume: "4",
        issue: "2",
        page: "11-38",
        URL: "https://riverlaw.example.org/4/2",
      },
      rest: "",
    });
  });

  it("reads a chapter, a book, a report and a page with its day", () => {
    const fields = (text: string) => readFreeText(text).fields;
    expect(
      fields(
        "Castellan, P. 2020. “Rice in a Dry Country,” in Crops and Borders, edited by Ruth Amsel. N.p.: Fallow Press.",
      ),
    ).toMatchObject({
      type: "chapter",
      title: "Rice in a Dry Country",
      "container-title": "Crops and Borders",
      editor: [{ family: "Amsel", given: "Ruth" }],
      publisher: "Fallow Press",
    });
    expect(fields("Halabi, Yusuf. 2004. One Number. Port Selim: Lantern House.")).toMatchObject({
      type: "book",
      title: "One Number",
      "publisher-place": "Port Selim",
      publisher: "Lantern House",
    });
    expect(fields("Orun Commission. 2017. “Average Flow.” Technical Report 31.")).toMatchObject({
      type: "report",
      author: [{ literal: "Orun Commission" }],
      genre: "Technical Report",
      number: "31",
    });
    expect(
      fields(
        "Obradi, Lena. 2016. “The Price.” The Delta Review, May 12, 2016. Accessed June 7, 2025. https://a.org/b",
      ),
    ).toMatchObject({
      "container-title": "The Delta Review",
      issued: { "date-parts": [[2016, 5, 12]] },
      accessed: { "date-parts": [[2025, 6, 7]] },
      URL: "https://a.org/b",
    });
  });

  it.each([
    ["Cook, Steven A., James Traub, and Luke Coffey. 2023. “X y.”", ["Cook", "Traub", "Coffey"]],
    ["Weaver, A. B., & Smith, C. (2020). Looms. Textiles.", ["Weaver", "Smith"]],
    ["BBC and Tom Edgington. 2025. “Arms.”", ["BBC", "Edgington"]],
    ["Orun Commission, Hydrology Section. 2017. “Flow.”", ["Orun Commission, Hydrology Section"]],
    ["Ministry of Energy and Water. 2017. “Flow.”", ["Ministry of Energy and Water"]],
    ["Brun, Ida, et al. 2001. “Flow.”", ["Brun", "et al."]],
  ])("knows the names of %s", (text, names) => {
    expect(readFreeText(text).fields.author?.map((name) => name.literal ?? name.family)).toEqual(names);
  });

  it.each([
    "Nobody knows who wrote this.",
    "گزارش سالانه، ۱۴۰۱.",
    "The dam was finished in 1984. In 2001 it broke.",
    "Conversation with the harbour master, spring.",
  ])("claims nothing of %s", (text) => {
    const { fields, rest } = readFreeText(text);
    expect(fields.author).toBeUndefined();
    expect(fields.title).toBeUndefined();
    expect(rest).not.toBe("");
  });

  it("finds no words that are not in the text, whatever the text", () => {
    const piece = fc.constantFrom(
      ..."Mehta, |Anja. |and |2021. |n.d. |“The Lamp|.” |in |Harbour |Studies |4, no. 2: 3-9. |Selim: Lantern. |https://a.org/b |doi:10.1000/x |Accessed May 1, 2020. |(1999) |رود |، |. |, |;".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = oneLine(pieces.join(""));
        const { fields } = readFreeText(text);
        expect(isCslItem(fields)).toBe(true);
        const {
          type: _type,
          author = [],
          editor = [],
          issued: _issued,
          accessed: _accessed,
          ...texts
        } = fields;
        const said = [
          ...Object.values(texts),
          ...[...author, ...editor].flatMap((name) => Object.values(name)),
        ];
        for (const words of said) expect(text).toContain(words.replace(/\.$/, ""));
      }),
    );
  });
});
