"use client";

import { KIND_WORDS } from "@/domain/flag/words";
import { COMPOSE_FORM, type ComposeDraft } from "./compose-draft";
import { useArticle, useReview, type Composing } from "./context";
import { draftKey, keepDraft, readDraft } from "./drafts";
import { shortQuote } from "./note-words";
import { draftsChanged, draftStorage, useDraftsCount } from "./use-draft";

/** A flag that was begun here and never finished: found again after a reload or a sign-out. */
export function Unsent({
  composing,
  onResume,
}: {
  composing: Composing | null;
  onResume: (kept: Composing) => void;
}) {
  const { actor, store } = useReview();
  const { id: articleId } = useArticle(store);
  const isRead = useDraftsCount() > 0;
  if (!isRead || composing) return null;
  const key = draftKey(actor.id, articleId, COMPOSE_FORM);
  const kept = readDraft<ComposeDraft>(draftStorage(), key)?.composing;
  if (!kept) return null;
  const drop = () => {
    keepDraft(draftStorage(), key, null);
    draftsChanged();
  };
  return (
    <section className="unsent" aria-label="Kept here, not sent" data-screen>
      <p>
        Kept here, not sent: {KIND_WORDS[kept.kind].toLowerCase()} on{" "}
        <q dir="auto">{shortQuote(kept.quote, 40)}</q>{" "}
        <button type="button" className="link-button" onClick={() => onResume(kept)}>
          Go on
        </button>{" "}
        <button type="button" className="link-button" onClick={drop}>
          Throw away
        </button>
      </p>
    </section>
  );
}
