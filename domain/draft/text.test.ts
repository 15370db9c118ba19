import { describe, expect, it } from "vitest";
import { draftText, toText } from "./text";
import { article, body, br, bullet, link, quote, sample, title } from "./testing/articles";

describe("toText", () => {
  it("writes the sample as a person would type it", () => {
    expect(toText(sample())).toBe(`Rivers & <Borders>

Lena Hartmann, Institute for Rivers

Reza Karimi

What the Tigris owes to its dams.

The first claim[1] stands[2].

Upstream

It was very dry, says the report <https://example.org/r?a=1&b=2>.

    Nobody asked us.
    Nobody.

    Nobody ever did.

- one[1]
- two

Downstream

1. first
2. second

رودخانه‌ها مرز نمی‌شناسند[3]، گفت Lena در ۱۴۰۲.

See again[2][3].

References

1. B. Writer, Report no. 5.
2. A. Author, A Book, 2019. https://example.org/a_b(c).
3. سازمان آب، گزارش سالانه، ۱۴۰۱.

- U. Nread, Never cited.
`);
  });

  it("says a notice in the first and in the last line", () => {
    const lines = toText(sample(), { openFlags: 1 }).trimEnd().split("\n");
    expect([lines[0], lines.at(-1)]).toEqual(Array(2).fill("Not a clean draft: 1 flag is still open"));
  });

  it("does not repeat an address that is its own words", () => {
    expect(toText(article(body(link("desk@a.org", "mailto:desk@a.org"))))).toBe("desk@a.org\n");
  });

  it("keeps the lines of a break under each other", () => {
    expect(toText(article(title("T"), quote("a", br, "b"), bullet("c", br, "d")))).toBe(
      "T\n\n    a\n    b\n\n- c\n  d\n",
    );
  });
});

describe("draftText", () => {
  it("is the same for the same words, whatever the paragraphs' ids and marks", () => {
    const plain = article(title("T"), body("one two"));
    const other = article(title("T"), body("one ", { type: "text", text: "two", marks: [{ type: "em" }] }));
    expect(draftText(plain)).toBe(draftText(other));
  });
});
