"use client";

import { useState } from "react";
import type { FlagDto, ThreadEntryDto } from "@/domain/contract";
import { isSafeHref } from "@/domain/article/safe-href";
import { entryWords } from "@/domain/flag/words";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { useClock } from "../ui/clock";
import { exactTime } from "../ui/dates";
import { Field, Textarea } from "../ui/field";
import { RelativeTime } from "../ui/relative-time";
import { canEditReply } from "./abilities";
import { useReview } from "./context";
import { draftKey } from "./drafts";
import { onSendKey } from "./send-key";
import { useDraft } from "./use-draft";

/** A reply, or a step of the flag's life with its note: one line of time for both. */
export function ThreadEntry({ flag, entry }: { flag: FlagDto; entry: ThreadEntryDto }) {
  const { actor, store } = useReview();
  const { now, timeZone } = useClock();
  const [editing, setEditing] = useState(false);
  const editable = canEditReply(entry, actor.id, now);
  const isUnsent = store.getTasks().some(({ id }) => id === entry.id);
  const did = entryWords(entry);
  return (
    <li
      className={classNames(
        "entry",
        entry.type !== "reply" && "entry-step",
        entry.type === "raised" && "entry-raised",
      )}
    >
      <p className="entry-head">
        <span className="entry-who" dir="auto">
          {entry.actor.name}
        </span>
        {did && <span> {did}</span>}
        <span className="entry-when">
          <RelativeTime at={entry.at} />
          {entry.editedAt && (
            <span title={`Changed ${exactTime(Date.parse(entry.editedAt), timeZone)}`}> · changed</span>
          )}
          {entry.imported && " · from the manuscript"}
        </span>
        {editable && !editing && !isUnsent && (
          <button type="button" className="link-button" onClick={() => setEditing(true)}>
            Change
          </button>
        )}
      </p>
      {editing ? (
        <EditReply key={entry.id} flag={flag} entry={entry} onDone={() => setEditing(false)} />
      ) : (
        entry.body && (
          <p className="entry-body" dir="auto">
            {entry.body}
          </p>
        )
      )}
      {/* Its head is the note's face, which says no more than who and when. */}
      {entry.type === "raised" && entry.imported && <p className="entry-from">From the manuscript</p>}
      {entry.sources && entry.sources.length > 0 && (
        <ul className="entry-sources">
          {entry.sources.map((source, index) => (
            <li key={index} dir="auto">
              {isSafeHref(source.trim()) ? (
                <a href={source.trim()} rel="noopener noreferrer nofollow" target="_blank">
                  {source}
                </a>
              ) : (
                source
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function EditReply({ flag, entry, onDone }: { flag: FlagDto; entry: ThreadEntryDto; onDone: () => void }) {
  const { actor, commands } = useReview();
  const draft = useDraft(draftKey(actor.id, entry.id, "edit"), "");
  const [opened, setOpened] = useState(false);
  const body = opened || draft.value ? draft.value : (entry.body ?? "");
  const send = async () => {
    if (!body.trim()) return;
    onDone();
    if (body === entry.body || (await commands.editReply(flag.id, entry.id, body))) draft.clear();
  };
  return (
    <div className="form">
      <Field label="Your reply" labelHidden>
        {(control) => (
          <Textarea
            {...control}
            ref={focusAtEnd}
            value={body}
            onChange={(event) => {
              setOpened(true);
              draft.setValue(event.target.value);
            }}
            onKeyDown={onSendKey(() => void send(), onDone)}
          />
        )}
      </Field>
      <div className="form-row">
        <Button size="sm" look="primary" onClick={() => void send()}>
          Change
        </Button>
        <Button
          size="sm"
          look="quiet"
          onClick={() => {
            draft.clear();
            onDone();
          }}
        >
          Leave as it was
        </Button>
      </div>
    </div>
  );
}

function focusAtEnd(field: HTMLTextAreaElement | null) {
  field?.focus({ preventScroll: true });
  field?.setSelectionRange(field.value.length, field.value.length);
}
