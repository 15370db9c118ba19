"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import type { CommentWords, DeskSettingsDto, DeskSettingsInput } from "@/domain/contract";
import { FLAG_KINDS, type FlagKind } from "@/domain/flag/kinds";
import { KIND_WORDS } from "@/domain/flag/words";
import { callApi } from "../api";
import { errorWords } from "../error-words";
import { draftKey } from "../review/drafts";
import { useDraft } from "../review/use-draft";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { PencilMark } from "../ui/pencil-mark";
import { SubmitButton } from "../ui/submit-button";

interface CommentWordsFormProps {
  deskId: string;
  actorId: string;
  settings: DeskSettingsDto;
}

/** As they stand in the fields: a list, with commas. */
type TypedWords = Record<FlagKind, string>;

const typedOf = (words: CommentWords) => mapKinds((kind) => words[kind].join(", "));
const wordsOf = (typed: TypedWords): CommentWords =>
  mapKinds((kind) =>
    typed[kind]
      .split(/[,،]/)
      .map((word) => word.trim())
      .filter(Boolean),
  );

function mapKinds<Value>(of: (kind: FlagKind) => Value): Record<FlagKind, Value> {
  return Object.fromEntries(FLAG_KINDS.map((kind) => [kind, of(kind)])) as Record<FlagKind, Value>;
}

/** By which first words a comment in a Word file becomes which flag. */
export function CommentWordsForm({ deskId, actorId, settings }: CommentWordsFormProps) {
  const router = useRouter();
  const draft = useDraft<TypedWords | null>(draftKey(actorId, deskId, "comment-words"), null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState("");
  const typed = draft.value ?? typedOf(settings.commentWords);

  async function save(commentWords: CommentWords | null) {
    setBusy(true);
    setError(null);
    setDone("");
    try {
      const input: DeskSettingsInput = { commentWords };
      await callApi("PUT", `/api/desks/${deskId}/settings`, input);
      draft.clear();
      setDone(commentWords ? "Saved." : "The usual words are back.");
      router.refresh();
    } catch (cause) {
      setError(errorWords(cause));
    } finally {
      setBusy(false);
    }
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!busy) void save(wordsOf(typed));
  }

  return (
    <section className="mt-12">
      <h2 className="font-serif text-lg">Comments in Word files</h2>
      <p className="mt-1 mb-4 max-w-xl text-base text-ink-soft">
        A comment that begins with one of these words, in whatever case, becomes a flag of that kind when its
        file is brought in. All others become comments.
      </p>
      <form onSubmit={onSubmit} className="grid max-w-xl gap-3">
        {FLAG_KINDS.map((kind) => (
          <Field
            key={kind}
            label={
              <span className="inline-flex items-center gap-1.5">
                <PencilMark kind={kind} /> {KIND_WORDS[kind]}
              </span>
            }
          >
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                spellCheck={false}
                value={typed[kind]}
                onChange={(event) => {
                  setDone("");
                  draft.setValue({ ...typed, [kind]: event.target.value });
                }}
              />
            )}
          </Field>
        ))}
        <p className="text-sm text-ink-faint">Commas between them.</p>
        <p role="alert" className="text-sm text-warning empty:hidden">
          {error}
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton look="primary" busy={busy}>
            Save the words
          </SubmitButton>
          {(settings.hasOwnWords || draft.value) && (
            <Button look="quiet" busy={busy} onClick={() => void save(null)}>
              Back to the usual words
            </Button>
          )}
          <p role="status" className="text-sm text-ink-soft">
            {done}
          </p>
        </div>
      </form>
    </section>
  );
}
