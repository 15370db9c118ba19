import { describe, expect, it } from "vitest";
import { checkDocument, outline, parse } from "./testing";

const BODY = "The river was shared out between the two states in the year after the war.";
const markdown = (...lines: string[]) => parse(lines, {}, "markdown");
const content = (...lines: string[]) =>
  markdown("# The Shared River", "", ...lines).manuscript.paragraphs[1]!.content;

describe("Markdown", () => {
  it("has title, byline, standfirst and headings", () => {
    const read = markdown(
      "# The Shared River",
      "*By Mina Sattari and Yusuf Demir, Correspondents*",
      "",
      "**Two states share a river. For how long?**",
      "",
      BODY,
      "",
      "## The Treaty",
      "",
      BODY,
      "",
      "#### Its terms",
      "",
      BODY,
    );
    expect(outline(read)).toEqual([
      "title: The Shared River",
      "byline: Mina Sattari, Correspondents",
      "byline: Yusuf Demir, Correspondents",
      "standfirst: Two states share a river. For how long?",
      `body: ${BODY}`,
      "heading: The Treaty",
      `body: ${BODY}`,
      "heading: Its terms",
      `body: ${BODY}`,
    ]);
    expect(read.manuscript.paragraphs.flatMap(({ attrs }) => attrs.level ?? [])).toEqual([2, 3]);
    checkDocument(read);
  });

  it("guesses as in plain text where there are no headings", () => {
    expect(outline(markdown("The Shared River", "", BODY, "", "The Treaty", "", BODY))[2]).toBe(
      "heading: The Treaty",
    );
  });

  it("keeps emphasis and links, in the order the document has them", () => {
    expect(content("A **strong _both_** word and [a *link*](https://example.org/a).")).toEqual([
      { type: "text", text: "A " },
      { type: "text", text: "strong ", marks: [{ type: "strong" }] },
      { type: "text", text: "both", marks: [{ type: "em" }, { type: "strong" }] },
      { type: "text", text: " word and " },
      { type: "text", text: "a ", marks: [{ type: "link", attrs: { href: "https://example.org/a" } }] },
      {
        type: "text",
        text: "link",
        marks: [{ type: "link", attrs: { href: "https://example.org/a" } }, { type: "em" }],
      },
      { type: "text", text: "." },
    ]);
  });

  it("takes no link that nobody should follow, and no mark for an address that is its own text", () => {
    expect(content("[here](javascript:alert(1)) and https://example.org/a")).toEqual([
      { type: "text", text: "here and https://example.org/a" },
    ]);
  });

  it("reads lists flat, quotes, code, tables and pictures' words", () => {
    const read = markdown(
      "# The Shared River",
      "- water",
      "  1. first",
      "- [x] power",
      "",
      "> They said so.",
      "",
      "```",
      "one",
      "two",
      "```",
      "| State | Share |",
      "|---|---|",
      "| Harran | 58 |",
      "",
      "![A dam](https://example.org/dam.png)",
    );
    expect(outline(read).slice(1)).toEqual([
      "list_item: water",
      "list_item: first",
      "list_item: [x] power",
      "quote: They said so.",
      "body: one\ntwo",
      "body: State | Share",
      "body: Harran | 58",
      "body: A dam",
    ]);
    expect(read.manuscript.paragraphs.flatMap(({ attrs }) => attrs.ordered ?? [])).toEqual([
      false,
      true,
      false,
    ]);
    checkDocument(read);
  });

  it("reads footnotes as references with citations, and lists no repair", () => {
    const read = markdown(
      "# The Shared River",
      "",
      "It was so[^b] and so[^a].",
      "",
      "[^a]: First entry.",
      "[^b]: Second",
      "    entry.",
    );
    expect(outline(read).slice(1)).toEqual([
      "body: It was so{L6} and so{L5}.",
      "reference: Second entry.",
      "reference: First entry.",
    ]);
    expect(read.repairs.map(({ id }) => id)).toEqual(["order:references"]);
    expect(read.warnings).toEqual([]);
  });

  it("reads typed markers with a bibliography as plain text does", () => {
    const entries = ["1. Sattari, Mina. 2021.", "2. Demir, Yusuf. 2022."];
    const wanted = [
      "body: It was so{L7} and so{L8}.",
      "reference: Sattari, Mina. 2021.",
      "reference: Demir, Yusuf. 2022.",
    ];
    expect(
      outline(markdown("# River", "", "It was so[1] and so [2].", "", "## References", "", ...entries)).slice(
        1,
      ),
    ).toEqual(wanted);
    const bracketed = ["[1] Sattari, Mina. 2021.", "[2] Demir, Yusuf.", "2022."];
    expect(
      outline(
        markdown("# River", "", "It was so[1] and so [2].", "", "## References", "", ...bracketed),
      ).slice(1),
    ).toEqual(wanted);
    const raised = "It was so<sup>1</sup> and so<sup>2</sup>.";
    expect(outline(markdown("# River", "", raised, "", "## References", "", ...entries)).slice(1)).toEqual(
      wanted,
    );
  });

  it("reads numbered definitions as entries, the others as links", () => {
    const read = markdown(
      "# River",
      "",
      "So [1] and [there][x].",
      "",
      '[1]: https://example.org/a "The Water"',
      "[x]: https://example.org/x",
    );
    expect(outline(read).slice(1)).toEqual([
      "body: So{L5} and there.",
      "reference: The Water https://example.org/a",
    ]);
  });

  it("reads the fields a file begins with, and names those it leaves out", () => {
    const read = markdown(
      "---",
      'title: "The Shared River"',
      "author: [Mina Sattari, Yusuf Demir]",
      "date: 2026-01-01",
      "---",
      "",
      BODY,
    );
    expect(outline(read)).toEqual([
      "title: The Shared River",
      "byline: Mina Sattari",
      "byline: Yusuf Demir",
      `body: ${BODY}`,
    ]);
    expect(read.warnings.map(({ message }) => message)).toEqual([
      "Left out of the file’s front matter: date: 2026-01-01",
    ]);
    expect(read.manuscript.paragraphs.at(-1)!.key).toBe("L7");
  });

  it("lets no script through, and the text of HTML", () => {
    const read = markdown(
      "# River",
      "",
      "One <script>alert(1)</script>two.",
      "",
      "<div><p>Three</p><script>four</script></div>",
    );
    expect(outline(read).slice(1)).toEqual(["body: One two.", "body: Three"]);
  });

  it("reads what is too tangled as plain text", () => {
    const read = markdown("The Shared River", "", BODY, "", ">".repeat(5_000) + " deep", "]".repeat(5_000));
    expect(read.warnings[0]!.message).toMatch(/read as plain text/);
    expect(outline(read)[1]).toContain(BODY);
  });
});
