"use client";

import Link from "next/link";
import { useState, type ReactNode } from "react";
import type { DraftFormat, DraftNotes } from "@/domain/contract";
import { Button } from "../ui/button";
import { buttonClasses } from "../ui/button-classes";
import { Dialog, DialogActions } from "../ui/dialog";
import { Select } from "../ui/field";
import { kindCount } from "../ui/pencil-mark";
import { draftPath } from "./download";
import { DownloadRow } from "./download-row";
import { useDownload } from "./use-download";

const FORMATS: Record<DraftFormat, { name: string; about: string }> = {
  docx: { name: "Word", about: "Styles a desk can change. Opens in Word and LibreOffice." },
  pdf: { name: "PDF", about: "Typeset, with page numbers; tagged for screen readers." },
  html: { name: "HTML", about: "One page that needs nothing else." },
  md: { name: "Markdown", about: "With footnotes." },
  txt: { name: "Plain text", about: "Numbers in brackets, the list at the end." },
  json: { name: "JSON", about: "Paragraphs and references as data, for a CMS." },
};

/** Where the notes stand if nobody chooses. */
const NOTES: Partial<Record<DraftFormat, DraftNotes>> = { docx: "endnotes", pdf: "footnotes" };

interface FormatsProps {
  articleId: string;
  formats: readonly DraftFormat[];
  openComments: number;
  /** How many flags still block; above 0 only for a chief, who may export all the same. */
  blockers: number;
  /** Something is cited by number. */
  hasNotes: boolean;
  /** Further rows. */
  children?: ReactNode;
}

/** Formats the draft leaves in. Asks first where comments, or a chief's open flags, would stay behind. */
export function Formats({ articleId, formats, openComments, blockers, hasNotes, children }: FormatsProps) {
  const [asked, setAsked] = useState<DraftFormat | null>(null);
  const [chosen, setChosen] = useState(NOTES);
  const { download, isBusy, failure } = useDownload();

  function start(format: DraftFormat) {
    setAsked(null);
    const query = {
      format,
      notes: hasNotes ? chosen[format] : undefined,
      openFlags: blockers > 0 ? ("1" as const) : undefined,
    };
    void download(format, draftPath(articleId, query), {
      fallbackName: `draft.${format}`,
      isOnRecord: true,
    });
  }

  const mustAsk = blockers > 0 || openComments > 0;
  return (
    <>
      <ul className="border-b border-hairline">
        {formats.map((format) => (
          <DownloadRow
            key={format}
            {...FORMATS[format]}
            label={`as ${FORMATS[format].name}`}
            busy={isBusy(format)}
            failure={failure(format)}
            onDownload={() => (mustAsk ? setAsked(format) : start(format))}
            choice={
              hasNotes &&
              chosen[format] && (
                <Select
                  aria-label={`Notes in ${FORMATS[format].name}`}
                  value={chosen[format]}
                  onChange={({ target }) => setChosen({ ...chosen, [format]: target.value as DraftNotes })}
                  className="w-auto! min-h-7! py-0.5! text-sm! pointer-coarse:min-h-9!"
                >
                  <option value="endnotes">Endnotes</option>
                  <option value="footnotes">Footnotes</option>
                </Select>
              )
            }
          />
        ))}
        {children}
      </ul>
      <Dialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={
          blockers > 0
            ? "Export with open flags?"
            : openComments === 1
              ? "A comment is still open"
              : "Comments are still open"
        }
      >
        <div className="flex flex-col gap-2 text-base text-ink-soft">
          {blockers > 0 && (
            <p>
              {blockers === 1 ? "1 flag is" : `${blockers} flags are`} not settled. The draft will say so on
              every page, and the sign-off sheet will name who exported it.
            </p>
          )}
          {openComments > 0 && (
            <p>
              {kindCount("comment", openComments)}{" "}
              {openComments === 1 ? "is open. Nothing of it" : "are open. Nothing of them"} goes into the
              draft.
            </p>
          )}
        </div>
        <DialogActions>
          {blockers === 0 && (
            <Link href={`/articles/${articleId}?kind=comment&state=open`} className={buttonClasses("plain")}>
              {openComments === 1 ? "Look at it" : "Look at them"}
            </Link>
          )}
          {blockers > 0 && <Button onClick={() => setAsked(null)}>Not yet</Button>}
          <Button look="primary" onClick={() => asked && start(asked)}>
            {blockers > 0 ? "Export with open flags" : "Export all the same"}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
