"use client";

import type { ReactNode } from "react";
import type { ComparedParagraph } from "@/domain/article/compare";
import { contentDiff, type ContentPart } from "@/domain/article/content-diff";
import { renderInline } from "../review/inline";
import type { CitationsOfBoth } from "./use-citations-of-both";
import { changeWords, KIND_NAMES } from "./words";
import "./compared.css";

interface ComparedProps {
  row: ComparedParagraph;
  citations: CitationsOfBoth;
  /** Both wordings in one, or next to each other. */
  sideBySide: boolean;
  /** What can be done with it. */
  children?: ReactNode;
}

/** One paragraph in two states, word by word: letters, type and sources. */
export function Compared({ row, citations, sideBySide, children }: ComparedProps) {
  const { before, after } = row;
  const parts = contentDiff(before?.content ?? [], after?.content ?? []);
  const shown = (side?: "old" | "new") => (
    <span className="difference">
      {parts
        .filter(({ type }) => !side || type === "same" || type === side)
        .map((part) => (
          <Part key={`${part.type} ${part.start}`} part={part} row={row} citations={citations} />
        ))}
    </span>
  );
  return (
    <article
      aria-label={`${KIND_NAMES[(after ?? before)!.kind]}, ${changeWords(row)}`}
      className="compared border-t border-hairline py-4 first:border-t-0"
    >
      <p className="mb-1.5 text-xs text-ink-faint">
        {KIND_NAMES[(after ?? before)!.kind]} · {changeWords(row)}
      </p>
      {sideBySide ? (
        <div className="grid gap-x-8 gap-y-3 font-serif text-md md:grid-cols-2">
          <Side name="Before">{before ? shown("old") : <Absent />}</Side>
          <Side name="After">{after ? shown("new") : <Absent />}</Side>
        </div>
      ) : (
        <p dir="auto" className="max-w-(--measure) font-serif text-md break-words">
          {shown()}
        </p>
      )}
      {children}
    </article>
  );
}

/** Its name is no part of its words: these have a direction of their own. */
function Side({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 break-words">
      <span className="sr-only">{name}: </span>
      <p dir="auto">{children}</p>
    </div>
  );
}

type PartProps = Pick<ComparedProps, "row" | "citations"> & { part: ContentPart };

function Part({ part: { type, content, start }, row, citations }: PartProps) {
  const [paragraph, labels] =
    type === "old" ? [row.before!, citations.before] : [row.after!, citations.after];
  const words = renderInline(content, { citations: labels, paragraph, start, unlinked: true });
  if (type === "same") return words;
  return type === "old" ? <del>{words}</del> : <ins>{words}</ins>;
}

const Absent = () => <span className="font-sans text-sm text-ink-faint">Not in the article</span>;
