import { DOMParser, XMLSerializer } from "@xmldom/xmldom";
import { describe, expect, it } from "vitest";
import { cleanPasted } from "./clean";

/** Cleaned, as markup. The test's DOM has only what the cleaner may use; a browser reads the same. */
function clean(html: string, known: string[] = []): string {
  const page = new DOMParser().parseFromString(`<body>${html}</body>`, "text/xml");
  const body = page.documentElement as unknown as Element;
  let lastId = 0;
  cleanPasted(body, { newId: () => `new-${++lastId}`, isReference: (id) => known.includes(id) });
  const markup = new XMLSerializer().serializeToString(page.documentElement!);
  return markup.replace(/^<body>|<\/body>$|^<body\/>$/g, "");
}

describe("nothing that runs or hides", () => {
  it("is kept: scripts, styles, frames, forms, hidden and deleted words, comments", () => {
    expect(
      clean(
        '<p>a<script>alert(1)</script><style>p{}</style><iframe src="x"/><input/><span style="display: none">h</span><del>d</del><!--c-->b</p>',
      ),
    ).toBe("<p>ab</p>");
  });
  it("is a comment of Word's, which is said about the words and is none of them", () => {
    expect(
      clean(
        `<p>a<span class="MsoCommentReference"><a class="msocomanchor" href="#_msocom_1" name="_msoanchor_1">[AB1]</a></span>b</p><div style="mso-element:comment-list"><hr/><div style="mso-element:comment"><div id="_com_1" class="msocomtxt"><a name="_msocom_1"/><p>Between us<a class="msocomoff" href="#_msoanchor_1">[AB1]</a></p></div></div></div>`,
      ),
    ).toBe("<p>ab</p>");
  });
  it("survives in names of Word's own, which only wrap words", () => {
    expect(clean('<p xmlns:o="urn:o">a<o:p> </o:p><o:smarttag>b</o:smarttag></p>')).toMatch(
      /^<p[^>]*>ab<\/p>$/,
    );
  });
});

describe("runs", () => {
  it("said by style become tags, whatever is nested", () => {
    expect(
      clean('<p><span style="font-weight:700"><span style="font-style: italic">x</span></span>y</p>'),
    ).toBe("<p><strong><em>x</em></strong>y</p>");
  });
  it("of Google Docs: a bold that is not bold goes, struck words too", () => {
    expect(
      clean('<b style="font-weight:normal"><p>a<span style="text-decoration:line-through">b</span></p></b>'),
    ).toBe("<p>a</p>");
  });
});

describe("lists of Word", () => {
  it("are items without their typed marks", () => {
    expect(
      clean(
        '<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span>·<span>   </span></span>One</p><p style="mso-list:l0"><span>2.</span> Two</p>',
      ),
    ).toBe(
      '<li data-kind="list_item" data-ordered="false">One</li><li data-kind="list_item" data-ordered="true">Two</li>',
    );
  });
});

