import { describe, expect, it } from "vitest";
import { checkDocument, outline, parse } from "./testing";

const BODY = "The river was shared out between the two states in the year after the war, and has been since.";
const REPAIRS = (lines: string[], type: string) =>
  parse(lines).repairs.filter((repair) => repair.type === type);
/** A title and a paragraph before, so that the lines under test are running text. */
const text = (...lines: string[]) => ["The Shared River", "", BODY, "", ...lines];
const after = (lines: string[]) => outline(parse(lines)).slice(2);

describe("front matter", () => {
  it("finds the title, a byline after it, and a standfirst", () => {
    const standfirst = "Two states share a river. For how long?";
    expect(outline(parse(["The Shared River", "By Mina Sattari", standfirst, BODY, BODY]))).toEqual([
      "title: The Shared River",
      "byline: Mina Sattari",
      `standfirst: ${standfirst}`,
      `body: ${BODY}`,
      `body: ${BODY}`,
    ]);
  });

  it("takes a byline before the title, one paragraph a person, and lists both", () => {
    const read = parse(["By Mina Sattari and Yusuf Demir, Regional Editors", "The Shared River", BODY, BODY]);
    expect(outline(read).slice(0, 3)).toEqual([
      "title: The Shared River",
      "byline: Mina Sattari, Regional Editors",
      "byline: Yusuf Demir, Regional Editors",
    ]);
    expect(read.repairs.map(({ id }) => id)).toEqual(["order:front", "byline:L1"]);
  });

  it("keeps the source's order where the move is undone", () => {
    const lines = ["By Mina Sattari", "The Shared River", BODY, BODY];
    const read = parse(lines, { undo: ["order:front"] });
    expect(outline(read).slice(0, 2)).toEqual(["title: By Mina Sattari", "heading: The Shared River"]);
    checkDocument(read);
  });

  it("keeps the byline's line where the split is undone", () => {
    const lines = ["The Shared River", "By Mina Sattari and Yusuf Demir", BODY];
    expect(outline(parse(lines, { undo: ["byline:L2"] }))[1]).toBe("byline: By Mina Sattari and Yusuf Demir");
  });

  it("takes the line under a name as what the person is", () => {
    const lines = ["The Shared River", "By Mina Sattari", "Correspondent in Harran", "", BODY];
    expect(outline(parse(lines))).toEqual([
      "title: The Shared River",
      "byline: Mina Sattari, Correspondent in Harran",
      `body: ${BODY}`,
    ]);
    expect(outline(parse(lines, { undo: ["byline:L2"] })).slice(1, 3)).toEqual([
      "byline: By Mina Sattari",
      "heading: Correspondent in Harran",
    ]);
  });

  it("takes a standfirst between title and byline", () => {
    const read = parse(["The Shared River", "A treaty nobody reads", "By Mina Sattari", BODY, BODY]);
    expect(outline(read).slice(1, 3)).toEqual(["byline: Mina Sattari", "standfirst: A treaty nobody reads"]);
  });

  it("does not take a sentence that begins with By for a byline", () => {
    expect(after(text("By Monday, the river had risen."))).toEqual(["body: By Monday, the river had risen."]);
  });

  it("does not take the first of several like paragraphs for a standfirst", () => {
    expect(outline(parse(["The Shared River", "", BODY, "", BODY]))[1]).toBe(`body: ${BODY}`);
  });

  it("says so when no title can be found, and takes the one that is typed", () => {
    const long = `${BODY} ${BODY} ${BODY}`;
    const read = parse([long, "", BODY]);
    expect(outline(read)).toEqual([`title: ${long}`, `body: ${BODY}`]);
    expect(read.warnings.map(({ type }) => type)).toEqual(["no_title"]);
    const titled = parse([long, "", BODY], { title: "The Shared River" });
    expect(outline(titled)).toEqual(["title: The Shared River", `body: ${long}`, `body: ${BODY}`]);
    expect(titled.warnings).toEqual([]);
  });

  it("makes a document of a single line", () => {
    const read = parse("The Shared River");
    expect(outline(read)).toEqual(["title: The Shared River", "body: "]);
    checkDocument(read);
  });
});

