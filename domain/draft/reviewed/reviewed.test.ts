import { describe, expect, it } from "vitest";
import type { FlagDto } from "../../contract";
import { inlineText } from "../../article/kinds";
import { uuid } from "../../testing";
import { bullet, body, br, cite, em, link, reference, step, strong, title } from "../testing/articles";
import { inconsistencies } from "../testing/docx-consistency";
import { all, attribute, childElements, parseXml, partsOf } from "../testing/docx-reading";
import { readComments, readFlagBookmarks, readTracked } from "../testing/docx-tracked";
import {
  ADA,
  BEN,
  flagOn,
  LEILA,
  minute,
  reviewedSample,
  underReview,
  withUuids,
} from "../testing/reviewed-articles";
import { toReviewedDocx } from "./reviewed";

const line = (words: string, ...flags: ((paragraph: ReturnType<typeof body>) => FlagDto)[]) => {
  const [head, paragraph] = withUuids([title("T"), body(words)]) as [
    ReturnType<typeof body>,
    ReturnType<typeof body>,
  ];
  return underReview(
    [head, paragraph],
    flags.map((flag) => flag(paragraph)),
  );
};
const paragraphXml = (file: Uint8Array, index = 1) =>
  all(parseXml(partsOf(file)["word/document.xml"]!), "w:p")[index]!;
/** The elements in a paragraph in order, by name, with the words of runs. */
const outline = (file: Uint8Array, index = 1): string =>
  childElements(paragraphXml(file, index))
    .map((one) => one.tagName.slice(2) + (one.textContent ? `(${one.textContent})` : ""))
    .join(" ");