describe("footnotes", () => {
  it("of Word become citations and references", () => {
    expect(
      clean(
        '<p>Claim<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>.</p><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Weaver, A. (2020)</p></div>',
      ),
    ).toBe(
      '<p>Claim<sup data-reference="new-1" data-new=""/>.</p><li data-kind="reference" data-id="new-1">Weaver, A. (2020)</li>',
    );
  });
  it("of several paragraphs are one reference each, and the line above them goes", () => {
    const note = (number: number, words: string) =>
      `<div style="mso-element:footnote" id="ftn${number}"><p><a href="#_ftnref${number}" name="_ftn${number}">[${number}]</a> ${words}</p></div>`;
    expect(
      clean(
        `<p>a<a href="#_ftn1">[1]</a>b<a href="#_ftn2">[2]</a></p><div style="mso-element:footnote-list"><br clear="all"/><hr/>${note(1, "Weaver, A.</p><p>And there.")}${note(2, "Roe, B.")}</div>`,
      ),
    ).toBe(
      '<p>a<sup data-reference="new-1" data-new=""/>b<sup data-reference="new-2" data-new=""/></p><li data-kind="reference" data-id="new-1">Weaver, A. And there.</li><li data-kind="reference" data-id="new-2">Roe, B.</li>',
    );
  });
  it("leave bare words in a paragraph", () => {
    expect(clean('a<a href="#fn1">1</a><div id="fn1">Weaver</div>')).toBe(
      '<p>a<sup data-reference="new-1" data-new=""/></p><li data-kind="reference" data-id="new-1">Weaver</li>',
    );
  });
  it("of web pages too, one reference for two marks", () => {
    expect(
      clean(
        '<p>a<sup><a href="#cite_note-x-1">[1]</a></sup>b<sup><a href="https://example.org/p#cite_note-x-1">[1]</a></sup></p><ol><li id="cite_note-x-1">^ Source</li></ol>',
      ),
    ).toBe(
      '<p>a<sup data-reference="new-1" data-new=""/>b<sup data-reference="new-1" data-new=""/></p><li data-kind="reference" data-id="new-1">Source</li>',
    );
  });
  it("without an entry stay as they are", () => {
    expect(clean('<p>a<a href="#_ftn7">[7]</a></p>')).toBe('<p>a<a href="#_ftn7">[7]</a></p>');
  });
});

describe("citations of ours", () => {
  it("stay where their reference is, and are their number elsewhere", () => {
    const html = '<p>a<sup data-reference="r1">3</sup></p>';
    expect(clean(html, ["r1"])).toBe(html);
    expect(clean(html)).toBe("<p>a[3]</p>");
  });
});

describe("boxes around blocks", () => {
  it("go, and what they hold stays in order", () => {
    expect(
      clean("<div><div><p>a</p><div>b</div></div></div><table><tr><td>c</td><td>d</td></tr></table>"),
    ).toBe("<p>a</p><div>b</div><p>c</p><p>d</p>");
  });
  it("of a quotation make every paragraph a quotation", () => {
    expect(clean("<blockquote><p>a</p><p>b</p></blockquote>")).toBe(
      "<blockquote>a</blockquote><blockquote>b</blockquote>",
    );
  });
  it("leave no words bare: the first line of a letter, what stands between two blocks", () => {
    expect(clean('<div dir="ltr">First <b>line</b><br/><div>Second</div><br/>and third</div>')).toBe(
      "<p>First <b>line</b></p><div>Second</div><p>and third</p>",
    );
    expect(clean("<p>a</p><section>b</section><address>c</address><b>d<p>e</p></b>")).toBe(
      "<p>a</p><p>b</p><p>c</p><b><p>d</p><p>e</p></b>",
    );
    expect(clean("a <i>b</i>")).toBe("a <i>b</i>");
  });
  it("of a list in a list leave every item one", () => {
    expect(clean("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>")).toBe(
      "<ul><li>a</li><ul><li>b</li></ul><li>c</li><li>d</li></ul>",
    );
  });
  it("and paragraphs that hold nothing go, but ours", () => {
    expect(
      clean('<p>a</p><p>\u00a0</p><br/><div><br/></div><hr/><p><sup data-reference="r">1</sup></p>', ["r"]),
    ).toBe('<p>a</p><p><sup data-reference="r">1</sup></p>');
    expect(clean('<p data-kind="body"/><p>a</p>')).toBe('<p data-kind="body"/><p>a</p>');
  });
  it("of a form hold the words of the page", () => {
    expect(clean('<form action="x"><p>a</p><input/></form>')).toBe("<p>a</p>");
  });
});

describe("text that was set line by line", () => {
  it("keeps its lines", () => {
    expect(clean("<pre>a\n<i>b</i>\n\nc</pre>")).toBe("<pre>a<br/><i>b</i><br/><br/>c</pre>");
  });
});