describe("headings", () => {
  it("are short lines without a full stop that something follows", () => {
    expect(after([...text("Historical Context", BODY), "Who pays?", BODY])).toEqual([
      "heading: Historical Context",
      `body: ${BODY}`,
      "heading: Who pays?",
      `body: ${BODY}`,
    ]);
  });

  it("are not the last line, a line that ends in a colon, or a run of short lines", () => {
    expect(after(text("Historical Context"))).toEqual(["body: Historical Context"]);
    expect(after(text("The treaty says:", BODY))[0]).toBe("body: The treaty says:");
    expect(after(text("One Bird", "Two Birds", "Three Birds", BODY))[0]).toBe("body: One Bird");
  });

  it("know a part of a section by its number", () => {
    const { manuscript } = parse(text("1. The Treaty", BODY, "1.1 Its Terms", BODY));
    expect(
      manuscript.paragraphs.filter(({ kind }) => kind === "heading").map(({ attrs }) => attrs.level),
    ).toEqual([2, 3]);
  });
});

describe("lines and paragraphs", () => {
  it("parts paragraphs by one line break or by two", () => {
    expect(after(text(BODY, BODY))).toEqual([`body: ${BODY}`, `body: ${BODY}`]);
    expect(after(text(BODY, "", BODY))).toEqual([`body: ${BODY}`, `body: ${BODY}`]);
  });

  it("joins a sentence broken over lines and says so", () => {
    const lines = text(
      "After the drought of last year the ministers agreed that the cooperation with",
      "Harran would grow.",
    );
    expect(after(lines)).toHaveLength(1);
    expect(REPAIRS(lines, "join")).toMatchObject([
      { id: "join:L6", line: 5, message: "Joined lines 5 and 6" },
    ]);
    expect(outline(parse(lines, { undo: ["join:L6"] })).slice(3)).toEqual(["body: Harran would grow."]);
  });

  it("joins a sentence broken over pages", () => {
    const lines = text(
      "The ministers met in the capital and agreed that",
      "",
      "\fthe river would be shared.",
    );
    expect(after(lines)).toEqual([
      "body: The ministers met in the capital and agreed that the river would be shared.",
    ]);
  });

  it("joins the lines of wrapped paragraphs, and leaves their headings alone", () => {
    const lines = text(
      "The river rises in the north, where the snow of the mountains",
      "feeds it until June. From there it crosses two borders. It is",
      "Harran that has most of the dams, and most of the complaints.",
      "The treaty has not been read aloud since it was signed.",
      "",
      "Who Pays",
      "The costs are shared out by a commission that meets each year",
      "in spring.",
    );
    expect(after(lines).map((line) => line.slice(0, 30))).toEqual([
      "body: The river rises in the n",
      "heading: Who Pays",
      "body: The costs are shared out",
    ]);
    expect(REPAIRS(lines, "join").map(({ message }) => message)).toEqual([
      "Joined lines 5 to 8",
      "Joined lines 11 and 12",
    ]);
  });

  it("parts wrapped paragraphs without empty lines where a line had room for the next word", () => {
    const lines = text(
      "The river rises in the north, where the snow of the mountains feeds it",
      "until June. From there it crosses two borders. It is Harran that has",
      "most of the dams, and most of the complaints.",
      "Who Pays",
      "The costs are shared out by a commission of engineers, which meets each",
      "year in spring. Nobody outside reads what it decides, and most of those",
      "inside do not. It has met forty times, and it has never once been late.",
      "It will meet again.",
    );
    expect(after(lines).map((line) => line.slice(0, 24))).toEqual([
      "body: The river rises in",
      "heading: Who Pays",
      "body: The costs are shar",
    ]);
    // Whether the last line is a paragraph of its own only a person can know.
    expect(outline(parse(lines, { undo: ["join:L12"] })).slice(-1)).toEqual(["body: It will meet again."]);
  });

  it("reads Persian as it reads English", () => {
    const read = parse([
      "آب دو کشور",
      "نوشته مینا ستاری و یوسف دمیر",
      "",
      "رودخانه در شمال سرچشمه می‌گیرد و پس از گذشتن از دو مرز، در جنوب به",
      "دریا می‌ریزد [۱، ۲]. گزارش‌های آن دیگر چاپ نمی‌شود.",
      "",
      "منابع",
      "۱. ستاری، مینا. ۱۴۰۰. «آب». فصلنامه رود.",
      "۲- دمیر، یوسف. ۱۴۰۱. «برق».",
    ]);
    expect(outline(read)).toEqual([
      "title: آب دو کشور",
      "byline: مینا ستاری",
      "byline: یوسف دمیر",
      "body: رودخانه در شمال سرچشمه می‌گیرد و پس از گذشتن از دو مرز، در جنوب به دریا می‌ریزد{L8}{L9}. گزارش‌های آن دیگر چاپ نمی‌شود.",
      "reference: ستاری، مینا. ۱۴۰۰. «آب». فصلنامه رود.",
      "reference: دمیر، یوسف. ۱۴۰۱. «برق».",
    ]);
    expect(read.manuscript.language).toBe("fa");
    expect(read.warnings).toEqual([]);
  });

  it("joins a word broken by a hyphen, and keeps the hyphen of a compound", () => {
    const broken = text("The commission has been looking at the whole of the inter-", "national law.");
    expect(after(broken)[0]).toMatch(/whole of the international law\.$/);
    expect(outline(parse(broken, { undo: ["hyphen:L6"] })).slice(2)[0]).toMatch(/the inter-national law\.$/);
    expect(after(text("It is a matter of what the ministers call long-", "term planning."))[0]).toMatch(
      /call long-term planning/,
    );
    expect(after(text("A rain-fed field. It is one of a hundred that are rain-", "fed there."))[0]).toMatch(
      /rain-fed there/,
    );
    expect(after(text("It was the last word of the pact between Harran-", "Sarat neighbours."))[0]).toMatch(
      /Harran-Sarat/,
    );
  });

  it("makes one space of several, and two again when that is undone", () => {
    const lines = text("The river.  It  rose.\tFast.");
    expect(after(lines)).toEqual(["body: The river. It rose. Fast."]);
    expect(REPAIRS(lines, "whitespace")).toMatchObject([
      { line: 5, message: "Made one space of several in 3 places" },
    ]);
    expect(outline(parse(lines, { undo: ["whitespace"] })).slice(2)).toEqual([
      "body: The river.  It  rose.\tFast.",
    ]);
  });

  it("reads typed lists", () => {
    const lines = text("The terms:", "• water", "• power", "", "1. first", "2. second", "", BODY);
    expect(after(lines)).toEqual([
      "body: The terms:",
      "list_item: water",
      "list_item: power",
      "list_item: first",
      "list_item: second",
      `body: ${BODY}`,
    ]);
    expect(outline(parse(lines, { undo: ["list_marks"] })).slice(3, 6)).toEqual([
      "body: • water",
      "body: • power",
      "body: 1. first",
    ]);
  });

  it("counts lines as an editor does, whatever ends them", () => {
    expect(
      parse("The Shared River\r\n\r\nOne.\rTwo.\nThree.").manuscript.paragraphs.map(({ key }) => key),
    ).toEqual(["L1", "L3", "L4", "L5"]);
  });
});

