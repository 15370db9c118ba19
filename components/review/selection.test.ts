import { DOMParser } from "@xmldom/xmldom";
import { describe, expect, it } from "vitest";
import { offsetOf, placeOf, textLength, trimRange, type TreeNode } from "./selection";

/** A paragraph as the review draws it. */
function paragraph(inner: string): TreeNode {
  const document = new DOMParser().parseFromString(`<p data-paragraph="p">${inner}</p>`, "text/xml");
  return document.documentElement as unknown as TreeNode;
}
const child = (node: TreeNode, ...path: number[]) =>
  path.reduce<TreeNode>((parent, index) => parent.childNodes[index]!, node);

describe("offsetOf", () => {
  it("counts text across flags and marks", () => {
    const p = paragraph('Iran <mark data-flags="a">and <mark>Rus</mark></mark>sia');
    expect(textLength(p)).toBe(15);
    expect(offsetOf(p, child(p, 0), 2)).toBe(2);
    expect(offsetOf(p, child(p, 1, 1, 0), 1)).toBe(10);
    expect(offsetOf(p, child(p, 2), 3)).toBe(15);
  });

  it("counts a citation as one, whatever its digits, and a break as one", () => {
    const p = paragraph('ab<sup data-reference="r">12</sup>cd<br/>ef');
    expect(textLength(p)).toBe(8);
    expect(offsetOf(p, child(p, 2), 1)).toBe(4);
    expect(offsetOf(p, child(p, 4), 0)).toBe(6);
  });

  it("puts a place inside a citation's digits before or after it", () => {
    const p = paragraph('ab<sup data-reference="r"><a>12</a></sup>cd');
    expect(offsetOf(p, child(p, 1, 0, 0), 0)).toBe(2);
    expect(offsetOf(p, child(p, 1, 0, 0), 1)).toBe(3);
    expect(offsetOf(p, child(p, 1, 0, 0), 2)).toBe(3);
  });

  it("understands a place given by an element and a child index", () => {
    const p = paragraph("ab<em>cd</em>ef");
    expect(offsetOf(p, p, 0)).toBe(0);
    expect(offsetOf(p, p, 2)).toBe(4);
    expect(offsetOf(p, p, 3)).toBe(6);
  });

  it("does not count what is only for the eye", () => {
    const p = paragraph('ab<span data-outside="">notes</span>cd<br class="ProseMirror-trailingBreak"/>');
    expect(textLength(p)).toBe(4);
    expect(offsetOf(p, child(p, 2), 1)).toBe(3);
  });

  it("counts UTF-16 units", () => {
    const p = paragraph("ایران 😀 x");
    expect(offsetOf(p, child(p, 0), 8)).toBe(8);
    expect(textLength(p)).toBe(10);
  });
});

describe("placeOf", () => {
  it("is the inverse of offsetOf at every offset", () => {
    const p = paragraph(
      'ab<mark>c<em>d</em></mark><sup data-reference="r">3</sup><br/>e<sup data-reference="r">4</sup>',
    );
    for (let offset = 0; offset <= textLength(p); offset++) {
      const place = placeOf(p, offset);
      expect(offsetOf(p, place.node, place.offset)).toBe(offset);
    }
  });

  it("stays at the end when asked for more", () => {
    const p = paragraph("ab");
    expect(placeOf(p, 9).offset).toBe(2);
  });
});

describe("trimRange", () => {
  it("leaves white space at the ends out", () => {
    expect(trimRange("a word here", 1, 7)).toEqual({ start: 2, end: 6 });
    expect(trimRange("   ", 0, 3)).toEqual({ start: 3, end: 3 });
  });
});
