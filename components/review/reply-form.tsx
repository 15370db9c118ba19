"use client";

import { useEffect, useRef } from "react";
import type { FlagDto } from "@/domain/contract";
import { Button } from "../ui/button";
import { Field, Textarea } from "../ui/field";
import { Kbd } from "../ui/kbd";
import { abilitiesOf } from "./abilities";
import { useReview } from "./context";
import { draftKey } from "./drafts";
import { onSendKey } from "./send-key";
import { useDraft } from "./use-draft";
import { focusNoteOrPage } from "./use-keep-focus";

/** A line to answer in. It grows when there are words, which are kept until they are sent. */
export function ReplyForm({ flag }: { flag: FlagDto }) {
  const { actor, commands, store, say, thread } = useReview();
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(draftKey(actor.id, flag.id, "reply"), "");

  useEffect(() => {
    const handle = thread.current;
    if (handle) handle.reply = () => field.current?.focus();
  });

  if (!abilitiesOf(actor, store.getSnapshot(), flag).reply) return null;
  const send = () => {
    const body = draft.value;
    if (!body.trim()) return;
    draft.clear();
    field.current?.focus();
    void commands.reply(flag.id, body).then((sent) => {
      if (sent) say("Reply sent.");
    });
  };
  return (
    <div className="form reply-form" data-filled={draft.value !== "" || undefined}>
      <Field label="Reply" labelHidden>
        {(control) => (
          <Textarea
            {...control}
            ref={field}
            rows={1}
            className="min-h-8! py-1!"
            placeholder="Reply…"
            value={draft.value}
            onChange={(event) => draft.setValue(event.target.value)}
            onKeyDown={onSendKey(send, focusNoteOrPage)}
          />
        )}
      </Field>
      {draft.value !== "" && (
        <div className="form-row">
          <Button size="sm" look="primary" onClick={send}>
            Reply
          </Button>
          <span className="form-hint">
            <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
          </span>
        </div>
      )}
    </div>
  );
}
