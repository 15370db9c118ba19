import type { ReactNode } from "react";
import { citationWords, labelBrackets, type Citations } from "@/domain/article/citations";
import { inlineText, type CitationAttrs, type InlineJson, type MarkJson } from "@/domain/article/kinds";
import { isSafeHref } from "@/domain/article/safe-href";
import type { ParagraphDto } from "@/domain/contract";

interface Where {
  citations: Citations;
  paragraph: Pick<ParagraphDto, "id" | "text">;
  /** Offset, in the paragraph, at which this content begins. */
  start: number;
  /** Citations lead nowhere: the list is not on this page. */
  unlinked?: boolean;
}

/** Inline content of a paragraph; citations by their labels. */
export function renderInline(
  content: readonly InlineJson[],
  { citations, paragraph: { id, text }, start, unlinked }: Where,
): ReactNode {
  const letter = citations.letters.get(id);
  let at = start;
  return content.map((node, index) => {
    const from = at;
    at += inlineText([node]).length;
    if (node.type === "hard_break") return <br key={index} />;
    if (node.type === "citation") {
      const beside = { before: from > 0 ? text[from - 1]! : "", after: text[at] ?? "" };
      return <Citation key={index} {...{ citations, beside, unlinked }} attrs={node.attrs} />;
    }
    const marks = node.marks ?? [];
    if (!letter || letter.offset <= from || letter.offset > at)
      return <Marked key={index} marks={marks} text={node.text} />;
    const cut = letter.offset - from;
    return (
      <span key={index}>
        <Marked marks={marks} text={node.text.slice(0, cut)} />
        <span data-outside="">{letter.letter}</span>
        <Marked marks={marks} text={node.text.slice(cut)} />
      </span>
    );
  });
}

interface CitationProps {
  citations: Citations;
  attrs: CitationAttrs;
  beside: { before: string; after: string };
  unlinked: boolean | undefined;
}

/** A raised number, or words in brackets; either leads to its entry. */
function Citation({ citations: { style, labels }, attrs, beside, unlinked }: CitationProps) {
  const { referenceId, locator } = attrs;
  const label = labels.get(referenceId);
  if (label === undefined)
    return (
      <sup data-reference={referenceId}>
        <span title="The reference is gone">?</span>
      </sup>
    );
  const words = citationWords(style, label, locator);
  const link = unlinked ? (
    words
  ) : (
    <a href={`#p-${referenceId}`} aria-label={`Reference ${words}`} className="citation-link">
      {words}
    </a>
  );
  if (style === "numbered") return <sup data-reference={referenceId}>{link}</sup>;
  const { open, close } = labelBrackets(beside.before, beside.after);
  return (
    <span data-reference={referenceId}>
      {open}
      {link}
      {close}
    </span>
  );
}

/** In the schema's order of marks: a link around emphasis around strength. */
function Marked({ marks, text }: { marks: readonly MarkJson[]; text: string }): ReactNode {
  let drawn: ReactNode = text;
  if (marks.some(({ type }) => type === "strong")) drawn = <strong>{drawn}</strong>;
  if (marks.some(({ type }) => type === "em")) drawn = <em>{drawn}</em>;
  const href = marks.find(({ type }) => type === "link")?.attrs?.href;
  if (isSafeHref(href))
    drawn = (
      <a href={href} rel="noopener noreferrer nofollow" target="_blank">
        {drawn}
      </a>
    );
  return drawn;
}
