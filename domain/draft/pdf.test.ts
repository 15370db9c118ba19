import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSafeHref } from "../article/safe-href";
import { arbitraryArticle } from "./testing/arbitraries";
import { draftOf } from "./draft";
import { plainText } from "./inline";
import { toPdfArticle, type PdfArticle, type PdfNode, type PdfText } from "./pdf";
import {
  article,
  body,
  both,
  br,
  bullet,
  byline,
  cite,
  em,
  heading,
  link,
  reference,
  sample,
  strong,
  title,
} from "./testing/articles";

/** A paragraph as a reader would read it: "²" a note, "<…>" what is turned. */
function read(nodes: readonly PdfNode[]): string {
  return nodes
    .map((node) => {
      switch (node.type) {
        case "text":
          return node.turned ? `<${node.text}>` : node.text;
        case "break":
          return "/";
        case "note":
          return `${node.joins ? "," : ""}[${node.first ? "" : "again "}${node.number}${node.place}]`;
        case "label":
          return `{${node.number} ${read(node.children)}}`;
        default:
          return read(node.children);
      }
    })
    .join("");
}

const texts = ({ blocks, references }: PdfArticle): PdfText[] => [
  ...blocks.flatMap((block) =>
    "nodes" in block ? [block] : "items" in block ? block.items : block.paragraphs,
  ),
  ...(references.heading ? [references.heading] : []),
  ...references.cited,
  ...references.uncited,
];
const lines = (pdf: PdfArticle) => texts(pdf).map(({ nodes }) => read(nodes));
const all = (nodes: readonly PdfNode[]): PdfNode[] =>
  nodes.flatMap((node) => [node, ...("children" in node ? all(node.children) : [])]);

