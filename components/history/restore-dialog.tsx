"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { compareParagraphs } from "@/domain/article/compare";
import { doubledWords } from "@/domain/article/doubled";
import type { RestoredDto, RestoreInput } from "@/domain/contract";
import { ApiError, callApi } from "../api";
import { errorWords } from "../error-words";
import { shortQuote } from "../review/note-words";
import { Button } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { newId } from "../ui/new-id";
import { Compared } from "./compared";
import { useHistory, useHistoryState } from "./context";
import type { TextAt } from "./history-store";
import { useCitationsOfBoth } from "./use-citations-of-both";

/** What is to be brought back: the article, or one of its paragraphs. */
export interface Wanted {
  version: number;
  paragraphId?: string;
}

/** Milliseconds: what came so shortly before the press cannot have been read. */
const JUST_NOW = 800;

interface RestoreDialogProps {
  wanted: Wanted;
  onClose: () => void;
  onRestored: (restored: RestoredDto) => void;
}

/** What the text would become, before it does: from how it stands, also when that changes while somebody looks. */
export default function RestoreDialog({ wanted, onClose, onRestored }: RestoreDialogProps) {
  const { version, paragraphId } = wanted;
  const { articleId, store, citationStyle } = useHistory();
  const { now, moments } = useHistoryState();
  const [id] = useState(newId);
  const [then, setThen] = useState<TextAt | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let isOver = false;
    Promise.all([store.read(version), store.readNow()]).then(
      ([text]) => {
        if (!isOver) setThen(text);
      },
      (cause: unknown) => {
        if (!isOver) setError(errorWords(cause));
      },
    );
    return () => {
      isOver = true;
    };
  }, [store, version]);

  const citations = useCitationsOfBoth(now.paragraphs, then?.paragraphs, citationStyle);
  const rows = useMemo(
    () =>
      then &&
      compareParagraphs(now.paragraphs, then.paragraphs).filter(
        (row) => row.changed && (!paragraphId || row.id === paragraphId),
      ),
    [now, then, paragraphId],
  );
  const doubled = useMemo(
    () => (then && paragraphId ? doubledWords(now.paragraphs, then.paragraphs, paragraphId) : []),
    [now, then, paragraphId],
  );
  // What came elsewhere in the text is nothing to somebody who looks at one paragraph.
  const looked = useMemo(() => rows && JSON.stringify(rows), [rows]);
  const lookedFirst = useRef<string | null>(null);
  const movedAt = useRef(-Infinity);
  const [hasMoved, setHasMoved] = useState(false);
  useEffect(() => {
    if (looked === null) return;
    if (lookedFirst.current === null) lookedFirst.current = looked;
    else if (looked !== lookedFirst.current) {
      movedAt.current = performance.now();
      setHasMoved(true);
    }
  }, [looked]);

  const restore = async () => {
    if (performance.now() - movedAt.current < JUST_NOW)
      return setError("The text changed just now: look at the difference again.");
    setBusy(true);
    setError(null);
    const input: RestoreInput = {
      id,
      version,
      baseVersion: now.version,
      ...(paragraphId ? { paragraphId } : {}),
    };
    try {
      onRestored(await callApi<RestoredDto>("POST", `/api/articles/${articleId}/restore`, input));
    } catch (cause) {
      setError(errorWords(cause));
      setBusy(false);
      if (cause instanceof ApiError && cause.code === "conflict")
        await store.readNow().catch(() => undefined);
    }
  };

  const isSame = rows?.length === 0;
  const who = moments.get(now.version)?.actor.name;
  return (
    <Dialog
      open
      onClose={onClose}
      shape="sheet"
      title={paragraphId ? "Restore this paragraph" : `Restore the text of version ${version}`}
      className="sm:w-[min(46rem,calc(100vw-2rem))]"
    >
      <p className="text-base text-ink-soft">
        {isSame
          ? "It reads like this now: there is nothing to restore."
          : "This is what changes in the text as it stands now. It becomes a new version: nothing is lost, and flags come back with their words."}
      </p>
      <p role="status" className="mt-2 text-sm text-accent empty:hidden">
        {hasMoved && (
          <>
            {who ? <bdi>{who}</bdi> : "Somebody"} changed the text while you looked: this is the difference to
            how it stands by now.
          </>
        )}
      </p>
      {rows && !isSame && (
        <div className="mt-3 border-y border-hairline">
          {rows.map((row) => (
            <Compared key={row.id} row={row} citations={citations} sideBySide={false} />
          ))}
        </div>
      )}
      {doubled.length > 0 && (
        <p className="mt-3 text-sm text-warning">
          Since then {doubled.map((words) => `“${shortQuote(words)}”`).join(", ")} came into another
          paragraph, and would be in the article twice. To undo that as well, restore the whole text of
          version {version}.
        </p>
      )}
      {!rows && !error && <p className="mt-3 text-sm text-ink-faint">Comparing…</p>}
      <p role="alert" className="mt-3 text-sm text-warning empty:hidden">
        {error}
      </p>
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {isSame ? "Close" : "Cancel"}
        </Button>
        {!isSame && (
          <Button look="primary" busy={busy} disabled={!rows} onClick={() => void restore()}>
            Restore
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
