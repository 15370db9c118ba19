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
});