describe("toPdfArticle", () => {
  it("is the whole article, in order", () => {
    const pdf = toPdfArticle(sample());
    expect(pdf).toMatchObject({
      title: "Rivers & <Borders>",
      authors: ["Lena Hartmann", "Reza Karimi"],
      rtl: false,
      languages: { ltr: { lang: "en", region: "GB" }, rtl: { lang: "fa", region: "IR" } },
      notice: null,
      notes: "footnotes",
    });
    expect(lines(pdf)).toEqual([
      "Rivers & <Borders>",
      "Lena Hartmann, Institute for Rivers",
      "Reza Karimi",
      "What the Tigris owes to its dams.",
      "The first claim[1] stands[2].",
      "Upstream",
      "It was very dry, says the report.",
      "Nobody asked us./Nobody.",
      "Nobody ever did.",
      "one[again 1]",
      "two",
      "Downstream",
      "first",
      "second",
      "رودخانه‌ها مرز نمی‌شناسند[3]، گفت <Lena> در ۱۴۰۲.",
      "See again[again 2],[again 3].",
      "References",
      "B. Writer, Report no. 5.",
      "A. Author, A Book, 2019. https://example.org/a_b(c).",
      "سازمان آب، گزارش سالانه، ۱۴۰۱.",
      "U. Nread, Never cited.",
    ]);
  });

  it("nests what is strong, stressed and linked", () => {
    const [, paragraph] = toPdfArticle(
      article(title("T"), body("a ", strong("b "), both("c"), " ", link("d", "https://example.org/ü"))),
    ).blocks;
    expect(paragraph).toMatchObject({
      nodes: [
        { type: "text", text: "a " },
        {
          type: "strong",
          children: [
            { type: "text", text: "b " },
            { type: "em", children: [{ type: "text", text: "c" }] },
          ],
        },
        { type: "text", text: " " },
        { type: "link", href: "https://example.org/%C3%BC", children: [{ text: "d" }] },
      ],
    });
  });

  it("tells neighbouring notes apart, whatever marks they have, and keeps their places", () => {
    const cited = (id: string, locator: string | null, isStrong = false) => ({
      ...cite(id),
      attrs: { referenceId: id, locator },
      ...(isStrong && { marks: [{ type: "strong" as const }] }),
    });
    const pdf = toPdfArticle(
      article(
        body("x", cited("a", "12–14"), cited("b", null, true), " ", cited("a", null)),
        reference("a", "A"),
        reference("b", "B"),
      ),
    );
    expect(lines(pdf)[0]).toBe("x[1:12–14],[2] [again 1]");
  });

  it("has no heading over references that are all at the feet of the pages", () => {
    const listed = article(title("T"), body("x", cite("a")), reference("a", "A"));
    expect(toPdfArticle(listed).references.heading).toBeNull();
    expect(lines(toPdfArticle(listed, { notes: "endnotes" }))).toContain("References");

    const own = article(title("T"), body("x", cite("a")), heading(2, "Sources"), reference("a", "A"));
    expect(lines(toPdfArticle(own))).not.toContain("Sources");
    expect(lines(toPdfArticle(own, { notes: "endnotes" }))).toContain("Sources");
    expect(lines(toPdfArticle({ ...own, citationStyle: "author_date" }))).toContain("Sources");
    const withUncited = { ...own, paragraphs: [...own.paragraphs, reference("b", "B")] };
    expect(lines(toPdfArticle(withUncited))).toContain("Sources");
    const withoutReferences = article(title("T"), body("x"), heading(2, "The last word"));
    expect(lines(toPdfArticle(withoutReferences))).toContain("The last word");
  });

  it("has a list by author and date, whatever notes are asked for", () => {
    const source = {
      ...article(
        title("T"),
        body("So it is", cite("m"), "."),
        reference("m", "Mehta, R. (2021) A Book."),
        reference("u", "Abt, C. (2001) Unread."),
      ),
      citationStyle: "author_date" as const,
    };
    const pdf = toPdfArticle(source, { notes: "footnotes" });
    expect(pdf.notes).toBe("list");
    expect(lines(pdf)).toEqual([
      "T",
      "So it is ({1 Mehta 2021}).",
      "References",
      "Mehta, R. (2021) A Book.",
      "Abt, C. (2001) Unread.",
    ]);
  });

  it("leaves no level of the outline out", () => {
    const levels = (...given: number[]) =>
      toPdfArticle(article(title("T"), ...given.map((level) => heading(level, "h")))).blocks.flatMap(
        (block) => (block.kind === "heading" ? [block.level] : []),
      );
    expect(levels(3, 3, 2, 3)).toEqual([2, 3, 2, 3]);
    expect(levels(2, 3)).toEqual([2, 3]);
  });

  it("gives every paragraph, item and entry its own direction", () => {
    const pdf = toPdfArticle({
      ...article(
        title("عنوان"),
        byline("Lena"),
        bullet("یک"),
        bullet("two"),
        body("متن (the text) ", em("x")),
      ),
      language: "fa",
    });
    expect(pdf.rtl).toBe(true);
    expect(pdf.languages).toEqual({ ltr: { lang: "en", region: "GB" }, rtl: { lang: "fa", region: "IR" } });
    expect(texts(pdf).map(({ rtl }) => rtl)).toEqual([true, false, true, false, true]);
    expect(lines(pdf).at(-1)).toBe("متن (<the text>) <x>");
  });

  it.each([
    ["en", { lang: "en", region: "GB" }],
    ["de", { lang: "de", region: "DE" }],
    ["sq", { lang: "sq", region: null }],
    ["es-419", { lang: "es", region: null }],
    ["zh-Hant-TW", { lang: "zh", region: "TW" }],
    ["TR-tr", { lang: "tr", region: "TR" }],
  ])("reads the language %s", (language, expected) => {
    expect(toPdfArticle({ ...article(title("T")), language }).languages.ltr).toEqual(expected);
  });

  it("says what a paragraph is in, where its letters are another language's", () => {
    const pdf = toPdfArticle({
      ...article(title("تناقض"), body("این متن فارسی است."), body("هذه مدينة كبيرة في الشرق الأوسط")),
      language: "fa",
    });
    expect(texts(pdf).map(({ languages }) => languages?.rtl ?? null)).toEqual([
      null,
      null,
      { lang: "ar", region: "SA" },
    ]);
  });

  it("says a notice, and has a title for the file's properties and a short one for the pages", () => {
    expect(toPdfArticle(article(body("x")), { notice: { openFlags: 1 } })).toMatchObject({
      title: "Untitled",
      runningTitle: "",
      notice: "Not a clean draft: 1 flag is still open",
    });
    const words = "river ".repeat(40).trim();
    const { title: whole, runningTitle } = toPdfArticle(article(title(words)));
    expect(whole).toBe(words);
    expect(runningTitle).toBe(`${Array(11).fill("river").join(" ")}…`);
  });

  it("never loses a word, whatever there is, and links only to what is safe", () => {
    const letters = (words: string) => [...words.replace(/\s/g, "")].sort().join("");
    fc.assert(
      fc.property(arbitraryArticle, fc.constantFrom("footnotes", "endnotes"), (source, notes) => {
        const pdf = toPdfArticle(source, { notes });
        const { blocks, references } = draftOf(source);
        const drafted = [
          ...blocks.flatMap((block) =>
            "inlines" in block ? [block.inlines] : "items" in block ? block.items : block.paragraphs,
          ),
          ...references.cited,
          ...references.uncited,
        ].map((inlines) => plainText(inlines.filter(({ type }) => type === "text")));
        const nodes = texts(pdf).flatMap((text) => (text === pdf.references.heading ? [] : all(text.nodes)));
        const typed = nodes.flatMap((node) => (node.type === "text" ? [node.text] : []));
        const isEmptied = pdf.blocks.length < blocks.length;
        if (!isEmptied) expect(letters(typed.join(""))).toBe(letters(drafted.join("")));
        else expect(pdf.notes).toBe("footnotes");
        for (const node of nodes) if (node.type === "link") expect(isSafeHref(node.href)).toBe(true);
        expect(pdf.references.cited.length).toBe(references.cited.length);
      }),
      { numRuns: 200 },
    );
  });

  it("has each footnote once, at its first citation, in the order of the numbers", () => {
    fc.assert(
      fc.property(arbitraryArticle, (source) => {
        const pdf = toPdfArticle(source);
        const first = texts(pdf)
          .flatMap(({ nodes }) => all(nodes))
          .flatMap((node) => (node.type === "note" && node.first ? [node.number] : []));
        expect(first).toEqual(pdf.references.cited.map((_, index) => index + 1));
      }),
      { numRuns: 100 },
    );
  });

  it("breaks no line of its own", () => {
    expect(lines(toPdfArticle(article(body("one", br, "two"))))).toEqual(["one/two"]);
  });
});
