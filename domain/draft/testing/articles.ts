import type { ParagraphDto } from "../../contract";
import {
  inlineText,
  type InlineJson,
  type MarkJson,
  type ParagraphAttrs,
  type ParagraphKind,
} from "../../article/kinds";
import type { DraftSource } from "../draft";

/** Builders for the tests of drafts: an article in three lines. */

type Inline = string | InlineJson;

const inlineJson = (inline: Inline): InlineJson =>
  typeof inline === "string" ? { type: "text", text: inline } : inline;

let count = 0;

export function paragraph(
  kind: ParagraphKind,
  inlines: readonly Inline[],
  attrs: ParagraphAttrs = {},
  id = `paragraph-id-${(count += 1)}`,
): ParagraphDto {
  const content = inlines.map(inlineJson);
  return { id, kind, attrs, text: inlineText(content), content };
}

export const title = (...inlines: Inline[]) => paragraph("title", inlines);
export const byline = (...inlines: Inline[]) => paragraph("byline", inlines);
export const standfirst = (...inlines: Inline[]) => paragraph("standfirst", inlines);
export const heading = (level: number, ...inlines: Inline[]) => paragraph("heading", inlines, { level });
export const body = (...inlines: Inline[]) => paragraph("body", inlines);
export const quote = (...inlines: Inline[]) => paragraph("quote", inlines);
export const bullet = (...inlines: Inline[]) => paragraph("list_item", inlines, { ordered: false });
export const step = (...inlines: Inline[]) => paragraph("list_item", inlines, { ordered: true });
export const reference = (id: string, ...inlines: Inline[]) => paragraph("reference", inlines, {}, id);

const marked =
  (...marks: MarkJson[]) =>
  (text: string): InlineJson => ({ type: "text", text, marks });

export const strong = marked({ type: "strong" });
export const em = marked({ type: "em" });
export const both = marked({ type: "strong" }, { type: "em" });
export const link = (text: string, href: string, ...marks: MarkJson[]) =>
  marked({ type: "link", attrs: { href } }, ...marks)(text);
export const cite = (referenceId: string): InlineJson => ({ type: "citation", attrs: { referenceId } });
export const br: InlineJson = { type: "hard_break" };

export function article(...paragraphs: ParagraphDto[]): DraftSource {
  return { language: "en-GB", citationStyle: "numbered", paragraphs };
}

/** An article with something of everything that a format can get wrong. */
export function sample(): DraftSource {
  return article(
    title("Rivers & <Borders>"),
    byline("Lena Hartmann, Institute for Rivers"),
    byline("Reza Karimi"),
    standfirst("What the ", em("Tigris"), " owes to its dams."),
    body("The first claim", cite("ref-b"), " stands", cite("ref-a"), cite("ref-gone"), "."),
    heading(2, "Upstream"),
    body(
      "It was ",
      strong("very "),
      both("dry"),
      ", says ",
      link("the report", "https://example.org/r?a=1&b=2"),
      ".",
    ),
    quote("Nobody asked us.", br, "Nobody."),
    quote("Nobody ever did."),
    bullet("one", cite("ref-b")),
    bullet("two"),
    heading(3, "Downstream"),
    step("first"),
    step("second"),
    body("رودخانه‌ها مرز نمی‌شناسند", cite("ref-c"), "، گفت Lena در ۱۴۰۲."),
    body("See again", cite("ref-a"), cite("ref-c"), "."),
    reference("ref-a", "A. Author, ", em("A Book"), ", 2019. https://example.org/a_b(c)."),
    reference("ref-b", "B. Writer, Report no. 5."),
    reference("ref-u", "U. Nread, Never cited."),
    reference("ref-c", "سازمان آب، گزارش سالانه، ۱۴۰۱."),
  );
}
