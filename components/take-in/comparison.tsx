"use client";

import type { ReactNode, Ref } from "react";
import type { CitationStyle } from "@/domain/article/citations";
import type { ComparedParagraph } from "@/domain/article/compare";
import type { TakeInPreviewDto } from "@/domain/contract";
import { useCitationsOfBoth } from "../history/use-citations-of-both";
import type { FlagNote } from "../manuscript/flag-notes";
import { FileNotes } from "./file-notes";
import type { KnownFlag } from "./known-flags";
import { OfFlags } from "./of-flags";
import { changesAnything, fateGroups } from "./outcome";
import { TextChanges } from "./text-changes";
import { useFocusIfLost } from "./use-focus-if-lost";

interface ComparisonProps {
  preview: TakeInPreviewDto;
  rows: readonly ComparedParagraph[];
  /** Its new comments and changes, as the flags that they will be. */
  raised: readonly FlagNote[];
  flags: readonly KnownFlag[];
  language: string;
  citationStyle: CitationStyle;
}

/** What taking the file in would do: to the text, to the flags; and what is to be known of the file. */
export function Comparison({ preview, rows, raised, flags, language, citationStyle }: ComparisonProps) {
  const groups = fateGroups(preview);
  const citations = useCitationsOfBoth(preview.before, preview.after, citationStyle);
  const changed = rows.filter((row) => row.changed).length;
  const heading = useFocusIfLost<HTMLHeadingElement>(preview);
  const isSame = !changesAnything(preview, changed);
  return (
    <>
      <Base preview={preview} />
      {isSame ? (
        <Section heading={heading} title="Nothing changed">
          <p className="text-base text-ink-soft">
            The file reads as the article does, and says nothing new of its flags. There is nothing to take
            in.
          </p>
        </Section>
      ) : (
        <Section heading={heading} title="The text">
          {changed > 0 ? (
            <TextChanges rows={rows} citations={citations} language={language} />
          ) : (
            <p className="text-base text-ink-soft">No word changes.</p>
          )}
        </Section>
      )}
      {(groups.length > 0 || raised.length > 0) && (
        <Section title="The flags">
          <OfFlags groups={groups} raised={raised} flags={flags} people={preview.people} />
        </Section>
      )}
      {preview.warnings.length + preview.repairs.length > 0 && (
        <Section title="The file">
          <FileNotes warnings={preview.warnings} repairs={preview.repairs} />
        </Section>
      )}
    </>
  );
}

interface SectionProps {
  heading?: Ref<HTMLHeadingElement>;
  title: string;
  children: ReactNode;
}

function Section({ heading, title, children }: SectionProps) {
  return (
    <section className="mt-10">
      <h2 ref={heading} tabIndex={-1} className="mb-2 font-serif text-xl outline-none">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** What it is compared with, where that is not plain. */
function Base({ preview: { madeFrom, version, conflict } }: Pick<ComparisonProps, "preview">) {
  if (conflict)
    return (
      <p className="mt-6 max-w-[40rem] border-s-2 border-warning ps-3 text-base">
        The article was changed here too, in the same passages, since this file was made
        {madeFrom !== null && ` from version ${madeFrom}`}. So it is compared with the text as it stands, and
        taking it in puts the file’s words in the place of those. Nothing is lost: the history has them.
      </p>
    );
  const words =
    madeFrom === null
      ? "The file does not say which version of this article it was made from, so it is compared with the text as it stands."
      : madeFrom < version
        ? `The file was made from version ${madeFrom}. What was written here since then stays.`
        : null;
  return words && <p className="mt-6 max-w-[40rem] text-base text-ink-soft">{words}</p>;
}
