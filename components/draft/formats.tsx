"use client";

import { Download } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { DraftFormat } from "@/domain/contract";
import { ApiError } from "../api";
import { errorWords } from "../error-words";
import { Button } from "../ui/button";
import { buttonClasses } from "../ui/button-classes";
import { Dialog, DialogActions } from "../ui/dialog";
import { kindCount } from "../ui/pencil-mark";
import { downloadDraft } from "./download";

const FORMATS: readonly { format: DraftFormat; name: string; about: string }[] = [
  {
    format: "docx",
    name: "Word",
    about: "Headings, footnotes, bibliography. Opens in Word and LibreOffice.",
  },
  { format: "html", name: "HTML", about: "One page that needs nothing else." },
  { format: "md", name: "Markdown", about: "With footnotes." },
  { format: "txt", name: "Plain text", about: "Numbers in brackets, the list at the end." },
];

interface FormatsProps {
  articleId: string;
  openComments: number;
  /** How many flags still block; above 0 only for a chief, who may export all the same. */
  blockers: number;
}

/** The formats the draft leaves in. Asks first where comments, or a chief's open flags, would stay behind. */
export function Formats({ articleId, openComments, blockers }: FormatsProps) {
  const router = useRouter();
  const [asked, setAsked] = useState<DraftFormat | null>(null);
  const [busy, setBusy] = useState<DraftFormat | null>(null);
  const [failed, setFailed] = useState<{ format: DraftFormat; words: string } | null>(null);

  async function download(format: DraftFormat) {
    setAsked(null);
    setBusy(format);
    setFailed(null);
    try {
      await downloadDraft(articleId, format, { withOpenFlags: blockers > 0 });
      // The export is on record now, and the article's state may be another.
      router.refresh();
    } catch (cause) {
      setFailed({ format, words: errorWords(cause) });
      // Somebody raised or reopened a flag meanwhile: show what blocks now.
      if (cause instanceof ApiError && cause.status === 409) router.refresh();
    } finally {
      setBusy(null);
    }
  }

  const mustAsk = blockers > 0 || openComments > 0;
  return (
    <>
      <ul className="border-b border-hairline">
        {FORMATS.map(({ format, name, about }) => (
          <li
            key={format}
            className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1 border-t border-hairline py-2.5"
          >
            <div className="min-w-0 sm:flex sm:items-baseline sm:gap-4">
              <p className="w-24 shrink-0 text-md font-medium">{name}</p>
              <p className="text-sm text-ink-soft">{about}</p>
            </div>
            <Button
              size="sm"
              busy={busy === format}
              onClick={() => (mustAsk ? setAsked(format) : void download(format))}
            >
              <Download aria-hidden="true" className="size-3.5" />
              {busy === format ? "Making it…" : "Download"}
              <span className="sr-only"> as {name}</span>
            </Button>
            <p role="alert" className="col-span-2 text-sm text-warning empty:hidden">
              {failed?.format === format && failed.words}
            </p>
          </li>
        ))}
      </ul>
      <Dialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={blockers > 0 ? "Export with open flags?" : "Comments are still open"}
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
              {kindCount("comment", openComments)} {openComments === 1 ? "is" : "are"} open. Nothing of them
              goes into the draft.
            </p>
          )}
        </div>
        <DialogActions>
          {blockers === 0 && (
            <Link href={`/articles/${articleId}?kind=comment&state=open`} className={buttonClasses("plain")}>
              Look at them
            </Link>
          )}
          {blockers > 0 && <Button onClick={() => setAsked(null)}>Not yet</Button>}
          <Button look="primary" onClick={() => asked && void download(asked)}>
            {blockers > 0 ? "Export with open flags" : "Export all the same"}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