describe("toReviewedDocx", () => {
  it("hangs together", () => {
    expect(inconsistencies(toReviewedDocx(reviewedSample()))).toEqual([]);
    expect(inconsistencies(toReviewedDocx(underReview(withUuids([title("T"), body("")]))))).toEqual([]);
  });

  it("holds these parts and no others, and is the same file for the same article", () => {
    const file = toReviewedDocx(reviewedSample());
    const part = (name: string) => `word/${name}.xml`;
    expect(Object.keys(partsOf(file)).sort()).toEqual([
      "[Content_Types].xml",
      "_rels/.rels",
      "docProps/app.xml",
      "docProps/core.xml",
      "docProps/custom.xml",
      "word/_rels/document.xml.rels",
      ...["comments", "commentsExtended", "commentsExtensible", "commentsIds", "document"].map(part),
      ...["numbering", "people", "settings", "styles"].map(part),
    ]);
    const [one, other] = [reviewedSample(), reviewedSample()];
    expect(toReviewedDocx({ ...one, flags: [] })).toEqual(toReviewedDocx({ ...other, flags: [] }));
    expect(toReviewedDocx(one)).toEqual(toReviewedDocx(structuredClone(one)));
  });

  it("has the text letter for letter: spaces, breaks, empty paragraphs, addresses", () => {
    const paragraphs = withUuids([
      title(" T  "),
      body("  two  spaces\tand a tab", br, " www.example.org ", strong(" bold "), em("it"), " "),
      body(""),
      body("non\u2011breaking, so\u00adft, \ud83d\ude80, می\u200cشود\u00a0"),
    ]);
    const read = readTracked(toReviewedDocx(underReview(paragraphs)), "accept");
    expect(read.map(({ text }) => text)).toEqual(paragraphs.map(({ text }) => text));
    expect(
      read[1]!.runs.map(({ text, strong: bold, em: italic, link: to }) => [text, bold, italic, to]),
    ).toEqual([
      ["  two  spaces\tand a tab\n www.example.org ", false, false, null],
      [" bold ", true, false, null],
      ["it", false, true, null],
      [" ", false, false, null],
    ]);
  });

  it("keeps every place for what XML cannot hold", () => {
    const read = readTracked(toReviewedDocx(line("a\u0007b\ud800c\uffffd")), "accept");
    expect(read[1]!.text).toBe("a\ufffdb\ufffdc\ufffdd");
  });

  it("has the style of each kind, and lists that count as they are printed", () => {
    const source = reviewedSample();
    const file = toReviewedDocx({ ...source, flags: [] });
    expect(readTracked(file, "accept").map(({ style }) => style)).toEqual([
      ...["Title", "Byline", "Byline", "Subtitle", "Normal", "Heading1", "Normal", "Quote", "Quote"],
      ...["ListBullet", "ListBullet", "Heading2", "ListNumber", "ListNumber", "Normal", "Normal"],
      ...Array<string>(4).fill("Bibliography"),
    ]);
    const numbers = all(parseXml(partsOf(file)["word/document.xml"]!), "w:p").map((paragraph) =>
      all(paragraph, "w:numId").map((one) => attribute(one, "w:val")),
    );
    expect(numbers.slice(12, 14)).toEqual([["3"], ["3"]]);
    // Of the references the third is cited nowhere.
    expect(numbers.slice(-4)).toEqual([["4"], ["4"], [], ["4"]]);
    const apart = underReview(withUuids([title("T"), step("a"), bullet("b"), step("c")]));
    const lists = all(parseXml(partsOf(toReviewedDocx(apart))["word/document.xml"]!), "w:numId");
    expect(lists.map((one) => attribute(one, "w:val"))).toEqual(["3", "4"]);
  });

  it("says which article and version it is of, and has a bookmark at every paragraph and around every flag", () => {
    const source = reviewedSample();
    const file = toReviewedDocx(source);
    const properties = all(parseXml(partsOf(file)["docProps/custom.xml"]!), "property");
    expect(properties.map((one) => [attribute(one, "name"), one.textContent])).toEqual([
      ["GalleyArticle", source.id],
      ["GalleyVersion", "7"],
      ["GalleyEvent", "41"],
      ["GalleyView", "reviewed"],
    ]);
    const paragraphs = all(parseXml(partsOf(file)["word/document.xml"]!), "w:p");
    const first = paragraphs.map(
      (one) => childElements(one).filter(({ tagName }) => tagName !== "w:pPr")[0]!,
    );
    expect(first.map((one) => attribute(one, "w:name"))).toEqual(
      source.paragraphs.map(({ id }) => `_gp${id.replaceAll("-", "")}`),
    );
    const words = readFlagBookmarks(file);
    for (const { id, anchor } of source.flags)
      if (anchor.state === "exact") expect(words.get(id)).toBe(anchor.quote);
    expect(words.size).toBe(source.flags.length);
  });

  it("has citations as links to their references, each by itself", () => {
    const paragraphs = withUuids([
      title("T"),
      body("One", cite("a"), cite("a"), cite("b"), "."),
      reference("a", "A. 1999."),
      reference("b", "B. 2000."),
    ]);
    const links = all(paragraphXml(toReviewedDocx(underReview(paragraphs))), "w:hyperlink");
    const [a, b] = [2, 3].map((index) => `_gp${paragraphs[index]!.id.replaceAll("-", "")}`);
    expect(links.map((one) => [attribute(one, "w:anchor"), one.textContent])).toEqual([
      [a, "1"],
      [a, ", 1"],
      [b, ", 2"],
    ]);
    const byAuthor = { ...underReview(paragraphs), citationStyle: "author_date" as const };
    const words = all(paragraphXml(toReviewedDocx(byAuthor)), "w:hyperlink").map((one) => one.textContent);
    expect(words.join("")).toMatch(/^ \(A.*1999; A.*1999; B.*2000\)$/);
  });
});

