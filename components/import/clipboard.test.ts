import { expect, it } from "vitest";
import { richPaste } from "./clipboard";

const pasteboard = (html: string, text = "The words") => ({
  getData: (type: string) => (type === "text/html" ? html : text),
});

it.each([
  ["a heading", "<h2>The words</h2>"],
  ["a list", "<li>The words</li>"],
  ["a link", `<a href="https://example.org">The words</a>`],
  ["emphasis", "<p>The <em>words</em></p>"],
  ["bold words", "<p>The <b>words</b></p>"],
  ["a list of Word's", `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>The words</p>`],
])("%s is worth keeping", (_, html) => {
  expect(richPaste(pasteboard(html))).toEqual({ html, text: "The words" });
});

it.each([
  ["there is only text", ""],
  ["an editor coloured its code", `<div style="color:#fff"><span style="color:#f00">The</span> words</div>`],
  ["a wrapper says that nothing is bold", `<b style="font-weight:normal;"><p>The words</p></b>`],
  ["a link goes nowhere", `<a name="x">The words</a>`],
  ["it is larger than a manuscript", `<h1>The words</h1><style>${"x".repeat(2 * 1024 * 1024)}</style>`],
])("the plain words are taken where %s", (_, html) => {
  expect(richPaste(pasteboard(html))).toBeNull();
});

it("a picture without words is no text", () => {
  expect(richPaste(pasteboard("<h1><img src=x></h1>", " "))).toBeNull();
});

it("every block begins a line", () => {
  const html = "<meta charset=utf-8><h1>One</h1><ul><li>Two</li> <li><b>Three</b></li></ul>";
  expect(richPaste(pasteboard(html))?.html.split("\n")).toEqual([
    "<meta charset=utf-8>",
    "<h1>One</h1>",
    "<ul>",
    "<li>Two</li>",
    "<li><b>Three</b></li></ul>",
  ]);
});
