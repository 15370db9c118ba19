"use client";

import { useId, useRef } from "react";
import type { ManuscriptFormat } from "@/domain/contract";
import { FILE_ENDINGS } from "@/domain/manuscript/formats";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import type { ImportDraft } from "./draft";

const FORMAT_WORDS: Record<ManuscriptFormat, string> = {
  text: "plain text",
  markdown: "Markdown",
  html: "HTML",
};

interface SourceViewProps {
  draft: Pick<ImportDraft, "source" | "format" | "fileName">;
  error: string | null;
  /** A file is being held over the page. */
  dragging: boolean;
  /** Typed, or pasted into what was there. */
  onType: (source: string) => void;
  /** Pasted where nothing was. */
  onPaste: (source: string) => void;
  onFile: (file: File) => void;
  onFormat: (format: ManuscriptFormat) => void;
}

/** Where the manuscript comes in, and where its source can be mended by hand. */
export function SourceView({ draft, error, dragging, onType, onPaste, onFile, onFormat }: SourceViewProps) {
  const id = useId();
  const fileField = useRef<HTMLInputElement>(null);
  const empty = draft.source === "";
  return (
    <div className="mt-4">
      <label htmlFor={id} className="sr-only">
        Manuscript
      </label>
      <p id={`${id}-error`} role="alert" className="mb-2 text-base text-warning empty:hidden">
        {error}
      </p>
      <textarea
        id={id}
        dir="auto"
        spellCheck={false}
        value={draft.source}
        placeholder="Paste the manuscript here, or drop a file anywhere on this page."
        aria-describedby={`${id}-help ${id}-error`}
        aria-invalid={error !== null || undefined}
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
        <Button size="sm" onClick={() => fileField.current?.click()}>
          Choose a file…
        </Button>
        <input
          ref={fileField}
          type="file"
          hidden
          aria-label="Manuscript file"
          accept={[...FILE_ENDINGS, "text/plain", "text/markdown", "text/html"].join(",")}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) onFile(file);
            // So that the same file, mended, can be chosen again.
            event.target.value = "";
          }}
        />
        {empty ? (
          <span>.txt, .md or .html, up to 2 MB</span>
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
              onChange={(event) => onFormat(event.target.value as ManuscriptFormat)}
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
