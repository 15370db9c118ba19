import { describe, expect, it } from "vitest";
import type { CslItem } from "@/domain/reference/csl";
import { entryContent, readEntries } from "./citation-formats";

const words = (csl: CslItem) =>
  entryContent(csl)
    .map((node) => (node.type !== "text" ? "?" : node.marks ? `_${node.text}_` : node.text))
    .join("");

describe("entryContent", () => {
  it("prints an article, a book and a chapter as Chicago does", () => {
    expect(
      words({
        type: "article-journal",
        author: [
          { family: "Mehta", given: "Anja" },
          { family: "Ray", given: "Otto" },
        ],
        title: "Lamps & seas",
        "container-title": "Harbour Studies",
        volume: "3",
        issue: "2",
        page: "10-22",
        issued: { "date-parts": [[2021]] },
        DOI: "10.1000/x",
      }),
    ).toBe(
      "Mehta, Anja, and Otto Ray. 2021. “Lamps & Seas.” _Harbour Studies_ 3 (2): 10–22. https://doi.org/10.1000/x.",
    );
    expect(
      words({
        type: "book",
        author: [{ family: "Halabi", given: "Yusuf" }],
        title: "One Number",
        "publisher-place": "Port Selim",
        publisher: "Lantern House",
        issued: { "date-parts": [[2004]] },
      }),
    ).toBe("Halabi, Yusuf. 2004. _One Number_. Port Selim: Lantern House.");
  });

  it("takes markup in a field for words", () => {
    expect(words({ type: "webpage", title: "a <b>x</b> <script>" })).toContain("<b>");
  });
});

describe("readEntries", () => {
  it("reads BibTeX, its TeX letters too", () => {
    const [entry] = readEntries(
      '@article{m, author={Mehta, Anja and Gr{\\"u}nwald, Otto}, title={The {L}amp}, journal={Harbour Studies}, year=2021, doi={10.1/x}}',
    );
    expect(entry!.csl).toMatchObject({
      type: "article-journal",
      author: [
        { family: "Mehta", given: "Anja" },
        { family: "Grünwald", given: "Otto" },
      ],
      title: "The Lamp",
      issued: { "date-parts": [[2021]] },
      DOI: "10.1/x",
    });
  });

  it("reads several records of RIS, old and new, closed or not", () => {
    const entries = readEntries(
      "TY  - JOUR\r\nAU  - Mehta, Anja\r\nTI  - The Lamp\r\nJO  - Harbour\r\nPY  - 2021/03/04\r\nDO  - 10.1/abc\r\nER  - \r\n\r\nTY  - BOOK\nA1  - Ray, Otto\nT1  - Seas\nY1  - 1999",
    );
    expect(entries.map(({ csl }) => [csl!.title, csl!.author![0]!.family, csl!.DOI])).toEqual([
      ["The Lamp", "Mehta", "10.1/abc"],
      ["Seas", "Ray", undefined],
    ]);
  });

  it("reads RIS that was pasted into one line", () => {
    const entries = readEntries(
      "TY  - JOUR AU  - Mehta, Anja TI  - The Lamp of A2 DO  - 10.1/abc ER  - TY  - BOOK AU  - Ray, Otto TI  - Seas ER  -",
    );
    expect(entries.map(({ csl }) => [csl!.title, csl!.author![0]!.family, csl!.DOI])).toEqual([
      ["The Lamp of A2", "Mehta", "10.1/abc"],
      ["Seas", "Ray", undefined],
    ]);
  });

  it.each(["NEWS", "WEB"])("keeps who wrote a record of RIS of type %s", (type) => {
    const [entry] = readEntries(
      `TY  - ${type}\nAU  - Mehta, Anja\nAU  - Reuters\nTI  - The Lamp\nPY  - 2021\nER  - `,
    );
    expect(entry!.csl!.title).toBe("The Lamp");
    expect(entry!.csl!.author).toEqual([{ family: "Mehta", given: "Anja" }, { family: "Reuters" }]);
  });

  it("keeps free text as it is, one entry a paragraph, and makes an address of a DOI", () => {
    const texts = readEntries("Somebody, in a letter.\n\n10.1000/xyz\n\nhttps://a.org/b").map(
      ({ content }) => content,
    );
    expect(texts).toEqual([
      [{ type: "text", text: "Somebody, in a letter." }],
      [{ type: "text", text: "https://doi.org/10.1000/xyz" }],
      [{ type: "text", text: "https://a.org/b" }],
    ]);
  });

  it.each(["@article{a, title={x", "TY  - JOUR\nER  - ", "@comment{nothing}"])(
    "refuses %j in words",
    (source) => {
      expect(() => readEntries(source)).toThrow(/cannot be read|no reference/);
    },
  );

  it("reads BibTeX's others as et al., and prints it so", () => {
    const [entry] = readEntries(
      "@book{k, author={Brun, Ida and Oz, Leo and others}, title={Flow}, year=2001}",
    );
    expect(entry!.csl!.author!.at(-1)).toEqual({ literal: "et al." });
    expect(words(entry!.csl!)).toBe("Brun, Ida, Leo Oz, et al. 2001. _Flow_.");
    const author = [{ family: "Brun", given: "Ida" }, { literal: "et al." }];
    expect(words({ type: "book", title: "Flow", author })).toBe("Brun, Ida, et al. n.d. _Flow_.");
  });
});
