import { describe, expect, it } from "vitest";
import { outline, parse } from "./testing";

/** What Word writes when a document with comments and tracked changes is saved as a page, or pasted. */

const html = (...lines: string[]) => parse(lines, {}, "html");

/** Words commented on, with the mark behind them. */
const on = (number: number, words: string, more = "") =>
  `<a style='mso-comment-reference:SA_${number};mso-comment-date:20240302T0915${more}'>${words}</a>` +
  `<span class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]>` +
  `<a class=msocomanchor id="_anchor_${number}" href="#_msocom_${number}" name="_msoanchor_${number}">[SA${number}]</a>` +
  `<![endif]><span style='mso-special-character:comment'>&nbsp;</span></span></span>`;

const comment = (number: number, author: string, words: string, done = "") =>
  `<div style='mso-element:comment${done}'><div id="_com_${number}" class=msocomtxt>` +
  `<span style='mso-comment-author:"${author}"'><![if !supportAnnotations]>` +
  `<a name="_msocom_${number}"></a><![endif]></span>` +
  `<p class=MsoCommentText><span style='mso-special-character:comment'>&nbsp;` +
  `<a href="#_msoanchor_${number}" class=msocomoff>[SA${number}]</a></span>${words}</p></div></div>`;

const list = (...comments: string[]) =>
  `<div style='mso-element:comment-list'><hr class=msocomoff align=left>${comments.join("")}</div>`;

const ins = (words: string, who = "mailto:Ben%20Rock") =>
  `<ins cite="${who}" datetime="2024-03-02T10:20">${words}</ins>`;
const del = (words: string, who = "mailto:Ben%20Rock") =>
  `<del cite="${who}" datetime="2024-03-02T10:20">${words}</del>`;

/** Each flag by the words it stands on. */
const onWords = ({ manuscript, flags }: ReturnType<typeof parse>) =>
  flags.map(({ paragraphKey, start, end, ...flag }) => {
    const paragraph = manuscript.paragraphs.find(({ key }) => key === paragraphKey)!;
    const text = paragraph.content.map((part) => ("text" in part ? part.text : "\ufffc")).join("");
    return { quote: text.slice(start, end), ...flag };
  });

describe("comments in a page that Word made", () => {
  it("are flags on their words, with who, when, their kind and their answers", () => {
    const read = html(
      "<h1>River</h1>",
      `<p>It was <b>shared</b> in ${on(1, "the <i>year</i> 1850")} ${on(2, "and", ";mso-comment-parent:SA_1")} so on.</p>`,
      list(comment(1, "Sara Ahmadi", "Fact: who says so?"), comment(2, "Ben Rock", "The almanac.")),
    );
    expect(outline(read)).toEqual(["title: River", "body: It was shared in the year 1850 and so on."]);
    expect(onWords(read)).toEqual([
      {
        key: "comment:1",
        quote: "the year 1850",
        kind: "fact_check",
        note: "who says so?",
        by: { name: "Sara Ahmadi", email: null },
        at: "2024-03-02T09:15:00.000Z",
        replies: [
          { by: { name: "Ben Rock", email: null }, at: "2024-03-02T09:15:00.000Z", body: "The almanac." },
        ],
        resolved: false,
      },
    ]);
  });

  it("that are done say so, and those over two paragraphs stand in the first", () => {
    const start = `<a style='mso-comment-reference:SA_1;mso-comment-date:20240302T0915'>two states.</a>`;
    const rest = `<a style='mso-comment-continuation:1'>They</a>${on(1, "")}`;
    const read = html(
      "<h1>River</h1>",
      `<p>Between ${start}</p>`,
      `<p>${rest} agreed.</p>`,
      list(comment(1, "Sara Ahmadi", "Names?", ";mso-comment-done:yes")),
    );
    expect(onWords(read)).toMatchObject([
      { quote: "two states.", kind: "comment", note: "Names?", resolved: true },
    ]);
  });

  it("whose words are nowhere in the text are not lost", () => {
    const read = html("<h1>River</h1><p>One.</p>", list(comment(1, "Sara Ahmadi", "And the delta?")));
    expect(read.warnings.map(({ message }) => message).join()).toContain("And the delta?");
  });
});

describe("tracked changes in a page", () => {
  it("are typo flags: the text is what it was", () => {
    const read = html(
      "<h1>River</h1>",
      `<p>They ${del("recieved")}${ins("received")} water, and ${del("very ")}little of it.</p>`,
      `<p>A dam was ${ins("never ")}built.</p>`,
    );
    expect(outline(read).slice(1)).toEqual([
      "body: They recieved water, and very little of it.",
      "body: A dam was built.",
    ]);
    const by = { name: "Ben Rock", email: null };
    expect(onWords(read)).toMatchObject([
      { quote: "recieved", kind: "typo", replacement: "received", by, at: "2024-03-02T10:20:00.000Z" },
      { quote: "very ", kind: "typo", replacement: "", by },
      { kind: "typo", replacement: expect.stringContaining("never") as string, by },
    ]);
  });

  it("that put in a paragraph leave its words as a comment, and say so", () => {
    const read = html("<h1>River</h1><p>One.</p>", `<p>${ins("A new one.")}</p>`, "<p>Two.</p>");
    expect(outline(read).slice(1)).toEqual(["body: One.", "body: Two."]);
    expect(onWords(read)).toMatchObject([
      { kind: "comment", note: expect.stringContaining("A new one.") as string },
    ]);
    expect(read.warnings).toMatchObject([{ message: expect.stringContaining("inserted") as string }]);
  });

  it("are only those that say who made them: a page's own marks are left out or kept, as they were", () => {
    const read = html("<h1>River</h1><p>One <del>two </del><ins>three</ins></p>");
    expect(outline(read)[1]).toBe("body: One three");
    expect(read.flags).toEqual([]);
  });

  it("stay on their words where white space and notes stand before them", () => {
    const read = html(
      "<h1>River</h1>",
      `<p>  So<sup><a href="#fn1">1</a></sup>\n   they <br>  ${del("recieved")}${ins("received")} it.</p>`,
      '<ol><li id="fn1">Sattari, Mina. 2021.</li></ol>',
    );
    expect(onWords(read)).toMatchObject([{ quote: "recieved", replacement: "received" }]);
  });
});
