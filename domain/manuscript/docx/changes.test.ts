import { describe, expect, it } from "vitest";
import { checkDocument, outline } from "../testing";
import {
  BODY,
  bold,
  del,
  flagsOf,
  ins,
  mark,
  note,
  noteMark,
  on,
  comment,
  p,
  px,
  read,
  row,
  run,
  table,
  warningsOf,
} from "./testing/build";

/** The flags of a paragraph of these pieces, and its text. */
const changes = (...pieces: string[]) => flagsOf(read([p("River"), p(...pieces)]));
const text = (...pieces: string[]) => outline(read([p("River"), p(...pieces)]))[1];

describe("tracked changes", () => {
  it("leave the text as it was, and are flags with author and date", () => {
    const result = read([p("River"), p("They ", del("Ann", "recieve"), ins("Ann", "receive"), " it.")]);
    expect(outline(result)[1]).toBe("body: They recieve it.");
    expect(result.flags).toEqual([
      {
        key: "change:1",
        kind: "typo",
        paragraphKey: "L2",
        start: 5,
        end: 12,
        replacement: "receive",
        by: { name: "Ann", email: null },
        at: "2026-03-01T09:30:00.000Z",
        note: "",
        replies: [],
        resolved: false,
        tracked: true,
      },
    ]);
    expect(result.warnings).toEqual([]);
  });

  it("side by side by one person are one, in whatever pieces and order Word wrote them", () => {
    expect(
      changes("They ", ins("Ann", "re"), ins("Ann", bold("ceive")), del("Ann", "recieve"), " it."),
    ).toEqual(["typo “recieve” → “receive” (Ann)"]);
    expect(changes("They ", del("Ann", "reci"), del("Ann", "eve"), ins("Ann", "receive"), " it.")).toEqual([
      "typo “recieve” → “receive” (Ann)",
    ]);
    expect(changes("They ", del("Ann", "recieve"), ins("Bob", "receive"), " it.")).toEqual([
      "typo “recieve” → “” (Ann)",
      "typo “recieve” → “recievereceive” (Bob)",
    ]);
  });

  it("that only put in stand on the word beside them", () => {
    expect(changes("A", ins("Ann", " very"), " good man")).toEqual(["typo “A” → “A very” (Ann)"]);
    expect(changes("A ", ins("Ann", "very "), "good man")).toEqual(["typo “good” → “very good” (Ann)"]);
    expect(changes("A good man", ins("Ann", ", and so on"), ".")).toEqual([
      "typo “man” → “man, and so on” (Ann)",
    ]);
    expect(changes(ins("Ann", "So "), "it was")).toEqual(["typo “it” → “So it” (Ann)"]);
    expect(changes("It was.", ins("Ann", " So it was."))).toEqual(["typo “was.” → “was. So it was.” (Ann)"]);
    expect(changes("rec", ins("Ann", "e"), "ive it")).toEqual(["typo “recive” → “receive” (Ann)"]);
    expect(changes("one", ins("Ann", " "), "two")).toEqual(["typo “onetwo” → “one two” (Ann)"]);
    expect(changes("one ", ins("Ann", " "), "two")).toEqual([]);
  });

  it("that only take out have nothing in their place", () => {
    expect(changes("A ", del("Ann", "very "), "good man")).toEqual(["typo “very ” → “” (Ann)"]);
    expect(text("A ", del("Ann", "very "), "good man")).toBe("body: A very good man");
  });

  it("never cut a word, and several in one word are one", () => {
    expect(changes("They rec", del("Ann", "ie"), ins("Ann", "ei"), "ve it")).toEqual([
      "typo “recieve” → “receive” (Ann)",
    ]);
    expect(changes("the ", del("Ann", "m"), ins("Ann", "M"), "uslim", ins("Ann", "s"), " are")).toEqual([
      "typo “muslim” → “Muslims” (Ann)",
    ]);
    expect(changes("cat", del("Ann", "s"), " sat")).toEqual(["typo “cats” → “cat” (Ann)"]);
  });

  it("never take a citation into the words they propose", () => {
    const of = (...pieces: string[]) => read([p("River"), p(...pieces)], { footnotes: note(1, "A.") });
    expect(flagsOf(of("war", noteMark(1), ins("Ann", ", it was said"), " then"))).toEqual([
      "typo “ then” → “, it was said then” (Ann)",
    ]);
    expect(flagsOf(of("war", noteMark(1), ins("Ann", ".")))).toEqual([
      "comment “war” (Ann): Inserted here: “.”",
    ]);
    const removed = of("war", `<w:del w:id="1" w:author="Ann">${noteMark(1)}</w:del>`, " then");
    expect(flagsOf(removed)).toEqual(["typo “*” → “” (Ann)"]);
    checkDocument(removed);
  });

  it("that put in a note say its words in a comment", () => {
    const result = read(
      [p("River"), p("war", `<w:ins w:id="1" w:author="Ann">${noteMark(1)}</w:ins>`, " then")],
      { footnotes: note(1, "Sattari, 2021.") },
    );
    expect(flagsOf(result)).toEqual(["comment “war” (Ann): Inserted here, as a note: “Sattari, 2021.”"]);
    expect(outline(result)).toEqual(["title: River", "body: war then"]);
  });

  it("in notes stand on the references", () => {
    const result = read([p("River"), p("So", noteMark(1))], {
      footnotes: `<w:footnote w:id="1">${p("Satari", del("Ann", ", 2020"), ins("Ann", ", 2021"))}</w:footnote>`,
    });
    expect(flagsOf(result)).toEqual(["typo “, 2020” → “, 2021” (Ann)"]);
    expect(outline(result)[2]).toBe("reference: Satari, 2020");
  });

  it("do not move the comments beside them", () => {
    const result = read(
      [
        p("River"),
        p(
          "One ",
          del("Ann", "two"),
          ins("Ann", "2"),
          " ",
          on(1, "three"),
          " ",
          on(2, ins("Ann", "four")),
          " five",
        ),
      ],
      {
        comments: comment(1, "Bob", "x") + comment(2, "Bob", "y"),
      },
    );
    expect(flagsOf(result)).toContain("comment “three” (Bob): x");
    expect(flagsOf(result).filter((flag) => flag.startsWith("comment"))).toHaveLength(2);
  });

  it("taken back by somebody else were never there, and are named", () => {
    const both = `<w:ins w:id="1" w:author="Ann"><w:del w:id="2" w:author="Bob"><w:r><w:delText>very </w:delText></w:r></w:del></w:ins>`;
    const result = read([p("River"), p("A ", both, "good man")]);
    expect([outline(result)[1], result.flags]).toEqual(["body: A good man", []]);
    expect(warningsOf(result)).toEqual(["Left out words that were inserted and deleted again (very)."]);
  });
});

