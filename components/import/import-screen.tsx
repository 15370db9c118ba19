"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { GalleyError } from "@/domain/errors";
import { textManuscript, type GivenManuscript } from "../manuscript/given";
import { Button } from "../ui/button";
import { useClock } from "../ui/clock";
import { Dialog, DialogActions } from "../ui/dialog";
import { newId } from "../ui/new-id";
import {
  articleInputOf,
  emptyDraft,
  guessFormat,
  holdsManuscript,
  withJoin,
  withKind,
  withManuscript,
  withRepair,
  withSource,
  withTitle,
  type ImportDraft,
} from "./draft";
import { flagNotes, type FlagNote } from "../manuscript/flag-notes";
import { FlagsView } from "./flags-view";
import { firstAuthors, ImportSettings, type ImportDesk } from "./import-settings";
import { PastedChoice } from "./pasted-choice";
import { previewNotes, type PreviewNote } from "./places";
import { rowId } from "./preview-row";
import { PreviewView } from "./preview-view";
import { readFile } from "../manuscript/read-file";
import { SourceView } from "./source-view";
import { StoreBar } from "./store-bar";
import { useDraft } from "./use-draft";
import { useFileDrop } from "../manuscript/use-file-drop";
import { usePreview } from "./use-preview";
import { usePreviewInput } from "./use-preview-input";
import { useStoreArticle } from "./use-store-article";
import { ViewTabs, type View } from "./view-tabs";

interface ImportScreenProps {
  actorId: string;
  desks: readonly ImportDesk[];
  /** The desk the person came from. */
  deskId: string;
}