describe("corrections", () => {
  const lines = text("Historical Context", BODY, "It was so.");

  it("give a paragraph another kind", () => {
    expect(outline(parse(lines, { kinds: { L5: "body", L7: "quote" } })).slice(2)).toEqual([
      "body: Historical Context",
      `body: ${BODY}`,
      "quote: It was so.",
    ]);
  });

  it("join a paragraph to the one before it", () => {
    expect(outline(parse(lines, { joins: ["L7"] })).at(-1)).toBe(`body: ${BODY} It was so.`);
  });

  it("correct the title, or make another paragraph it", () => {
    expect(outline(parse(lines, { title: "A River Shared" }))[0]).toBe("title: A River Shared");
    expect(outline(parse(lines, { kinds: { L5: "title" } })).slice(0, 2)).toEqual([
      "title: Historical Context",
      "heading: The Shared River",
    ]);
  });

  it("leave a document even where they take away its title and its text", () => {
    const read = parse(lines, {
      kinds: { L1: "body", L3: "byline", L5: "reference", L6: "reference", L7: "byline" },
    });
    checkDocument(read);
    expect(outline(read)[0]).toBe("title: ");
    expect(read.warnings.map(({ type }) => type)).toContain("no_title");
  });

  it("do not change the keys and repairs of the rest", () => {
    const keys = (read: ReturnType<typeof parse>) => read.manuscript.paragraphs.map(({ key }) => key);
    expect(keys(parse(lines, { kinds: { L5: "quote" }, title: "Other" }))).toEqual(keys(parse(lines)));
  });
});
