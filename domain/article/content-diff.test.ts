import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { p } from "../testing";
import { contentDiff } from "./content-diff";
import { inlineText, type InlineJson } from "./kinds";

const show = (before: InlineJson[], after: InlineJson[]) =>
  contentDiff(before, after)
    .map(({ type, content }) => {
      const text = content.map(wordsOf).join("");
      return type === "same" ? text : type === "old" ? `[-${text}]` : `[+${text}]`;
    })
    .join("");
const wordsOf = (node: InlineJson) =>
  node.type === "text"
    ? (node.marks ?? []).reduce((text, { type }) => `<${type}>${text}</>`, node.text)
    : node.type === "citation"
      ? `{${node.attrs.referenceId.slice(0, 2)}${node.attrs.locator ? ` ${node.attrs.locator}` : ""}}`
      : "\n";
const content = (text: string) => p("p", text).content;
const strong = (text: string): InlineJson => ({ type: "text", text, marks: [{ type: "strong" }] });

describe("contentDiff", () => {
  it("shows which words went and which came", () => {
    expect(show(content("the Ayotallah said"), content("the Ayatollah said"))).toBe(
      "the [-Ayotallah][+Ayatollah] said",
    );
    expect(show(content("a"), content("a"))).toBe("a");
    expect(show([], content("a"))).toBe("[+a]");
    expect(show([], [])).toBe("");
  });

  it("tells a source that was put for another, and another page of it", () => {
    expect(show(content("so[a]."), content("so[b]."))).toBe("so[-{61}][+{62}].");
    const page = content("so[a].").map((node) =>
      node.type === "citation" ? { ...node, attrs: { ...node.attrs, locator: "12" } } : node,
    );
    expect(show(content("so[a]."), page)).toBe("so[-{61}][+{61 12}].");
  });

  it("tells another type of the same letters, also of half a word", () => {
    expect(show(content("a big word"), [...content("a "), strong("big"), ...content(" word")])).toBe(
      "a [-big][+<strong>big</>] word",
    );
    expect(show(content("rebuild"), [strong("re"), ...content("build")])).toBe(
      "[-rebuild][+<strong>re</>build]",
    );
  });

  it("does not mind how JSON orders keys and marks, or an absent locator", () => {
    const marks = [{ type: "em" as const }, { type: "strong" as const }];
    expect(
      contentDiff(
        [{ type: "text", text: "a", marks }],
        [{ type: "text", text: "a", marks: marks.toReversed() }],
      ),
    ).toHaveLength(1);
    const [cited] = content("[a]");
    if (cited?.type !== "citation") throw new Error("No citation.");
    expect(contentDiff([cited], [{ ...cited, attrs: { ...cited.attrs, locator: null } }])).toHaveLength(1);
  });

  it("is the old content but for what is new, and the new one but for what is old; each part knows its place", () => {
    const pieces = fc.array(
      fc.oneof(
        fc
          .constantFrom("a", "b ", " ", "word", "👩‍🚀", "رهبر ")
          .map((text): InlineJson => ({ type: "text", text })),
        fc.constantFrom("a", "bold ").map(strong),
        fc.constantFrom("x", "y").map((name) => content(`[${name}]`)[0]!),
        fc.constant<InlineJson>({ type: "hard_break" }),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pieces, pieces, (before, after) => {
        const parts = contentDiff(before, after);
        for (const [side, whole] of [
          ["new", after],
          ["old", before],
        ] as const) {
          const own = parts.filter(({ type }) => type === "same" || type === side);
          expect(own.map(({ content }) => inlineText(content)).join("")).toBe(inlineText(whole));
        }
        for (const { type, content, start } of parts)
          expect(inlineText(type === "old" ? before : after).startsWith(inlineText(content), start)).toBe(
            true,
          );
      }),
      { numRuns: 300 },
    );
  });
});
