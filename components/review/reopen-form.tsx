"use client";

import type { FlagDto } from "@/domain/contract";
import { Button } from "../ui/button";
import { Field, Textarea } from "../ui/field";
import { useReview } from "./context";
import { draftKey } from "./drafts";
import { onSendKey } from "./send-key";
import { useDraft } from "./use-draft";

/** Opens a settled flag again, with what is still missing; nothing of what was is erased. */
export function ReopenForm({ flag, onDone }: { flag: FlagDto; onDone: () => void }) {
  const { actor, commands, say } = useReview();
  const draft = useDraft(draftKey(actor.id, flag.id, "reopen"), "");
  const send = () => {
    const note = draft.value.trim() ? draft.value : undefined;
    onDone();
    void commands.step(flag.id, "reopen", note).then((sent) => {
      if (!sent) return;
      draft.clear();
      say("Open again.");
    });
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field label="Reopen" hint="What is still missing? Everybody on the article reads it.">
        {(control) => (
          <Textarea
            {...control}
            autoFocus
            value={draft.value}
            onChange={(event) => draft.setValue(event.target.value)}
            onKeyDown={onSendKey(send, onDone)}
          />
        )}
      </Field>
      <div className="form-row">
        <Button size="sm" look="primary" type="submit">
          Reopen
        </Button>
        <Button size="sm" look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
