"use client";

import { useMemo, useState } from "react";
import { compareParagraphs, type ComparedParagraph } from "@/domain/article/compare";
import type { ParagraphDto } from "@/domain/contract";
import { Button } from "../ui/button";
import { Compared } from "./compared";
import { useHistory, useHistoryState, useParagraphs } from "./context";
import { NowLine } from "./now-line";
import type { Wanted } from "./restore-dialog";
import type { Stretch } from "./stretch";
import { useCitationsOfBoth } from "./use-citations-of-both";
import { usePair } from "./use-pair";
import { VersionsShown } from "./versions-shown";
import { ViewChoice } from "./view-choice";

interface DifferencePaneProps {
  language: string;
  shown: Stretch;
  onShow: (stretch: Stretch) => void;
  onRestore: (wanted: Wanted) => void;
}

/** Two states of the text next to each other, word by word, and the way back to either. */
export function DifferencePane({ language, shown, onShow, onRestore }: DifferencePaneProps) {
  const { paragraphId, mayRestore, citationStyle } = useHistory();
  const { now } = useHistoryState();
  const [sideBySide, setSideBySide] = useState(false);
  const pair = usePair(shown);
  const [before, after] = pair.state === "here" ? [pair.before, pair.after] : [];
  const citations = useCitationsOfBoth(before?.paragraphs, after?.paragraphs, citationStyle);
  const rows = useMemo(
    () =>
      before && after
        ? compareParagraphs(before.paragraphs, after.paragraphs).filter(
            (row) => row.changed && (!paragraphId || row.id === paragraphId),
          )
        : [],
    [before, after, paragraphId],
  );
  return (
    <section aria-label="Difference" lang={language} className="min-w-0">
      <div lang="en" className="border-b border-hairline pb-3">
        <div className="flex flex-wrap items-end gap-x-5 gap-y-3">
          <VersionsShown shown={shown} onShow={onShow} />
          <div role="group" aria-label="Show" className="flex gap-1">
            <ViewChoice isOn={!sideBySide} words="Together" onPress={() => setSideBySide(false)} />
            <ViewChoice isOn={sideBySide} words="Side by side" onPress={() => setSideBySide(true)} />
          </div>
        </div>
        <div className="mt-3">
          <NowLine shown={shown} onShow={onShow} />
        </div>
      </div>
      {mayRestore && !paragraphId && (
        <div lang="en" className="flex flex-wrap gap-2 py-3 empty:hidden">
          {[...new Set([shown.from, shown.to])]
            .filter((version) => version !== now.version)
            .map((version) => (
              <Button key={version} size="sm" onClick={() => onRestore({ version })}>
                Restore version {version}…
              </Button>
            ))}
        </div>
      )}
      {pair.state === "failed" && (
        <p lang="en" role="alert" className="py-6 text-base text-ink-soft">
          {pair.error}{" "}
          <button type="button" className="underline underline-offset-3" onClick={pair.retry}>
            Try again
          </button>
        </p>
      )}
      {pair.state === "here" && rows.length === 0 && (
        <p lang="en" className="py-6 text-base text-ink-soft">
          {sameWords(shown, paragraphId)}
        </p>
      )}
      {rows.map((row) => (
        <Compared key={row.id} row={row} citations={citations} sideBySide={sideBySide}>
          <RowActions row={row} shown={shown} onRestore={onRestore} />
        </Compared>
      ))}
    </section>
  );
}

function sameWords({ from, to }: Stretch, paragraphId: string | null): string {
  if (from === 1 && to === 1) return "The manuscript as it came in. Nothing stands before it.";
  if (from === to) return "This is one and the same state: choose another to compare it with.";
  return paragraphId ? "This paragraph reads the same in both." : "Both read the same.";
}

interface RowActionsProps {
  row: ComparedParagraph;
  shown: Stretch;
  onRestore: (wanted: Wanted) => void;
}

function RowActions({ row, shown, onRestore }: RowActionsProps) {
  const { articleId, paragraphId, mayRestore } = useHistory();
  return (
    <div lang="en" className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm empty:hidden">
      {mayRestore && <RestoreRow row={row} shown={shown} onRestore={onRestore} />}
      {!paragraphId && (
        <a
          href={`/articles/${articleId}/history?paragraph=${row.id}`}
          className="text-ink-soft underline decoration-edge underline-offset-3 hover:text-ink pointer-coarse:py-2"
        >
          History of this paragraph
        </a>
      )}
    </div>
  );
}

/** The ways back of one paragraph: to either wording that is not how it reads now. */
function RestoreRow({ row: { id, before, after }, shown, onRestore }: RowActionsProps) {
  const now = useParagraphs().get(id);
  const differs = (then: ParagraphDto | null) =>
    then !== null && (!now || compareParagraphs([then], [now])[0]!.changed);
  return (
    <>
      {differs(before) && (
        <Button size="sm" onClick={() => onRestore({ version: shown.from, paragraphId: id })}>
          {after ? "Restore the old wording…" : "Put it back…"}
        </Button>
      )}
      {differs(after) && (
        <Button size="sm" onClick={() => onRestore({ version: shown.to, paragraphId: id })}>
          Restore the new wording…
        </Button>
      )}
    </>
  );
}