describe("paragraphs that were put in", () => {
  it("are comments on the paragraph before", () => {
    const result = read([
      p("River"),
      p(BODY),
      px(mark("ins", "Ann"), ins("Ann", "New words.")),
      p("It was so."),
    ]);
    expect(outline(result).slice(1)).toEqual([`body: ${BODY}`, "body: It was so."]);
    expect(flagsOf(result)).toEqual(["comment “war” (Ann): Paragraph inserted here: “New words.”"]);
    expect(warningsOf(result)).toEqual([
      "A paragraph was inserted with changes tracked: its words are a comment on the paragraph before it.",
    ]);
  });

  it("as Word writes them when somebody presses Enter at the end of one", () => {
    const result = read([
      p("River"),
      px(mark("ins", "Ann"), BODY),
      p(ins("Ann", "New words.")),
      p("It was so."),
    ]);
    expect(outline(result).slice(1)).toEqual([`body: ${BODY}`, "body: It was so."]);
    expect(flagsOf(result)).toEqual(["comment “war” (Ann): Paragraph inserted here: “New words.”"]);
  });

  it("with the end of the one before, at the beginning, and at the end of the text", () => {
    const several = read([
      p("River"),
      px(mark("ins", "Ann"), BODY, ins("Ann", " So it was.")),
      px(mark("ins", "Ann"), ins("Ann", "One.")),
      p(ins("Ann", "Two.")),
    ]);
    expect(flagsOf(several)).toEqual([
      "comment “war” (Ann): Paragraphs inserted here: “One.\nTwo.”",
      "typo “war.” → “war. So it was.” (Ann)",
    ]);
    const first = read([px(mark("ins", "Ann"), ins("Ann", "A kicker")), p("River"), p(BODY)]);
    expect(flagsOf(first)).toEqual(["comment “River” (Ann): Paragraph inserted here: “A kicker”"]);
    const last = read([p("River"), p(BODY), p(ins("Ann", "The end."))]);
    expect(flagsOf(last)).toEqual(["comment “war” (Ann): Paragraph inserted here: “The end.”"]);
    expect(outline(last)).toHaveLength(2);
  });

  it("by a mere split are joined again, and it is named", () => {
    const result = read([
      p("River"),
      p(BODY),
      px(mark("ins", "Ann"), "The river was shared "),
      p("out between the two."),
      p(BODY),
    ]);
    expect(outline(result)[2]).toBe("body: The river was shared out between the two.");
    expect([result.flags, warningsOf(result)]).toEqual([
      [],
      ["A paragraph end that was inserted with changes tracked is not taken over."],
    ]);
  });

  it("as rows of a table are comments, too", () => {
    const inserted = row("c", "d").replace(
      "<w:tr>",
      '<w:tr><w:trPr><w:ins w:id="1" w:author="Ann"/></w:trPr>',
    );
    const result = read([p("River"), table(row("a", "b"), inserted), p(BODY)]);
    expect(outline(result).slice(1)).toEqual(["body: a | b", `body: ${BODY}`]);
    expect(flagsOf(result)).toEqual(["comment “b” (Ann): Paragraph inserted here: “c | d”"]);
    expect(warningsOf(result)).toContain("A tracked change of a table’s rows or cells is not taken over.");
  });
});

