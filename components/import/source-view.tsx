"use client";

import { useId } from "react";
import type { TextFormat } from "@/domain/contract";
import { FileButton } from "../manuscript/file-button";
import { sizeWords } from "../manuscript/size-words";
import { classNames } from "../ui/class-names";
import { richPaste } from "./clipboard";
import type { Pasted } from "../manuscript/given";
import type { ImportDraft } from "./draft";

const FORMAT_WORDS: Record<TextFormat, string> = {
  text: "plain text",
  markdown: "Markdown",
  html: "HTML",
};

interface SourceViewProps {
  draft: Pick<ImportDraft, "source" | "format" | "fileName" | "file">;
  error: string | null;
  /** A file is being held over the page. */
  dragging: boolean;
  /** Typed, or pasted into what was there. */
  onType: (source: string) => void;
  /** Pasted where nothing was. */
  onPaste: (source: string) => void;
  /** The same, where it came with formatting. */
  onRichPaste: (pasted: Pasted) => void;
  onFile: (file: File) => void;
  onFormat: (format: TextFormat) => void;
}

/** Where the manuscript comes in, and where the source of a text can be mended by hand. */
export function SourceView(props: SourceViewProps) {
  const { draft, error, dragging, onType, onPaste, onRichPaste, onFile, onFormat } = props;
  const id = useId();
  if (draft.format === "docx") return <WordFile {...props} />;
  const empty = draft.source === "";
  return (
    <div className="mt-4">
      <label htmlFor={id} className="sr-only">
        Manuscript
      </label>
      <SourceError id={`${id}-error`}>{error}</SourceError>
      <textarea
        id={id}
        dir="auto"
        spellCheck={false}
        value={draft.source}
        placeholder="Paste the manuscript here, or drop a file anywhere on this page."
        aria-describedby={`${id}-help ${id}-error`}
        aria-invalid={error !== null || undefined}
        onPaste={(event) => {
          if (!empty) return;
          const { clipboardData } = event;
          const file = clipboardData.files[0];
          const pasted = richPaste(clipboardData);
          if (pasted) onRichPaste(pasted);
          else if (file && clipboardData.getData("text/plain") === "") onFile(file);
          else return;
          event.preventDefault();
        }}
        onChange={(event) => {
          if (empty && (event.nativeEvent as InputEvent).inputType === "insertFromPaste")
            onPaste(event.target.value);
          else onType(event.target.value);
        }}
        className={classNames(
          "block h-[min(56vh,40rem)] w-full resize-y rounded-md border bg-paper-raised px-5 py-4 font-serif text-lg",
          "focus-visible:outline-offset-0 aria-invalid:border-warning",
          dragging ? "border-dashed border-accent bg-accent-tint" : "border-edge",
        )}
      />
      <div
        id={`${id}-help`}
        className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-faint"
      >
        <FileButton onFile={onFile}>Choose a file…</FileButton>
        {empty ? (
          <span>.docx up to 20 MB; .txt, .md or .html up to 2 MB</span>
        ) : (
          <label className="inline-flex items-center gap-1.5">
            {draft.fileName ? (
              <span>
                <bdi>{draft.fileName}</bdi>, read as
              </span>
            ) : (
              "Read as"
            )}
            <select
              value={draft.format}
              onChange={(event) => onFormat(event.target.value as TextFormat)}
              className="rounded-sm bg-transparent text-ink underline decoration-edge underline-offset-3 pointer-coarse:min-h-11"
            >
              {Object.entries(FORMAT_WORDS).map(([format, words]) => (
                <option key={format} value={format} className="bg-paper-raised text-ink">
                  {words}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </div>
  );
}

/** A Word file has no source to be mended here: it is kept as it came, and another one can be chosen. */
function WordFile({ draft: { file, fileName }, error, dragging, onFile }: SourceViewProps) {
  const lost = "This file is no longer on this device. Choose it again.";
  return (
    <div className="mt-4">
      <SourceError>{file ? error : (error ?? lost)}</SourceError>
      <div
        className={classNames(
          "grid justify-items-start gap-3 rounded-md border px-5 py-6",
          dragging ? "border-dashed border-accent bg-accent-tint" : "border-edge bg-paper-raised",
        )}
      >
        <p className="min-w-0 font-serif text-lg wrap-anywhere">
          <bdi>{fileName}</bdi>
          {file && (
            <span className="font-sans text-sm text-ink-faint"> {sizeWords(file.bytes.byteLength)}</span>
          )}
        </p>
        {file && (
          <p className="text-base text-ink-soft">
            The file is kept as it came, with the article. To change its words, change them in Word and bring
            it in again, or store it and change them here.
          </p>
        )}
        <FileButton onFile={onFile}>Choose another file…</FileButton>
      </div>
    </div>
  );
}

function SourceError({ id, children }: { id?: string; children: string | null }) {
  return (
    <p id={id} role="alert" className="mb-2 text-base text-warning empty:hidden">
      {children}
    </p>
  );
}
