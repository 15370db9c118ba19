"use client";

import { useMemo, useState } from "react";
import type { ComparedParagraph } from "@/domain/article/compare";
import { Compared } from "../history/compared";
import type { CitationsOfBoth } from "../history/use-citations-of-both";
import { ViewChoice } from "../history/view-choice";
import { renderInline } from "../review/inline";
import { count } from "../ui/count";

interface TextChangesProps {
  rows: readonly ComparedParagraph[];
  citations: CitationsOfBoth;
  language: string;
}

/** Paragraphs that stay as they are, shown beside one that does not. */
const CONTEXT = 1;

type Shown = { row: ComparedParagraph } | { folded: number; before: string };

/** Word by word, what changes in the text: with a little around it, or in the whole of it. */
export function TextChanges({ rows, citations, language }: TextChangesProps) {
  const [whole, setWhole] = useState(false);
  const shown = useMemo(() => (whole ? rows.map((row) => ({ row })) : withContext(rows)), [rows, whole]);
  return (
    <div lang={language}>
      <div lang="en" role="group" aria-label="Show" className="mb-2 flex gap-1 border-b border-hairline pb-2">
        <ViewChoice isOn={!whole} words="What changes" onPress={() => setWhole(false)} />
        <ViewChoice isOn={whole} words="The whole text" onPress={() => setWhole(true)} />
      </div>
      <div>
        {shown.map((one) =>
          "folded" in one ? (
            <p
              lang="en"
              key={one.before}
              className="border-t border-hairline py-2 text-xs text-ink-faint first:border-t-0"
            >
              {count(one.folded, "paragraph stays as it is", "paragraphs stay as they are")}
            </p>
          ) : one.row.changed ? (
            <Compared key={one.row.id} row={one.row} citations={citations} sideBySide={false} />
          ) : (
            <div key={one.row.id} className="compared border-t border-hairline py-3 first:border-t-0">
              <p dir="auto" className="max-w-(--measure) font-serif text-md break-words text-ink-faint">
                {renderInline(one.row.after!.content, {
                  citations: citations.after,
                  paragraph: one.row.after!,
                  start: 0,
                  unlinked: true,
                })}
              </p>
            </div>
          ),
        )}
      </div>
    </div>
  );
}

function withContext(rows: readonly ComparedParagraph[]): Shown[] {
  const shown: Shown[] = [];
  rows.forEach((row, index) => {
    const last = shown.at(-1);
    if (rows.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ changed }) => changed))
      shown.push({ row });
    else if (last && "folded" in last) last.folded += 1;
    else shown.push({ folded: 1, before: row.id });
  });
  return shown;
}
