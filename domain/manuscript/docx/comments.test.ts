import { describe, expect, it } from "vitest";
import { checkDocument, outline } from "../testing";
import {
  at,
  BODY,
  bold,
  comment,
  extended,
  flagsOf,
  note,
  noteMark,
  on,
  p,
  read,
  row,
  table,
  warningsOf,
} from "./testing/build";

describe("comments", () => {
  it("are flags on their words, with author, date, replies and mark", () => {
    const result = read([p("River"), p("So ", on(1, "it was"), at(2), " then.")], {
      comments: comment(1, "Ann", "Who says?", "Really?") + comment(2, "Bob", "I do."),
      commentsExtended: extended(1, { done: true }) + extended(2, { parent: 1 }),
      people:
        '<w15:person w15:author="Ann"><w15:presenceInfo w15:providerId="AD" w15:userId="S::ann@paper.example::0a1b"/></w15:person>' +
        '<w15:person w15:author="Bob"><w15:presenceInfo w15:providerId="None" w15:userId="Bob"/></w15:person>',
    });
    expect(result.flags).toEqual([
      {
        key: "comment:1",
        kind: "comment",
        paragraphKey: "L2",
        start: 3,
        end: 9,
        by: { name: "Ann", email: "ann@paper.example" },
        at: "2026-03-02T10:00:00.000Z",
        note: "Who says?\nReally?",
        replies: [{ by: { name: "Bob", email: null }, at: "2026-03-02T10:00:00.000Z", body: "I do." }],
        resolved: true,
      },
    ]);
  });

  it("over several paragraphs stand on the first with words of theirs", () => {
    const body = [
      p("River"),
      p("One two", '<w:commentRangeStart w:id="1"/>'),
      p("Three four."),
      p("five", '<w:commentRangeEnd w:id="1"/>', at(1)),
    ];
    expect(flagsOf(read(body, { comments: comment(1, "Ann", "x") }))).toEqual([
      "comment “Three four.” (Ann): x",
    ]);
  });

  it("begin and end between paragraphs, too", () => {
    const body = [
      p("River"),
      '<w:commentRangeStart w:id="1"/>',
      p("One two."),
      '<w:commentRangeEnd w:id="1"/>',
      p("Three", at(1)),
    ];
    expect(flagsOf(read(body, { comments: comment(1, "Ann", "x") }))).toEqual([
      "comment “One two.” (Ann): x",
    ]);
  });

  it("at a place stand on the word there", () => {
    const of = (...pieces: string[]) =>
      flagsOf(read([p("River"), p(...pieces)], { comments: comment(1, "Ann", "x") }))[0];
    expect(of("One tw", at(1), "o three")).toBe("comment “two” (Ann): x");
    expect(of("One two", at(1), " three")).toBe("comment “two” (Ann): x");
    expect(of("One ", at(1), "two")).toBe("comment “two” (Ann): x");
    expect(of("One two.", at(1))).toBe("comment “two” (Ann): x");
    expect(of(on(1), "One")).toBe("comment “One” (Ann): x");
    expect(of("One two", on(1, " "), "three")).toBe("comment “two” (Ann): x");
  });

  it("on nothing stand on the nearest words", () => {
    const of = (...body: string[]) =>
      flagsOf(read([p("The River"), ...body], { comments: comment(1, "Ann", "x") }))[0];
    expect(of(p(BODY), p(at(1)))).toBe("comment “year” (Ann): x".replace("year", "war"));
    expect(of(p("One", "<w:r><w:drawing/></w:r>"), p(on(1)), p("Two."))).toBe("comment “Two” (Ann): x");
    expect(of(p("Two."), at(1))).toBe("comment “Two” (Ann): x");
  });

  it("stay on their words whatever is repaired, undone and corrected", () => {
    const body = [
      p("By Mina Sattari and Yusuf ", on(1, "Demir"), ", Regional ", on(2, "Editors")),
      p("The ", on(3, "Shared"), " River"),
      p("The river  was  ", on(4, "shared  out"), " between the two states and"),
      p(
        on(5, "harran"),
        " has most of ",
        on(6, "it [1]"),
        ", see https://example.org/river-",
        on(7, "talks"),
        " now.",
      ),
      p(bold("The "), on(8, bold("Treaty"))),
      p(BODY),
      p("References"),
      p("1. Sattari, ", on(9, "Mina"), ". 2021."),
    ];
    const comments = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => comment(id, "Ann", `no. ${id}`)).join("");
    const words = (corrections = {}) =>
      Object.fromEntries(
        flagsOf(read(body, { comments, corrections })).map((flag) => [
          flag.match(/no\. (\d)/)![1],
          flag.match(/“(.*)”/s)![1],
        ]),
      );
    const expected = {
      1: "Demir",
      2: "Editors",
      3: "Shared",
      4: "shared out",
      5: "harran",
      6: "it*",
      7: "talks",
      8: "Treaty",
      9: "Mina",
    };
    expect(words()).toEqual(expected);
    const { repairs } = read(body, { comments });
    expect(repairs.length).toBeGreaterThan(6);
    for (const { id } of repairs) {
      const undone = words({ undo: [id] });
      expect({ ...undone, 4: undone[4]!.replace(/ +/g, " "), 6: undone[6]!.replace(" [1]", "*") }).toEqual(
        expected,
      );
    }
    const all = words({ undo: repairs.map(({ id }) => id) });
    expect(all).toEqual({ ...expected, 4: "shared  out", 6: "it [1]" });
    expect(words({ kinds: { L2: "body", L3: "quote" }, joins: ["L6"] })).toEqual(expected);
    // A title that somebody typed stands for the one that the comment was on.
    expect(words({ title: "Another Title" })).toEqual({ ...expected, 3: "Another Title" });
  });

  it("in notes and tables stand on the words there", () => {
    const result = read([p("River"), table(row("a b", p("c ", on(1, "d")))), p(BODY, noteMark(4))], {
      footnotes: `<w:footnote w:id="4">${p(" See ", on(2, "Sattari"), ".")}</w:footnote>`,
      comments: comment(1, "Ann", "x") + comment(2, "Ann", "y"),
    });
    expect(flagsOf(result)).toEqual(["comment “d” (Ann): x", "comment “Sattari” (Ann): y"]);
    checkDocument(result);
  });

  it("on a mark of a note stand on the citation", () => {
    const result = read([p("River"), p("So", on(1, noteMark(1)), " it")], {
      footnotes: note(1, "A."),
      comments: comment(1, "Ann", "x"),
    });
    expect(flagsOf(result)).toEqual(["comment “*” (Ann): x"]);
  });

  it("that stand nowhere, or say nothing, are named", () => {
    const result = read([p("River"), p(on(2, "One"), BODY)], {
      comments: comment(1, "Ann", "Lost words") + comment(2, "Bob", ""),
    });
    expect(result.flags).toEqual([]);
    expect(warningsOf(result)).toEqual([
      "A comment stands nowhere in the text and is left out (Ann: “Lost words”).",
      "A comment without words is left out.",
    ]);
  });

  it("directly behind another one, on no words, answer it where the file says of none which it answers", () => {
    const body = (...marks: string[]) => [p("River"), p("So ", on(1, "it was"), ...marks, " then.")];
    const comments = ["Who says?", "I do.", "Me too."]
      .map((words, index) => comment(index + 1, `P${index + 1}`, words))
      .join("");
    const answered = ["comment “it was” (P1): Who says? / P2: I do. / P3: Me too."];
    expect(flagsOf(read(body(at(2), at(3)), { comments }))).toEqual(answered);
    const resolved = { comments, commentsExtended: extended(1, { done: true }) };
    expect(flagsOf(read(body(at(2), at(3)), resolved))).toEqual([`${answered[0]} ✓`]);
    // A word between them, words of its own, or a file that tells threads: then it stands for itself.
    expect(flagsOf(read(body(" so", at(2), at(3)), { comments }))).toEqual([
      "comment “it was” (P1): Who says?",
      "comment “so” (P2): I do. / P3: Me too.",
    ]);
    expect(flagsOf(read(body(on(2, " then"), at(3)), { comments }))).toEqual([
      "comment “it was” (P1): Who says?",
      "comment “then” (P2): I do. / P3: Me too.",
    ]);
    const told = { comments, commentsExtended: extended(1) + extended(2) + extended(3, { parent: 1 }) };
    expect(flagsOf(read(body(at(2), at(3)), told))).toHaveLength(2);
  });

  it("that answer one another in a circle are all there", () => {
    const result = read([p("River"), p(on(1, "One"), on(2, " two"), BODY)], {
      comments: comment(1, "Ann", "a") + comment(2, "Bob", "b"),
      commentsExtended: extended(1, { parent: 2 }) + extended(2, { parent: 1 }),
    });
    expect(flagsOf(result)).toEqual(["comment “One” (Ann): a", "comment “two” (Bob): b"]);
  });

  it("have no date where the file has none that is one", () => {
    const dated = (date: string) =>
      read([p("River"), p(on(1, "One"), BODY)], {
        comments: comment(1, "Ann", "x").replace(/w:date="[^"]*"/, date),
      }).flags[0]!.at;
    expect(dated("")).toBeNull();
    expect(dated('w:date="yesterday"')).toBeNull();
    expect(dated('w:date="0001-01-01T00:00:00Z"')).toBeNull();
    expect(dated('w:date="2026-13-41T00:00:00Z"')).toBeNull();
    expect(dated('w:date="2026-03-02T10:00:00"')).toBe("2026-03-02T10:00:00.000Z");
    expect(dated('w:date="2026-03-02T10:00:00+02:00"')).toBe("2026-03-02T08:00:00.000Z");
  });

  it("keep the addresses of their links", () => {
    const link = '<w:hyperlink r:id="r1"><w:r><w:t>this</w:t></w:r></w:hyperlink>';
    const rels =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="x/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>';
    const result = read([p("River"), p(on(1, "One"), BODY)], {
      comments: comment(1, "Ann", `<w:r><w:t xml:space="preserve">See </w:t></w:r>${link}`),
      files: { "word/_rels/comments.xml.rels": rels },
    });
    expect(result.flags[0]!.note).toBe("See this (https://example.org)");
  });
});

