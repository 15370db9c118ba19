import { afterAll, describe, expect, it } from "vitest";
import { inlineText } from "../article/kinds";
import type { ParagraphDto } from "../contract";
import { toDocx, toMarkdown, toReviewedDocx } from "./index";
import { sample } from "./testing/articles";
import { all, attribute, parseXml, partsOf } from "./testing/docx-reading";
import { readComments, readTracked } from "./testing/docx-tracked";
import { changedSample } from "./testing/edits";
import { pandocChanges, pandocLines, type PandocDocument } from "./testing/pandoc-reading";
import { isInstalled, LibreOffice, pandoc } from "./testing/programs";
import { BEN, flagOn, reviewedSample, underReview } from "./testing/reviewed-articles";

/** What we write as other people's programs read it, where these are installed. */

const MINUTES = 240_000;

const reviewed = () => toReviewedDocx(reviewedSample());
/**
 * All changes since the import, and fixes and a comment beside them. One fix is of words that its author wrote: as a
 * tracked change inside of them LibreOffice would forget that they are new, and keep them when all is rejected.
 */
const changes = () => {
  const { paragraphs, since } = changedSample();
  const paragraph = paragraphs.find(({ text }) => text.startsWith("The first"))!;
  const flags = [
    flagOn(paragraph, "bold", { replacement: "brave", raisedBy: BEN, note: "Rather." }),
    flagOn(paragraph, "claims", { replacement: "assertions", raisedBy: BEN }),
    flagOn(paragraph, "first bold", { note: "Two words?" }),
  ];
  return { paragraphs, since, file: toReviewedDocx(underReview(paragraphs, flags), { since }) };
};
const linesOf = (paragraphs: readonly ParagraphDto[]) => paragraphs.map(({ content }) => inlineText(content));
/** Programs differ in how they join what a paragraph's end no longer parts. */
const squeezed = (lines: readonly string[]) => lines.join("").replace(/\s+/g, "");
/** The sample's title is no paragraph to Pandoc. */
const title = (lines: readonly string[]) => lines.slice(1);

describe.runIf(isInstalled("pandoc"))("Pandoc", () => {
  const read = (file: Uint8Array, how: "all" | "accept" | "reject") =>
    JSON.parse(pandoc(file, "docx", "json", `--track-changes=${how}`)) as PandocDocument;

  it.each(["gfm", "markdown"])("reads the Markdown draft as %s", (dialect) => {
    const text = pandoc(toMarkdown(sample()), dialect, "plain");
    expect(text).toContain("Rivers & <Borders>");
    expect(text).toContain("The first claim[1] stands[2].");
    expect(text).toContain("Lena");
  });

  it.each(["endnotes", "footnotes"] as const)(
    "reads the Word draft, its styles and its %s",
    async (notes) => {
      const text = pandoc(await toDocx(sample(), undefined, { notes }), "docx", "plain");
      expect(text).toContain("The first claim[1] stands[2].");
      expect(text).toContain("[2] A. Author, A Book, 2019. https://example.org/a_b(c).");
      expect(text).toContain("سازمان آب، گزارش سالانه، ۱۴۰۱.");
    },
  );

  it("finds every comment of a reviewed file, and who made it, and every open fix as a change", () => {
    const file = reviewed();
    const found = pandocChanges(read(file, "all"));
    const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
    const comments = readComments(file);
    expect(
      found
        .filter(({ type }) => type === "comment-start")
        .map(({ author, date, text }) => [author, date, oneLine(text.replace(/ ¶ /g, " "))]),
    ).toEqual(comments.map(({ author, date, text }) => [author, date, oneLine(text)]));
    const fixes = found.filter(({ type }) => type !== "comment-start");
    expect(fixes.map(({ type, author, text }) => [type, author, text.trim()])).toEqual([
      ["deletion", "لیلا کریمی", "Institute"],
      ["insertion", "لیلا کریمی", "Institution"],
      ["deletion", "Ada Stone", "claim"],
      ["insertion", "Ada Stone", "assertion"],
      ["deletion", "Ben Hill", "very"],
      ["deletion", "Ben Hill", "dry"],
      ["insertion", "Ben Hill", "bone-dry"],
      ["deletion", "Ada Stone", "us.\nNobody"],
      ["insertion", "Ada Stone", "us. Nobody"],
      ["deletion", "Ada Stone", "2019"],
      ["insertion", "Ada Stone", "2020"],
      ["deletion", "Ada Stone", "Nread"],
    ]);
  });

  it("reads the text as it stands with all fixes rejected, and with them when they are accepted", () => {
    const file = reviewed();
    const lines = linesOf(reviewedSample().paragraphs);
    expect(pandocLines(read(file, "reject"))).toEqual(title(lines));
    expect(pandocLines(read(file, "accept"))).toEqual(
      title(lines).map((line) =>
        line
          .replace("Institute ", "Institution ")
          .replace("first claim", "first assertion")
          .replace("very dry", "bone-dry")
          .replace("us.\nNobody", "us. Nobody")
          .replace("2019", "2020")
          .replace("U. Nread", "U. "),
      ),
    );
  });

  it("reads the manuscript with all changes since rejected, the article with all accepted, and who made them", () => {
    const { paragraphs, since, file } = changes();
    expect(squeezed(pandocLines(read(file, "reject")))).toBe(squeezed(title(linesOf(since.paragraphs))));
    expect(squeezed(pandocLines(read(file, "accept")))).toBe(
      squeezed(title(linesOf(paragraphs))).replace("firstbold", "firstbrave"),
    );
    const found = pandocChanges(read(file, "all")).filter(({ type }) => type !== "comment-start");
    expect(found.map(({ type, author, text }) => [type, author, text.trim()])).toEqual(
      expect.arrayContaining([
        ["deletion", "Ada Stone", "very"],
        ["deletion", "Ben Hill", "claim"],
        ["insertion", "Ben Hill", "claims"],
        ["insertion", "Ben Hill", "All of this is new."],
        ["insertion", "لیلا کریمی", "Nobody ever did."],
        ["deletion", "لیلا کریمی", "Nobody ever did."],
        ["insertion", "Ben Hill", "brave"],
      ]),
    );
  });
});

