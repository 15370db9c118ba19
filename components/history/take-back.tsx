"use client";

import { useState } from "react";
import type { TimelineEntryDto } from "@/domain/contract";
import { ApiError } from "../api";
import { errorWords } from "../error-words";
import type { ArticleDeed } from "../review/outbox";
import { untilLoaded } from "../ui/later";
import { newId } from "../ui/new-id";
import { useHistory } from "./context";
import { EntryButton } from "./entry-button";
import { stretchOf, type Stretch } from "./stretch";

interface TakeBackProps {
  entry: TimelineEntryDto;
  /** The id of the words that say which fixes they are. */
  describedBy: string;
  onTaken: (made: Stretch) => void;
}

/**
 * Takes the typo fixes of one change back, long after the toast that offered it is gone: by the same call
 * (review/article-deeds.ts), and said in the same words.
 */
export function TakeBack({ entry: { last: of, flagIds }, describedBy, onTaken }: TakeBackProps) {
  const { articleId, store } = useHistory();
  const [id] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const takeBack = async () => {
    setBusy(true);
    setFailure(null);
    const deed: ArticleDeed = { type: "unapply", flagIds, version: of };
    try {
      const { send, tell } = await untilLoaded(() => import("../review/article-deeds"));
      const answer = await send(articleId, id, deed);
      tell(deed, answer, () => undefined);
      store.tookBack(of, answer.change ?? null);
      const { version } = store.getSnapshot().now;
      onTaken(stretchOf({ first: version, last: version }));
    } catch (error) {
      setFailure(failureWords(error));
      setBusy(false);
    }
  };
  return (
    <>
      <EntryButton
        words={flagIds.length === 1 ? "Take this fix back" : "Take these fixes back"}
        describedBy={describedBy}
        busy={busy}
        onPress={() => void takeBack()}
      />
      <p role="alert" className="mr-3 mb-1.5 ml-3 text-sm text-warning empty:hidden">
        {failure}
      </p>
    </>
  );
}

/** Nothing waits here for a connection, as it does in the review. */
function failureWords(error: unknown): string {
  return error instanceof ApiError && error.code === "offline"
    ? "There is no connection, and nothing was taken back. Press again when it is back."
    : errorWords(error);
}
