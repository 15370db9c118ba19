import type { ReactNode } from "react";
import type { InlineJson, MarkJson } from "@/domain/article/kinds";
import { isSafeHref } from "@/domain/article/safe-href";

/** Inline content of a paragraph; citations by their numbers. */
export function renderInline(
  content: readonly InlineJson[],
  numbers: ReadonlyMap<string, number>,
): ReactNode {
  return content.map((node, index) => {
    if (node.type === "hard_break") return <br key={index} />;
    if (node.type === "citation") {
      const { referenceId } = node.attrs;
      const number = numbers.get(referenceId);
      return (
        <sup key={index} data-reference={referenceId}>
          {number === undefined ? (
            <span title="The reference is gone">?</span>
          ) : (
            <a href={`#p-${referenceId}`} aria-label={`Reference ${number}`} className="citation-link">
              {number}
            </a>
          )}
        </sup>
      );
    }
    return <Marked key={index} marks={node.marks ?? []} text={node.text} />;
  });
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