describe("a flag", () => {
  it("is a comment on its words by its raiser, with the thread as replies", () => {
    const source = line("All of it is so.", (paragraph) =>
      flagOn(paragraph, "it is", {
        kind: "fact_check",
        note: "Who says so?\nAnd when?",
        createdAt: minute(1),
        thread: [
          { type: "reply", actor: LEILA, body: "من" },
          { type: "resolved", outcome: "sourced", body: "There.", sources: ["https://a.org/", "A book"] },
          { type: "reopened", actor: ADA, body: "No." },
        ],
      }),
    );
    const texts = [
      ["Ada Stone", "Fact-check: Who says so?\nAnd when?"],
      ["لیلا کریمی", "من"],
      ["Ben Hill", "Settled it: sourced.\nThere.\nhttps://a.org/\nA book"],
      ["Ada Stone", "Reopened it.\nNo."],
    ];
    const [first, ...replies] = readComments(toReviewedDocx(source));
    expect([first, ...replies].map((one) => [one!.author, one!.text])).toEqual(texts);
    expect(first).toMatchObject({ date: "2026-03-02T09:01:07Z", parent: null, done: false, words: "it is" });
    for (const reply of replies)
      expect(reply).toMatchObject({ parent: texts[0]![1], words: "it is", done: false });
  });

  it("has a range and a reference in the text for each reply, as Word wants it", () => {
    const source = line("All of it.", (paragraph) =>
      flagOn(paragraph, "of", { note: "Why?", thread: [{ type: "reply", body: "So." }] }),
    );
    expect(outline(toReviewedDocx(source))).toBe(
      "bookmarkStart r(All ) bookmarkStart commentRangeStart commentRangeStart r(of) " +
        "commentRangeEnd r commentRangeEnd r bookmarkEnd r( it.) bookmarkEnd",
    );
  });

  it.each([
    [{ status: "resolved", outcome: "done" }, true],
    [{ status: "withdrawn" }, true],
    [{ kind: "fact_check", status: "verified", outcome: "stands" }, true],
    [{ kind: "fact_check", status: "resolved", outcome: "stands", recheck: "As it was." }, false],
    [{ status: "open" }, false],
  ] as [Partial<FlagDto>, boolean][])("that is %o is marked as resolved: %s", (facts, done) => {
    const source = line("All of it.", (paragraph) =>
      flagOn(paragraph, "of", { note: "Why?", ...facts } as object),
    );
    expect(readComments(toReviewedDocx(source)).map((one) => one.done)).toEqual([done]);
    expect(readComments(toReviewedDocx(source, { settled: false }))).toHaveLength(done ? 0 : 1);
  });

  it("that nobody else may see yet is not there", () => {
    const source = line("All of it.", (paragraph) =>
      flagOn(paragraph, "of", { note: "Why?", pending: true }),
    );
    const parts = Object.values(partsOf(toReviewedDocx(source))).join("");
    expect(parts).not.toContain("Why?");
    expect(readFlagBookmarks(toReviewedDocx(source)).size).toBe(0);
  });

  it("whose words are gone is a comment on the paragraph they were lost in, or on the title, and quotes them", () => {
    const lost = {
      anchor: { state: "detached" as const, start: 0, end: 0 },
      kind: "fact_check" as const,
      note: "So?",
    };
    const source = line(
      "All of it.",
      (paragraph) => flagOn(paragraph, "none of it", lost),
      (paragraph) => flagOn(paragraph, "nor this", { ...lost, note: "", paragraphId: uuid("gone") }),
    );
    expect(readComments(toReviewedDocx(source)).map(({ text, words }) => [text, words])).toEqual([
      ["Fact-check:\nThe words are gone: “nor this”.", "T"],
      ["Fact-check: So?\nThe words are gone: “none of it”.", "All of it."],
    ]);
    const empty = line("", (paragraph) => flagOn(paragraph, "All", lost));
    expect(inconsistencies(toReviewedDocx(empty))).toEqual([]);
    expect(readComments(toReviewedDocx(empty))).toMatchObject([{ words: "" }]);
  });

  it("whose words changed says what they were", () => {
    const source = line("All of it.", (paragraph) =>
      flagOn(paragraph, "of", { note: "Why?", anchor: { state: "changed", quote: "some of" } }),
    );
    expect(readComments(toReviewedDocx(source))).toMatchObject([
      { text: "Why?\nRaised on “some of”.", words: "of" },
    ]);
  });

  it("never begins or ends inside a character", () => {
    const source = line("a\ud83d\ude80b", (paragraph) =>
      flagOn(paragraph, "\ud83d\ude80", { note: "?", anchor: { start: 2, end: 2 + 1, state: "changed" } }),
    );
    expect(readComments(toReviewedDocx(source))).toMatchObject([{ words: "\ud83d\ude80" }]);
    const half = line("a\ud83d\ude80b", (paragraph) =>
      flagOn(paragraph, "\ud83d\ude80", { replacement: "!", anchor: { start: 0, end: 2 } }),
    );
    expect(readTracked(toReviewedDocx(half), "accept")[1]!.text).toBe("a\ud83d\ude80b");
  });
});

