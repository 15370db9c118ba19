import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InlineJson } from "@/domain/article/kinds";
import type { DraftNotes } from "@/domain/contract";
import { toPdfArticle, type DraftNotice, type DraftSource, type PdfArticle } from "@/domain/draft";
import { arbitraryArticle } from "@/domain/draft/testing/arbitraries";
import {
  article,
  body,
  bullet,
  byline,
  cite,
  em,
  heading,
  link,
  quote,
  reference,
  sample,
  standfirst,
  title,
} from "@/domain/draft/testing/articles";
import { pdfPages } from "@/domain/draft/testing/pdf-reading";
import { isInstalled } from "@/domain/draft/testing/programs";
import { renderPdf } from "./pdf";

/** The PDF as it leaves: its own bytes, and as other programs read it where they are installed. */

const render = (source: DraftSource, options: { notes?: DraftNotes; notice?: DraftNotice } = {}) =>
  renderPdf(toPdfArticle(source, options));
/** The parts of the file that are not packed: structure, properties, links. */
const structure = (pdf: Uint8Array) => Buffer.from(pdf).toString("latin1");
const pagesOf = (pdf: Uint8Array) => Number(/\/Type \/Pages\s+\/Count (\d+)/.exec(structure(pdf))?.[1]);
const isUa = (pdf: Uint8Array) => structure(pdf).includes("<pdfuaid:part>1</pdfuaid:part>");

const persian = (): DraftSource => ({
  ...article(
    title("تناقض آب و مرز"),
    byline("رضا کریمی"),
    body("سازمان آب گزارش داد", cite("a"), " که Tigris خشک است.", cite("b")),
    heading(3, "پیشینه"),
    bullet("نخست", cite("a")),
    bullet("second"),
    quote("کسی نپرسید."),
    reference("a", "سازمان آب، گزارش، ", em("تهران"), "، ۱۴۰۱."),
    reference("b", "A. Author, A Book. https://example.org/a."),
  ),
  language: "fa",
});

/** Long enough for several pages, the same words in every paragraph. */
const long = (): DraftSource =>
  article(
    title(
      "A Long Title That Has To Be Shortened Before It Can Stand At The Head Of Every Page But The First",
    ),
    standfirst("What they owe."),
    ...Array.from({ length: 60 }, (_, index) =>
      body("The river rose again and nobody counted. ".repeat(12), cite(`r${index % 7}`), "."),
    ),
    ...Array.from({ length: 7 }, (_, index) => reference(`r${index}`, `Entry number ${index}.`)),
  );

