"use client";

import { useRouter } from "next/navigation";
import { Suspense, useMemo } from "react";
import type { CitationStyle } from "@/domain/article/citations";
import { compareParagraphs } from "@/domain/article/compare";
import type { LastTakenInDto } from "@/domain/contract";
import { flagNotes } from "../manuscript/flag-notes";
import { useFileDrop } from "../manuscript/use-file-drop";
import { BackLink } from "../ui/back-link";
import { Comparison } from "./comparison";
import { FileChoice } from "./file-choice";
import type { KnownFlag } from "./known-flags";
import { Result } from "./result";
import { TakeInBar } from "./take-in-bar";
import { useTakeIn } from "./use-take-in";

interface TakeInPageProps {
  articleId: string;
  title: string;
  language: string;
  citationStyle: CitationStyle;
  flags: readonly KnownFlag[];
  /** What was taken in last, here or elsewhere, and can be taken back. */
  last: LastTakenInDto | null;
}

/** A reviewed Word file that was worked on elsewhere comes back: what would become of text and flags; then it does. */
export function TakeInPage(props: TakeInPageProps) {
  const { articleId, title, language, citationStyle, flags, last } = props;
  const router = useRouter();
  const takeIn = useTakeIn(articleId, last, () => router.refresh());
  const { preview, taken, chosen, isTakenBack, doing } = takeIn;
  const dragging = useFileDrop(takeIn.choose);
  const read = useMemo(() => {
    if (!preview) return null;
    const rows = compareParagraphs(preview.before, preview.after);
    const paragraphs = preview.after.map(({ id, content }) => ({ key: id, content }));
    return { preview, rows, raised: flagNotes(preview.raised, paragraphs, preview.people) };
  }, [preview]);

  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[50rem] px-5 pt-8 pb-20">
      <BackLink articleId={articleId} title={title} />
      <h1 className="mt-3 font-serif text-2xl">Bring the Word file back</h1>
      <p className="mt-2 max-w-[40rem] text-base text-ink-soft">
        A reviewed copy that was worked on in Word or LibreOffice: its text, what was accepted, rejected and
        resolved, and its new comments and replies. You see what would change before anything does.
      </p>
      <FileChoice
        chosen={chosen}
        comparing={doing === "comparing"}
        problem={preview || (!chosen && last) ? null : takeIn.problem}
        dragging={dragging}
        onFile={takeIn.choose}
        onCompare={takeIn.compare}
      />
      {taken || isTakenBack || (!chosen && last) ? (
        <Result
          articleId={articleId}
          taken={taken}
          last={last}
          isTakenBack={isTakenBack}
          busy={doing === "taking back"}
          problem={takeIn.problem?.words ?? null}
          onTakeBack={takeIn.takeBack}
          onCompare={chosen && takeIn.compare}
        />
      ) : (
        read && (
          <Suspense fallback={null}>
            <Comparison {...read} flags={flags} language={language} citationStyle={citationStyle} />
            <TakeInBar
              preview={read.preview}
              rows={read.rows}
              problem={takeIn.problem}
              busy={doing === "taking in"}
              onCompare={takeIn.compare}
              onTakeIn={takeIn.takeIn}
            />
          </Suspense>
        )
      )}
    </main>
  );
}