describe.runIf(isInstalled("soffice"))("LibreOffice", () => {
  const office = new LibreOffice();
  afterAll(() => office.dispose());

  it(
    "reads the Word draft: words, numbers, notes, header",
    async () => {
      const places = ["endnotes", "footnotes"] as const;
      const files = await Promise.all(places.map((notes) => toDocx(sample(), { openFlags: 2 }, { notes })));
      const read = office.convert(files, "odt");
      read.forEach((file, index) => {
        const parts = partsOf(file);
        const content = parseXml(parts["content.xml"]!);
        const lines = [...all(content, "text:h"), ...all(content, "text:p")].map((line) => line.textContent);
        expect(lines).toContain("Rivers & <Borders>");
        expect(lines).toContain("See again2, 3.");
        const notes = all(content, "text:note");
        const place = places[index]!.slice(0, -1);
        expect(notes.map((note) => attribute(note, "text:note-class"))).toEqual(Array(3).fill(place));
        expect(notes.map((note) => all(note, "text:note-citation")[0]!.textContent)).toEqual(["1", "2", "3"]);
        expect(all(notes[0]!, "text:note-body")[0]!.textContent).toContain("B. Writer, Report no. 5.");
        const [header] = all(parseXml(parts["styles.xml"]!), "style:header");
        expect(header!.textContent).toBe("Not a clean draft: 2 flags are still open");
      });
    },
    MINUTES,
  );

  it(
    "reads every comment of a reviewed file, its author, date and resolved state, and every tracked change",
    () => {
      const file = reviewed();
      const content = parseXml(partsOf(office.convert([file], "odt")[0]!)["content.xml"]!);
      const read = all(content, "office:annotation").map((one) => ({
        author: all(one, "dc:creator")[0]!.textContent,
        date: `${all(one, "dc:date")[0]!.textContent}Z`,
        text: all(one, "text:p")
          .map((line) => line.textContent)
          .join("\n"),
        done: attribute(one, "loext:resolved") === "true",
      }));
      const written = readComments(file).map(({ author, date, text, done }) => ({
        author,
        date,
        text,
        done,
      }));
      const order = (one: object, other: object) => JSON.stringify(one).localeCompare(JSON.stringify(other));
      expect(read.sort(order)).toEqual(written.sort(order));
      const regions = all(content, "text:changed-region").map((region) => [
        all(region, "text:deletion").length ? "-" : "+",
        all(region, "dc:creator")[0]!.textContent,
        all(region, "dc:date")[0]!.textContent,
      ]);
      expect(regions).toEqual([
        ["-", "لیلا کریمی", "2026-03-02T09:03:07"],
        ["+", "لیلا کریمی", "2026-03-02T09:03:07"],
        ["-", "Ada Stone", "2026-03-02T09:00:07"],
        ["+", "Ada Stone", "2026-03-02T09:00:07"],
        ["-", "Ben Hill", "2026-03-02T09:09:07"],
        ["+", "Ben Hill", "2026-03-02T09:09:07"],
        ...["-", "+", "-", "+", "-"].map((type) => [type, "Ada Stone", "2026-03-02T09:00:07"]),
      ]);
    },
    MINUTES,
  );

  it(
    "prints every kind of file",
    async () => {
      const files = [await toDocx(sample()), await toDocx(sample(), undefined, { notes: "footnotes" })];
      for (const printed of office.convert([...files, reviewed(), changes().file], "pdf"))
        expect(Buffer.from(printed.subarray(0, 5)).toString()).toBe("%PDF-");
    },
    MINUTES,
  );

  it(
    "comes to the manuscript by rejecting all changes, and to the article by accepting them",
    () => {
      const { paragraphs, since, file } = changes();
      const settled = (how: "Accept" | "Reject") =>
        squeezed(readTracked(office.settle(file, how), "accept").map(({ text }) => text));
      expect(settled("Reject")).toBe(squeezed(linesOf(since.paragraphs)));
      expect(settled("Accept")).toBe(squeezed(linesOf(paragraphs)).replace("firstbold", "firstbrave"));
    },
    MINUTES,
  );

  it(
    "keeps what a reviewed file is known by, and its comments, when it saves it",
    () => {
      const file = reviewed();
      const saved = office.convert([file], "docx")[0]!;
      const names = (one: Uint8Array) =>
        all(parseXml(partsOf(one)["word/document.xml"]!), "w:bookmarkStart")
          .map((bookmark) => attribute(bookmark, "w:name")!)
          .filter((name) => /^_g[pf]/.test(name))
          .sort();
      expect(names(saved)).toEqual(names(file));
      const properties = (one: Uint8Array) =>
        all(parseXml(partsOf(one)["docProps/custom.xml"]!), "property").map((property) => [
          attribute(property, "name"),
          property.textContent,
        ]);
      // In another order.
      expect(properties(saved).toSorted()).toEqual(properties(file).toSorted());
      expect(readTracked(saved, "reject").map(({ text }) => text)).toEqual(
        readTracked(file, "reject").map(({ text }) => text),
      );
    },
    MINUTES,
  );
});