describe("the first words of a comment", () => {
  const asked = (words: string, quote = "recieve") =>
    flagsOf(read([p("River"), p("They ", on(1, quote), " it.")], { comments: comment(1, "Ann", words) }))[0];

  it.each([
    ["Fact: who says?", "fact_check “recieve” (Ann): who says?"],
    ["FACT-CHECK – who says?", "fact_check “recieve” (Ann): who says?"],
    ["fact  check: x", "fact_check “recieve” (Ann): x"],
    ["Source?", "citation “recieve” (Ann): Source?"],
    ["source", "citation “recieve” (Ann)"],
    ["Citation needed: here", "citation “recieve” (Ann): here"],
    ["Cite Sattari 2021", "citation “recieve” (Ann): Cite Sattari 2021"],
    ["Factual?", "comment “recieve” (Ann): Factual?"],
    ["See the source", "comment “recieve” (Ann): See the source"],
  ])("tell its kind: %s", (words, flag) => {
    expect(asked(words)).toBe(flag);
  });

  it.each([
    ["typo: receive", "recieve", "typo “recieve” → “receive” (Ann)"],
    ["Typo: “receive”", "recieve", "typo “recieve” → “receive” (Ann)"],
    ["typo: should be receive", "recieve", "typo “recieve” → “receive” (Ann)"],
    ["spelling: Jon Snow", "John Snow", "typo “John Snow” → “Jon Snow” (Ann)"],
    ["Typo: “recieve” should read “receive”.", "recieve", "typo “recieve” → “receive” (Ann)"],
    ["Typo: “recieve” should go.", "recieve", "typo “recieve” → “” (Ann)"],
    ["typo", "recieve", "comment “recieve” (Ann): typo"],
    ["typo: receive?", "recieve", "comment “recieve” (Ann): typo: receive?"],
    ["typo: wrong word", "recieve", "comment “recieve” (Ann): typo: wrong word"],
    ["typo: spelling", "recieve", "comment “recieve” (Ann): typo: spelling"],
    ["typo: recieve", "recieve", "comment “recieve” (Ann): typo: recieve"],
    [
      "typo: receive",
      "they recieve it all the time",
      "comment “they recieve it all the time” (Ann): typo: receive",
    ],
    [
      "typo: this whole sentence is odd and should be put otherwise",
      "recieve",
      "comment “recieve” (Ann): typo: this whole sentence is odd and should be put otherwise",
    ],
  ])("give a replacement only where they read like one: %s on “%s”", (words, quote, flag) => {
    expect(asked(words, quote)).toBe(flag);
  });

  it("are the desk's own", () => {
    const commentWords = { typo: [], fact_check: ["check"], citation: ["منبع"], comment: [] };
    const of = (words: string) =>
      flagsOf(
        read([p("River"), p(on(1, "One"), BODY)], { comments: comment(1, "Ann", words), commentWords }),
      )[0];
    expect(of("CHECK: this")).toBe("fact_check “One” (Ann): this");
    expect(of("منبع: کجا؟")).toBe("citation “One” (Ann): کجا؟");
    expect(of("Fact: this")).toBe("comment “One” (Ann): Fact: this");
  });

  it("and a tracked change that says the same are one flag", () => {
    const change =
      '<w:del w:id="90" w:author="Ann"><w:r><w:delText>recieve</w:delText></w:r></w:del><w:ins w:id="91" w:author="Ann"><w:r><w:t>receive</w:t></w:r></w:ins>';
    const result = read([p("River"), p("They ", on(1, change), " it.")], {
      comments: comment(1, "Ann", "Typo: receive", "Twice on this page."),
    });
    expect(flagsOf(result)).toEqual(["typo “recieve” → “receive” (Ann): Twice on this page."]);
    expect(outline(result)[1]).toBe("body: They recieve it.");
  });
});
