import fc from "fast-check";
import type { Link, Nodes, Root, RootContent } from "mdast";
import { toString as mdastText } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import { arbitraryArticle } from "./testing/arbitraries";
import { draftOf, type DraftBlock, type DraftSource } from "./draft";
import type { DraftInline } from "./inline";
import { toMarkdown } from "./markdown";
import { article, body, cite, reference, sample, title } from "./testing/articles";

const read = (markdown: string): Root => unified().use(remarkParse).use(remarkGfm).parse(markdown);

/** Every visible character with what it looks like; white space only as a character. */
type Shown = string;

/** GFM makes a link of every address in sight, escaped or not, so that one says nothing about what was written. */
function isItself({ url, children }: Link): boolean {
  const words = mdastText(children);
  return ["", "http://", "mailto:"].some((scheme) => scheme + words === url);
}

function shownNodes(nodes: readonly Nodes[], style = ""): Shown[] {
  return nodes.flatMap((node): Shown[] => {
    switch (node.type) {
      case "text":
        return [...node.value].map((character) => (character.trim() ? character + style : character));
      case "break":
        return ["\n"];
      case "footnoteReference":
        return [`[${node.identifier}]`];
      case "link":
        return shownNodes(node.children, isItself(node) ? style : `${style} link:${node.url}`);
      case "strong":
      case "emphasis":
        return shownNodes(node.children, `${style} ${node.type}`);
      default:
        throw new Error(`A ${node.type} where there should be words: ${JSON.stringify(node)}`);
    }
  });
}

function shownInlines(inlines: readonly DraftInline[]): Shown[] {
  return inlines.flatMap((inline): Shown[] => {
    if (inline.type === "break") return ["\n"];
    if (inline.type === "citation") return [`[${inline.number}]`];
    const style = [
      inline.href !== inline.text && inline.href && ` link:${inline.href}`,
      inline.strong && " strong",
      inline.em && " emphasis",
    ];
    return [...inline.text].map((character) =>
      character.trim() ? character + style.filter(Boolean).join("") : character,
    );
  });
}

const sorted = (shown: Shown[]) =>
  shown
    .map((one) =>
      one
        .split(/(?= link:| strong| emphasis)/)
        .sort()
        .join(""),
    )
    .join("|");

/** What a block is and shows, the same for what was written and what was read. */
function readBlock(node: RootContent): string[] {
  switch (node.type) {
    case "heading":
      return [`h${node.depth}: ${sorted(shownNodes(node.children))}`];
    case "paragraph":
      return [`p: ${sorted(shownNodes(node.children))}`];
    case "blockquote":
      return node.children.flatMap((child) => readBlock(child).map((words) => `quote ${words}`));
    case "list":
      return node.children.flatMap((item) =>
        item.children.flatMap((child) =>
          readBlock(child).map((words) => `${node.ordered ? "ol" : "ul"}${item.checked ?? ""} ${words}`),
        ),
      );
    case "footnoteDefinition":
      return [`note ${node.identifier} ${node.children.flatMap(readBlock).join()}`];
    default:
      throw new Error(`Nobody wrote a ${node.type}: ${JSON.stringify(node)}`);
  }
}

function writtenBlock(block: DraftBlock): string[] {
  const words = (inlines: readonly DraftInline[]) => sorted(shownInlines(inlines));
  switch (block.kind) {
    case "title":
      return [`h1: ${words(block.inlines)}`];
    case "heading":
      return [`h${block.level}: ${words(block.inlines)}`];
    case "standfirst":
      return [`p: ${words(block.inlines.map((inline) => ({ ...inline, strong: true })))}`];
    case "quote":
      return block.paragraphs.map((inlines) => `quote p: ${words(inlines)}`);
    case "list":
      return block.items.map((inlines) => `${block.ordered ? "ol" : "ul"} p: ${words(inlines)}`);
    default:
      return [`p: ${words(block.inlines)}`];
  }
}

function written(source: DraftSource): string[] {
  const { blocks, references } = draftOf(source);
  return [
    ...blocks.flatMap(writtenBlock),
    ...(references.heading ? [`h2: ${[...references.heading].join("|")}`] : []),
    ...references.cited.map((inlines, index) => `note ${index + 1} p: ${sorted(shownInlines(inlines))}`),
    ...references.uncited.map((inlines) => `ul p: ${sorted(shownInlines(inlines))}`),
  ];
}

/** A heading is one line: its breaks are spaces, that is Markdown's limit. */
const withoutHeadingBreaks = (blocks: string[]) =>
  blocks.map((words) => (/^h\d/.test(words) ? words.replace(/\|?(?:\s\|?)+/g, " ") : words));

const markdownOf = (...inlines: Parameters<typeof body>) => toMarkdown(article(title("T"), body(...inlines)));

describe("toMarkdown", () => {
  it("writes the sample as a person would", () => {
    expect(toMarkdown(sample())).toBe(`# Rivers & \\<Borders>

Lena Hartmann, Institute for Rivers

Reza Karimi

**What the *Tigris* owes to its dams.**

The first claim[^1] stands[^2].

## Upstream

It was **very _dry_**, says [the report](https://example.org/r?a=1\\&b=2).

> Nobody asked us.\\
> Nobody.
>
> Nobody ever did.

- one[^1]
- two

### Downstream

1. first
2. second

رودخانه‌ها مرز نمی‌شناسند[^3]، گفت Lena در ۱۴۰۲.

See again[^2][^3].

## References

[^1]: B. Writer, Report no. 5.

[^2]: A. Author, *A Book*, 2019. <https://example.org/a_b(c)>.

[^3]: سازمان آب، گزارش سالانه، ۱۴۰۱.

- U. Nread, Never cited.
`);
  });

  it.each([
    ["1. Not a list", "1\\. Not a list"],
    ["# Not a heading", "\\# Not a heading"],
    ["costs $5 or US$6", "costs \\$5 or US\\$6"],
    ["see [1] and a*b*c", "see \\[1] and a\\*b\\*c"],
  ])("keeps %s the words they are", (words, markdown) => {
    expect(markdownOf(words)).toBe(`# T\n\n${markdown}\n`);
  });

  it("does not take a citation and a colon at the start of a paragraph for a footnote", () => {
    const source = article(title("T"), body(cite("a"), ": so they say"), reference("a", "A"));
    expect(toMarkdown(source)).toBe("# T\n\n[^1]\\: so they say\n\n## References\n\n[^1]: A\n");
  });

  it("says a notice in the first and in the last line", () => {
    const lines = toMarkdown(sample(), { openFlags: 2 }).trim().split("\n");
    expect([lines[0], lines.at(-1)]).toEqual(Array(2).fill("**Not a clean draft: 2 flags are still open**"));
  });

  it("is read as what was written, whatever characters and marks there are", () => {
    fc.assert(
      fc.property(arbitraryArticle, (source) => {
        expect(withoutHeadingBreaks(read(toMarkdown(source)).children.flatMap(readBlock))).toEqual(
          withoutHeadingBreaks(written(source)),
        );
      }),
      { numRuns: 100 },
    );
  }, 30_000);
});