describe("renderPdf", () => {
  it.each<[string, DraftSource, { notes?: DraftNotes; notice?: DraftNotice }]>([
    ["with footnotes", sample(), {}],
    ["with endnotes", sample(), { notes: "endnotes" }],
    ["by author and date", { ...sample(), citationStyle: "author_date" }, {}],
    ["in Persian", persian(), {}],
    ["in Persian, with endnotes and open flags", persian(), { notes: "endnotes", notice: { openFlags: 2 } }],
    ["of several pages", long(), { notice: { openFlags: 1 } }],
    ["of nothing but a word", article(body("x")), {}],
    ["of nothing", article(), {}],
  ])("is PDF/UA %s: tagged, titled, in a language", async (_, source, options) => {
    const pdf = await render(source, options);
    const parts = structure(pdf);
    expect(parts.startsWith("%PDF-1.7")).toBe(true);
    expect(isUa(pdf)).toBe(true);
    expect(pagesOf(pdf)).toBeGreaterThan(0);
    expect(parts).toMatch(/\/MarkInfo <<\s+\/Marked true/);
    expect(parts).toContain("/Type /StructTreeRoot");
    expect(parts).toMatch(/\/DisplayDocTitle true/);
    const { lang, region } = toPdfArticle(source).languages[source.language === "fa" ? "rtl" : "ltr"];
    expect(parts.slice(parts.lastIndexOf("/Type /Catalog"))).toContain(`/Lang (${lang}-${region})`);
  });

  it("reads as it was written, letters that join and half-spaces too", async () => {
    const source = {
      ...article(
        title("رودخانه‌ها می‌روند"),
        body("اختلاف آن‌ها، گفت Lena، لازم است", cite("a"), "."),
        body("And in English, with ‘می‌شود’ in it."),
        reference("a", "سازمان آب، گزارش سالانه، ۱۴۰۱."),
      ),
      language: "fa",
    };
    const [page] = pdfPages(await render(source));
    const marks = /[\u202a-\u202e\u2066-\u2069]/g;
    const lines = page!.replace(marks, "").split("\n");
    for (const words of [
      "رودخانه‌ها می‌روند",
      "اختلاف آن‌ها، گفت ",
      "Lena",
      "، لازم است",
      "And in English, with ‘",
      "می‌شود",
    ])
      expect(lines).toContain(words);
    expect(lines.join("")).toContain("۱۴۰۱");
  });

  it("is the same file for the same article", async () => {
    const [one, other] = await Promise.all([render(persian()), render(persian())]);
    expect(Buffer.compare(one, other)).toBe(0);
    expect(structure(one)).not.toMatch(/CreationDate|ModDate|CreateDate/);
  });

  it("leads to what is linked, and to nothing else", async () => {
    const pdf = await render(
      article(
        title("T"),
        body(link("a", "https://example.org/r?a=1&b=(2)"), link("b", "javascript:alert(1)")),
      ),
    );
    const links = [...structure(pdf).matchAll(/\/URI \((.*)\)/g)].map(([, href]) => href);
    expect(links).toEqual(["https://example.org/r?a=1&b=(2)"]);
    expect(structure(pdf)).not.toContain("/JavaScript");
  });

  it("takes no word for an instruction", async () => {
    const typst = '#panic("no") $x$ = Heading * _ ` @label <label> #read("/etc/passwd") // /* [[ ]] \\ " {"';
    const pdf = await render(
      article(title(typst), byline(typst), body(typst, cite("a")), bullet(typst), reference("a", typst)),
    );
    expect(isUa(pdf)).toBe(true);
  });

  it("has a letter that no font has in it all the same, tagged as ever", async () => {
    const pdf = await render(article(title("T"), body("Before \u{10FFFD} after.")));
    expect(isUa(pdf)).toBe(false);
    expect(structure(pdf)).toMatch(/\/MarkInfo <<\s+\/Marked true/);
  });

  it("fails where it cannot be made, and holds up nothing after it", async () => {
    const nothing = {} as PdfArticle;
    for (let time = 0; time < 3; time++)
      await expect(renderPdf(nothing)).rejects.toThrow("The PDF could not be made");
    expect(pagesOf(await render(sample()))).toBe(1);
  });

  it("makes as many as are asked for, a few at a time", async () => {
    const all = await Promise.all(
      Array.from({ length: 5 }, (_, index) => render(article(title(`T${index}`)))),
    );
    expect(all.map(pagesOf)).toEqual([1, 1, 1, 1, 1]);
  });

  it("sets whatever marks, markup and directions there are", { timeout: 120_000 }, async () => {
    const isInFonts = /[\x20-\x7e\u00a0\u00e9\u2013\u0600-\u06ff\u200c]/;
    const known = (words: string) =>
      [...words].map((letter) => (isInFonts.test(letter) ? letter : "x")).join("");
    // One file of many: each has references of its own.
    const paragraphs = fc.sample(arbitraryArticle, { numRuns: 80, seed: 1 }).flatMap((source, index) =>
      source.paragraphs.map(({ id, kind, content, ...rest }) => ({
        ...rest,
        id: `${index} ${id}`,
        kind: kind === "title" ? ("heading" as const) : kind,
        content: content.map((node): InlineJson => {
          if (node.type === "text") return { ...node, text: known(node.text) };
          if (node.type === "hard_break") return node;
          return { ...node, attrs: { referenceId: `${index} ${node.attrs.referenceId}` } };
        }),
      })),
    );
    const source = article(
      title("Whatever there is"),
      ...paragraphs.filter(({ kind }) => kind !== "reference"),
      ...paragraphs.filter(({ kind }) => kind === "reference"),
    );
    for (const options of [{}, { notes: "endnotes" }] as const) {
      const pdf = await render(source, options);
      expect(isUa(pdf)).toBe(true);
      expect(pagesOf(pdf)).toBeGreaterThan(10);
    }
    expect(isUa(await render({ ...source, citationStyle: "author_date" }))).toBe(true);
  });
});

