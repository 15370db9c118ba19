"use client";

import { useEffect, useState } from "react";
import { compareParagraphs, type ComparedParagraph } from "@/domain/article/compare";
import type { RestoredDto, RestoreInput } from "@/domain/contract";
import { ApiError, callApi } from "../api";
import { errorWords } from "../error-words";
import { Button } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { newId } from "../ui/new-id";
import { Compared } from "./compared";
import type { Versions } from "./versions";

/** What is to be brought back: the article, or one of its paragraphs. */
export interface Wanted {
  version: number;
  paragraphId?: string;
}

interface RestoreDialogProps {
  articleId: string;
  versions: Versions;
  wanted: Wanted;
  onClose: () => void;
  onRestored: (version: number) => void;
}

/** What the text would become, before it does: from how it stands at this moment. */
export default function RestoreDialog(props: RestoreDialogProps) {
  const { articleId, versions, wanted, onClose, onRestored } = props;
  const { version, paragraphId } = wanted;
  const [id] = useState(newId);
  const [looked, setLooked] = useState<{ at: number; rows: ComparedParagraph[] } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    let isOver = false;
    Promise.all([versions.readNewest(), versions.read(version)]).then(
      ([now, then]) => {
        const rows = compareParagraphs(now.paragraphs, then.paragraphs).filter(
          (row) => row.changed && (!paragraphId || row.id === paragraphId),
        );
        if (!isOver) setLooked({ at: now.version, rows });
      },
      (cause: unknown) => {
        if (!isOver) setError(errorWords(cause));
      },
    );
    return () => {
      isOver = true;
    };
  }, [versions, version, paragraphId, turn]);

  const restore = async () => {
    if (!looked) return;
    setBusy(true);
    setError(null);
    try {
      const input: RestoreInput = {
        id,
        version,
        baseVersion: looked.at,
        ...(paragraphId ? { paragraphId } : {}),
      };
      const restored = await callApi<RestoredDto>("POST", `/api/articles/${articleId}/restore`, input);
      onRestored(restored.version);
    } catch (cause) {
      setError(errorWords(cause));
      setBusy(false);
      if (cause instanceof ApiError && cause.code === "conflict") setTurn((last) => last + 1);
    }
  };

  const isSame = looked?.rows.length === 0;
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
      {looked && !isSame && (
        <div className="mt-3 border-y border-hairline">
          {looked.rows.map((row) => (
            <Compared key={row.id} row={row} sideBySide={false} />
          ))}
        </div>
      )}
      {!looked && !error && <p className="mt-3 text-sm text-ink-faint">Comparing…</p>}
      <p role="alert" className="mt-3 text-sm text-warning empty:hidden">
        {error}
      </p>
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {isSame ? "Close" : "Cancel"}
        </Button>
        {!isSame && (
          <Button look="primary" busy={busy} disabled={!looked} onClick={() => void restore()}>
            Restore
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
