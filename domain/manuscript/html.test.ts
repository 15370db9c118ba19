import { describe, expect, it } from "vitest";
import { GalleyError } from "../errors";
import { checkDocument, outline, parse } from "./testing";

const html = (...lines: string[]) => parse(lines, {}, "html");
const BODY = "The river was shared out between the two states in the year after the war.";

describe("HTML", () => {
  it("has title, byline, headings, lists, quotes and breaks", () => {
    const read = html(
      "<h1>The Shared River</h1><p>By Mina Sattari</p>",
      `<p>${BODY}</p><h2>The <em>Treaty</em></h2><div>${BODY}<br>Second line.<br><br>New paragraph.</div>`,
      "<ul><li>water</li><li><p>power</p><p>and more</p></li></ul><ol><li>first</ol>",
      "<blockquote><p>They said so.</blockquote>",
    );
    expect(outline(read)).toEqual([
      "title: The Shared River",
      "byline: Mina Sattari",
      `body: ${BODY}`,
      "heading: The Treaty",
      `body: ${BODY}\nSecond line.`,
      "body: New paragraph.",
      "list_item: water",
      "list_item: power\nand more",
      "list_item: first",
      "quote: They said so.",
    ]);
    checkDocument(read);
  });

  it("keeps strong, emphasis and safe links, and nothing else of the markup", () => {
    const [, paragraph] = html(
      '<h1>River</h1><p onclick="x()"><b>one</b> <i>two</i> <a href="javascript:x()">three</a> ' +
        '<a href="https://example.org/a">four</a> <span style="font-weight:700">five</span><b style="font-weight:normal">six</b></p>',
    ).manuscript.paragraphs;
    expect(paragraph!.content).toEqual([
      { type: "text", text: "one", marks: [{ type: "strong" }] },
      { type: "text", text: " " },
      { type: "text", text: "two", marks: [{ type: "em" }] },
      { type: "text", text: " three " },
      { type: "text", text: "four", marks: [{ type: "link", attrs: { href: "https://example.org/a" } }] },
      { type: "text", text: " " },
      { type: "text", text: "five", marks: [{ type: "strong" }] },
      { type: "text", text: "six" },
    ]);
  });

  it("lets no script, style or comment through", () => {
    const read = html(
      "<style>p{}</style><h1>River</h1><p>One<script>alert(1)</script> two<!-- three --></p><svg><text>x</text></svg>",
    );
    expect(outline(read)).toEqual(["title: River", "body: One two"]);
  });

  it("keeps the text of tables, a row a paragraph", () => {
    const read = html("<h1>River</h1><table><tr><th>State<th>Share<tr><td><p>Harran</p><td>58</table>");
    expect(outline(read).slice(1)).toEqual(["body: State | Share", "body: Harran | 58"]);
  });

  it("leaves out what is marked as deleted, and says so", () => {
    const read = html("<h1>River</h1><p>One <del>two </del>three<span hidden>four</span></p>");
    expect(outline(read)[1]).toBe("body: One three");
    expect(read.warnings).toMatchObject([
      { type: "other", message: "Left out text that is marked as deleted or hidden (2 places)." },
    ]);
  });

  it("reads notes that are set high, and their list", () => {
    const read = html(
      '<h1>River</h1><p>So<sup><a href="#fn1">1</a></sup> on 5 km<sup>2</sup>.</p>',
      '<ol><li id="fn1">Sattari, Mina. 2021. <a href="#ref1">↩</a></li></ol>',
    );
    expect(outline(read).slice(1)).toEqual(["body: So{L2} on 5 km2.", "reference: Sattari, Mina. 2021."]);
  });

  it("reads what Word pastes", () => {
    const read = html(
      "<h1>River</h1>",
      '<p>So it was.<a href="#_ftn1" name="_ftnref1"><span><![if !supportFootnotes]>[1]<![endif]></span></a></p>',
      '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·  </span>water</p>',
      '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Sattari, Mina. 2021.</p></div>',
    );
    expect(outline(read).slice(1)).toEqual([
      "body: So it was.{L4}",
      "list_item: water",
      "reference: Sattari, Mina. 2021.",
    ]);
  });

  it("refuses what is nested beyond reason, and what holds no text", () => {
    expect(() => html("<div>".repeat(50_000) + "x")).toThrow(GalleyError);
    expect(() => html("<p></p><script>x</script>")).toThrow("This manuscript is empty.");
  });
});