describe.runIf(isInstalled("pdftotext"))("Poppler", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "galley-pdf-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Its pages, lines made one and marks of direction left out. */
  async function pages(source: DraftSource, options: Parameters<typeof render>[1] = {}): Promise<string[]> {
    const file = path.join(folder, "draft.pdf");
    writeFileSync(file, await render(source, options));
    return execFileSync("pdftotext", [file, "-"], { encoding: "utf8" })
      .split("\f")
      .slice(0, -1)
      .map((page) =>
        page
          .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
          .replace(/\s+/g, " ")
          .trim(),
      );
  }

  it("reads the text in its order, the notes at the foot of the page", async () => {
    const [page, ...more] = await pages(sample());
    expect(more).toEqual([]);
    const order = [
      "Rivers & <Borders>",
      "Lena Hartmann, Institute for Rivers",
      "What the Tigris owes to its dams.",
      "The first claim1 stands2.",
      "Upstream",
      "It was very dry, says the report.",
      "Nobody asked us. Nobody. Nobody ever did.",
      "• one1 • two",
      "Downstream",
      "1. first 2. second",
      "See again2",
      "References",
      "U. Nread, Never cited.",
      "1 B. Writer, Report no. 5.",
      "2 A. Author, A Book, 2019. https://example.org/a_b(c).",
    ];
    const places = order.map((words) => page!.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  it("reads the notes at the end, where they are wanted there", async () => {
    const [page] = await pages(sample(), { notes: "endnotes" });
    expect(page).toMatch(/References 1\. B\. Writer, Report no\. 5\. 2\. A\. Author, A Book.*• U\. Nread/);
  });

  it("sets each note at the end in its own direction, the number on that side, and counts on", async () => {
    const file = path.join(folder, "draft.pdf");
    writeFileSync(file, await render(persian(), { notes: "endnotes" }));
    const boxes = execFileSync("pdftotext", ["-bbox", file, "-"], { encoding: "utf8" });
    // Of every word that reads so; in points, on a page of 595.
    const leftOf = (wanted: string) =>
      [...boxes.matchAll(/xMin="([\d.]+)".*>(.*)<\/word>/g)].flatMap(([, left, word]) =>
        word === wanted ? [Number(left)] : [],
      );
    const [second, author] = [leftOf("2."), leftOf("Author,")].flat();
    expect(second).toBeLessThan(150);
    expect(author).toBeGreaterThan(second!);
    expect(Math.max(...leftOf("1"))).toBeGreaterThan(450);
  });

  it("reads Persian, letters in the order they are written", async () => {
    const [page] = await pages(persian());
    for (const words of [
      "تناقض آب و مرز",
      "رضا کریمی",
      "سازمان آب گزارش داد",
      "خشک است",
      "پیشینه",
      "نخست",
      "کسی نپرسید",
    ])
      expect(page).toContain(words);
    expect(page).toContain("Tigris");
  });

  it("reads a notice on every page, and the title on all but the first", async () => {
    const [first, ...rest] = await pages(long(), { notice: { openFlags: 1 } });
    expect(rest.length).toBeGreaterThan(3);
    expect(first).toMatch(
      /^Not a clean draft: 1 flag is still open A Long Title .* The First What they owe\./,
    );
    for (const page of rest)
      expect(page).toMatch(/^Not a clean draft: 1 flag is still open A Long Title That Has .*…/);
    const [, second] = await pages(long());
    expect(second).toMatch(/^A Long Title That Has .*…/);
    expect(second).not.toContain("Not a clean draft");
    expect(second).toMatch(/ 2$/);
  });
});