describe("other tracked changes", () => {
  it("of paragraphs that were taken out mark their words", () => {
    const result = read([p("River"), px(mark("del", "Ann"), del("Ann", BODY)), p("It was so.")]);
    expect(outline(result)[1]).toBe(`body: ${BODY}`);
    expect(flagsOf(result)).toEqual([`typo “${BODY}” → “” (Ann)`]);
    expect(warningsOf(result)).toEqual([
      "The end of a paragraph was deleted with changes tracked: the paragraph stands, its deleted words are flagged.",
    ]);
  });

  it("of place leave the text where it was", () => {
    const from =
      '<w:moveFromRangeStart w:id="1" w:name="move1" w:author="Ann"/><w:moveFrom w:id="2" w:author="Ann"><w:r><w:t>two </w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="1"/>';
    const to =
      '<w:moveToRangeStart w:id="3" w:name="move1" w:author="Ann"/><w:moveTo w:id="4" w:author="Ann"><w:r><w:t>two </w:t></w:r></w:moveTo><w:moveToRangeEnd w:id="3"/>';
    const result = read([p("River"), p(to, "One ", from, "three.")]);
    expect([outline(result)[1], result.flags]).toEqual(["body: One two three.", []]);
    expect(warningsOf(result)).toEqual([
      "A piece of text that was moved with changes tracked stands where it was before.",
    ]);
    // Where it came from is not in the file: then it was put in.
    expect(flagsOf(read([p("River"), p(to, "One three.")]))).toEqual(["typo “One” → “two One” (Ann)"]);
  });

  it("of looks are named", () => {
    const changed = run("so", '<w:b/><w:rPrChange w:id="1" w:author="Ann"><w:rPr/></w:rPrChange>');
    const result = read([
      p("River"),
      px('<w:pPrChange w:id="2" w:author="Ann"><w:pPr/></w:pPrChange>', "It is ", changed, "."),
    ]);
    expect([outline(result)[1], result.flags]).toEqual(["body: It is so.", []]);
    expect(warningsOf(result)).toEqual(["2 tracked changes of formatting are taken as accepted."]);
  });
});

it("keeps the keys of its flags whatever the corrections", () => {
  const body = [
    p("River  runs"),
    p("One ", del("Ann", "two"), " three  four ", ins("Ann", "5"), "."),
    p(bold("Six")),
    p(BODY, ins("Bob", " So.")),
  ];
  const keys = (undo: string[] = []) => read(body, { corrections: { undo } }).flags.map(({ key }) => key);
  const { repairs } = read(body);
  expect(keys()).toEqual(["change:1", "change:2", "change:3"]);
  for (const { id } of repairs) expect(keys([id])).toEqual(keys());
});
