"use client";

import type { FlagDto } from "@/domain/contract";
import { Button } from "../ui/button";
import { COMPOSE_FORM, type ComposeDraft } from "./compose-draft";
import { useReview } from "./context";
import { draftKey, keepDraft } from "./drafts";
import { draftStorage } from "./use-draft";

/** What its editor can do with a flag that is not sent yet. */
export function PendingActions({ flag }: { flag: FlagDto }) {
  const { actor, commands, compose, focus, store } = useReview();
  const { kind, paragraphId, anchor } = flag;

  const send = () => void commands.perform({ type: "send", flagIds: [flag.id] });
  const change = () => {
    const { id: articleId, version, paragraphs } = store.getSnapshot();
    const { start, end, quote } = anchor;
    const text = paragraphs.find(({ id }) => id === paragraphId)?.text ?? "";
    const composing = { kind, paragraphId, start, end, quote, text, version, clipped: false };
    const note = flag.thread[0]?.body ?? "";
    const draft: ComposeDraft = { composing, replacement: flag.replacement ?? quote, note, pending: true };
    keepDraft(draftStorage(), draftKey(actor.id, articleId, COMPOSE_FORM), draft);
    void commands.dropPending(flag.id);
    compose(kind, { paragraphId, start, end, clipped: false });
  };
  const drop = () => {
    void commands.dropPending(flag.id);
    focus(null);
  };
  return (
    <div className="settle">
      <p className="form-hint">Part of your review: nobody else sees it until you send it.</p>
      <div className="settle-row" role="group" aria-label="This pending flag">
        <Button size="sm" onClick={send}>
          Raise it now
        </Button>
        {anchor.state === "exact" && (
          <Button size="sm" look="quiet" onClick={change}>
            Change…
          </Button>
        )}
        <Button size="sm" look="quiet" className="is-quiet" onClick={drop}>
          Throw away
        </Button>
      </div>
    </div>
  );
}