/** Bringing a manuscript in: paste or drop it, see it as it was read, correct that, store it. */
export function ImportScreen({ actorId, desks, deskId }: ImportScreenProps) {
  const router = useRouter();
  const { timeZone } = useClock();
  const [view, setView] = useState<View | null>(null);
  const [fileError, setFileError] = useState<string | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const storing = useStoreArticle();

  const fresh = () => {
    const desk = desks.find((candidate) => candidate.deskId === deskId) ?? desks[0]!;
    return emptyDraft(newId(), desk.deskId, firstAuthors(desk, actorId));
  };
  const { draft, change, discard, unkept } = useDraft(`galley:new-article:${actorId}`, (kept) =>
    kept && holdsManuscript(kept) ? fitToday(kept, desks, actorId) : fresh(),
  );

  const input = usePreviewInput(draft);
  const preview = usePreview(input);
  // A long preview is drawn when the keyboard leaves time for it.
  const shownDraft = useDeferredValue(draft);
  const shownReading = useDeferredValue(preview.parsed);

  const onNote = useCallback(
    (note: PreviewNote, stands: boolean) =>
      change((current) => {
        if (note.type === "repair") return withRepair(current, note.repair, stands);
        return note.type === "join" ? withJoin(current, note.key, stands) : current;
      }),
    [change],
  );
  const previewActions = {
    onNote,
    onKind: useCallback<Parameters<typeof PreviewView>[0]["onKind"]>(
      (key, kind) => change((current) => withKind(current, key, kind)),
      [change],
    ),
    onJoin: useCallback((key: string) => change((current) => withJoin(current, key, true)), [change]),
    onTitle: useCallback((title: string) => change((current) => withTitle(current, title)), [change]),
  };

  const shownFlags = useMemo(
    () =>
      shownReading
        ? flagNotes(shownReading.flags, shownReading.manuscript.paragraphs, shownReading.people)
        : [],
    [shownReading],
  );

  const takeManuscript = (manuscript: GivenManuscript) => {
    setFileError(null);
    setComplaint(null);
    change((current) => withManuscript(current, manuscript));
    setView("preview");
  };
  const takeFile = (file: File) => {
    readFile(file).then(takeManuscript, (cause: unknown) => {
      setFileError(cause instanceof GalleyError ? cause.message : "This file could not be read. Try again.");
      setView("source");
    });
  };
  const dragging = useFileDrop(takeFile);

  // A flag is chosen in their list and shown in the preview, once that is there.
  const sought = useRef<FlagNote | null>(null);
  const showOnItsWords = (flag: FlagNote) => {
    sought.current = flag;
    setView("preview");
  };
  useEffect(() => {
    if (!sought.current) return;
    const { key, paragraphKey } = sought.current;
    const row = document.getElementById(rowId(paragraphKey));
    const words = row?.querySelector(`[data-flag="${CSS.escape(key)}"]`) ?? row;
    words?.scrollIntoView({ block: "center" });
    row?.focus({ preventScroll: true });
    sought.current = null;
  }, [view]);

  if (!draft) return <Fetching />;

  const hasSource = holdsManuscript(draft);
  // What was refused as it is has no preview: it has to be mended, or another one chosen.
  const refused = input === null || (preview.error !== null && !preview.retryable);
  const wanted: View = view === "flags" && shownFlags.length === 0 ? "preview" : (view ?? "preview");
  const shown: View = refused ? "source" : wanted;
  const notes = preview.parsed ? previewNotes(preview.parsed, draft) : [];

  async function onStore() {
    if (!draft) return;
    const problem = whyNotYet(draft, preview);
    setComplaint(problem);
    if (problem) return;
    const article = articleInputOf(draft, timeZone);
    const articleId = article && (await storing.store({ ...article, id: draft.articleId }));
    if (articleId === null) return;
    discard(null);
    router.push(`/articles/${articleId}`);
  }

  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-4">
        <h1 className="font-serif text-2xl">New article</h1>
        {hasSource && (
          <Button look="quiet" size="sm" onClick={() => setAsking(true)}>
            Throw away…
          </Button>
        )}
      </div>
      {unkept && (
        <p role="alert" className="mt-3 text-base text-warning">
          This device does not let Galley keep the text. Do not close the page before it is stored.
        </p>
      )}
      <div className="mt-6">
        <ImportSettings
          draft={draft}
          desks={desks}
          actorId={actorId}
          detectedLanguage={preview.parsed?.manuscript.language ?? null}
          authorError={complaint === NO_AUTHOR && draft.authorIds.length === 0 ? NO_AUTHOR : null}
          onChange={(settings) => change((current) => ({ ...current, ...settings }))}
        />
      </div>
      {hasSource && !refused && (
        <ViewTabs view={shown} flags={shownFlags.length} reading={!preview.current} onView={setView} />
      )}
      {draft.pasted && <PastedChoice draft={draft} pasted={draft.pasted} onChoose={takeManuscript} />}
      {shown === "source" ? (
        <SourceView
          draft={draft}
          dragging={dragging}
          error={fileError ?? preview.error}
          onType={(typed) => {
            setFileError(null);
            change((current) => withSource(current, typed));
          }}
          onPaste={(pasted) => takeManuscript(textManuscript(pasted, guessFormat(pasted)))}
          onRichPaste={(pasted) => takeManuscript({ ...textManuscript(pasted.html, "html"), pasted })}
          onFile={takeFile}
          onFormat={(format) => change((current) => withManuscript(current, { ...current, format }))}
        />
      ) : (
        <>
          {preview.error && (
            <p role="alert" className="mt-4 flex flex-wrap items-center gap-3 text-base text-warning">
              {preview.error}
              {preview.retryable && (
                <Button size="sm" onClick={preview.retry}>
                  Try again
                </Button>
              )}
            </p>
          )}
          {shownReading && shownDraft && shown === "preview" && (
            <PreviewView parsed={shownReading} flags={shownFlags} draft={shownDraft} {...previewActions} />
          )}
          {shownReading && shown === "flags" && (
            <FlagsView flags={shownFlags} people={shownReading.people} onPlace={showOnItsWords} />
          )}
        </>
      )}
      {hasSource && (
        <StoreBar
          parsed={preview.parsed}
          noteIds={shown === "preview" ? notes.map(({ id }) => id) : null}
          reading={!preview.current}
          storing={storing.storing}
          problem={
            storing.earlierId ? (
              <>
                An earlier try did arrive: the article is stored as it was then.{" "}
                <Link href={`/articles/${storing.earlierId}`} className="underline">
                  Open it
                </Link>
              </>
            ) : (
              (complaint ?? storing.error)
            )
          }
          onStore={() => void onStore()}
        />
      )}
      <Dialog open={asking} onClose={() => setAsking(false)} title="Throw this manuscript away?">
        <p className="text-base text-ink-soft">
          It was not stored. The text and everything you corrected here will be gone from this device.
        </p>
        <DialogActions>
          <Button onClick={() => setAsking(false)}>Keep it</Button>
          <Button
            look="danger"
            onClick={() => {
              setAsking(false);
              setView(null);
              setFileError(null);
              setComplaint(null);
              discard(fresh());
            }}
          >
            Throw away
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

/** While what was kept is fetched from the device: a few milliseconds, mostly. */
function Fetching() {
  return (
    <div aria-busy="true" className="min-h-[70vh]">
      <h1 className="font-serif text-2xl">New article</h1>
      <div className="late" aria-hidden="true">
        <span className="placeholder mt-8 h-8 w-72" />
        <span className="placeholder mt-8 h-[40vh]" />
      </div>
    </div>
  );
}

const NO_AUTHOR = "Choose at least one author.";

/** What is still missing before it can be stored, in words. */
function whyNotYet(draft: ImportDraft, preview: ReturnType<typeof usePreview>): string | null {
  if (draft.authorIds.length === 0) return NO_AUTHOR;
  if (preview.error && !preview.retryable) return preview.error;
  return null;
}

/** What was kept, made to fit the desks and members of today. */
function fitToday(found: ImportDraft, desks: readonly ImportDesk[], actorId: string): ImportDraft {
  // One that was kept before Word files were taken has neither.
  const kept = { ...found, file: found.file ?? null, pasted: found.pasted ?? null };
  const desk = desks.find(({ deskId }) => deskId === kept.deskId);
  if (!desk) {
    const first = desks[0]!;
    return { ...kept, deskId: first.deskId, authorIds: firstAuthors(first, actorId) };
  }
  return {
    ...kept,
    authorIds: kept.authorIds.filter((id) => desk.members.some((member) => member.id === id)),
  };
}