describe("an open typo fix", () => {
  const accepted = (source: ReturnType<typeof line>) =>
    readTracked(toReviewedDocx(source), "accept")[1]!.text;
  const rejected = (source: ReturnType<typeof line>) =>
    readTracked(toReviewedDocx(source), "reject")[1]!.text;

  it("is a tracked change by its raiser, and a comment only where its thread has words", () => {
    const source = line("The Ayotallah said.", (paragraph) =>
      flagOn(paragraph, "Ayotallah", { replacement: "Ayatollah", raisedBy: BEN, createdAt: minute(4) }),
    );
    const file = toReviewedDocx(source);
    expect([accepted(source), rejected(source)]).toEqual(["The Ayatollah said.", "The Ayotallah said."]);
    const changes = ["w:del", "w:ins"].flatMap((name) => all(paragraphXml(file), name));
    expect(
      changes.map((one) => [one.textContent, attribute(one, "w:author"), attribute(one, "w:date")]),
    ).toEqual([
      ["Ayotallah", "Ben Hill", "2026-03-02T09:04:07Z"],
      ["Ayatollah", "Ben Hill", "2026-03-02T09:04:07Z"],
    ]);
    expect(readComments(file)).toEqual([]);
    expect([...readFlagBookmarks(file).values()]).toEqual(["Ayotallah"]);
    const spoken = { ...source, flags: source.flags.map((flag) => ({ ...flag, thread: [...flag.thread] })) };
    spoken.flags[0]!.thread.push({ id: "e", type: "reply", actor: ADA, body: "Sure?", at: minute(5) });
    expect(readComments(toReviewedDocx(spoken)).map(({ text, words }) => [text, words])).toEqual([
      ["Typo: “Ayotallah” should read “Ayatollah”.", "Ayotallah"],
      ["Sure?", "Ayotallah"],
    ]);
  });

  it("that overlaps another is a comment that says what it proposes", () => {
    const source = line(
      "one two three",
      (paragraph) => flagOn(paragraph, "two three", { replacement: "2, 3", note: "Figures." }),
      (paragraph) => flagOn(paragraph, "one two", { replacement: "1, 2" }),
    );
    expect([accepted(source), rejected(source)]).toEqual(["1, 2 three", "one two three"]);
    expect(readComments(toReviewedDocx(source)).map(({ text, words }) => [text, words])).toEqual([
      ["Typo: “two three” should read “2, 3”.\nFigures.", "two three"],
    ]);
  });

  it("right beside another is one too, and either may be inside a comment", () => {
    const source = line(
      "onetwo three",
      (paragraph) => flagOn(paragraph, "one", { replacement: "1" }),
      (paragraph) => flagOn(paragraph, "two", { replacement: "" }),
      (paragraph) => flagOn(paragraph, "netwo th", { note: "Here." }),
    );
    expect([accepted(source), rejected(source)]).toEqual(["1 three", "onetwo three"]);
    expect(readComments(toReviewedDocx(source))).toMatchObject([{ words: "netwo th" }]);
  });

  it.each([
    [{ status: "resolved", outcome: "declined" }, "Typo: “one” should read “1”."],
    [{ anchor: { state: "changed", quote: "on" } }, "Typo: “on” should read “1”.\nRaised on “on”."],
  ] as [object, string][])("that cannot be applied as things stand (%o) is none", (facts, text) => {
    const source = line("one two", (paragraph) => flagOn(paragraph, "one", { replacement: "1", ...facts }));
    expect(accepted(source)).toBe("one two");
    expect(readComments(toReviewedDocx(source))).toMatchObject([{ text }]);
  });

  it("takes a citation whole, is in the type of its first letter, and stays in its link", () => {
    const paragraphs = withUuids([
      title("T"),
      body(strong("bo"), "ld", cite("a"), " and ", link("linked words", "https://example.org/"), "."),
      reference("a", "A. 1999."),
    ]);
    const paragraph = paragraphs[1]!;
    const flags = [
      flagOn(paragraph, "bold\uFFFC", { replacement: "thin" }),
      flagOn(paragraph, "linked", { replacement: "joined" }),
    ];
    const file = toReviewedDocx(underReview(paragraphs, flags));
    expect(inconsistencies(file)).toEqual([]);
    expect(readTracked(file, "accept")[1]!.runs).toEqual([
      { text: "thin", strong: true, em: false, link: null },
      { text: " and ", strong: false, em: false, link: null },
      { text: "joined words", strong: false, em: false, link: "https://example.org/" },
      { text: ".", strong: false, em: false, link: null },
    ]);
    expect(readTracked(file, "reject")[1]!.text).toBe(paragraph.text);
  });
});

describe("the sample", () => {
  it("reads as it stands when all is rejected, and with all fixes when all is accepted", () => {
    const { paragraphs, ...source } = reviewedSample();
    const file = toReviewedDocx({ ...source, paragraphs });
    expect(readTracked(file, "reject").map(({ text }) => text)).toEqual(
      paragraphs.map(({ content }) => inlineText(content)),
    );
    const lines = readTracked(file, "accept").map(({ text }) => text);
    expect(lines[1]).toBe("Lena Hartmann, Institution for Rivers");
    expect(lines).toContain("It was bone-dry, says the report.");
    expect(lines).toContain("Nobody asked us. Nobody.");
  });
});
