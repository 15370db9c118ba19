"use client";

import { useEffect, useRef, useState } from "react";
import type { FlagKind } from "@/domain/flag/kinds";
import { KIND_WORDS } from "@/domain/flag/words";
import { Button } from "../ui/button";
import { Field, Input, Textarea } from "../ui/field";
import { Kbd } from "../ui/kbd";
import { PencilMark } from "../ui/pencil-mark";
import { focusInvalid } from "../ui/focus-invalid";
import { COMPOSE_FORM, type ComposeDraft } from "./compose-draft";
import { useArticle, useReview, type Composing } from "./context";
import { Difference } from "./difference";
import { draftKey } from "./drafts";
import { shortQuote } from "./note-words";
import { PENDING } from "./paragraph";
import { keepAboveSheet, revealNote, scrollToFlag, wordsOfFlag } from "./scroll";
import { onSendKey } from "./send-key";
import { useDraft } from "./use-draft";

const WORDS_GONE =
  "These words were changed or taken out meanwhile. What you typed stays here: read the passage again before you send it.";

const COLLECT = "Add to my review";

const PROMPTS: Record<FlagKind, { label: string; hint: string; button: string }> = {
  typo: {
    label: "Should read",
    hint: "Enter sends it. Leave it empty to take the words out.",
    button: "Propose",
  },
  fact_check: {
    label: "What is doubtful?",
    hint: "And what would settle it: a figure, a document, a second source.",
    button: "Flag it",
  },
  citation: {
    label: "What needs a reference?",
    hint: "The claim, the quotation or the figure; a place to look, if you know one.",
    button: "Ask for it",
  },
  comment: { label: "Comment", hint: "It does not hold the draft back.", button: "Comment" },
};

/** Where a flag is written: in the margin beside its words, or in the sheet on a phone. */
export default function Composer({ composing }: { composing: Composing }) {
  const { actor, store, commands, closeComposer, focus, say } = useReview();
  const { kind, quote, clipped, version, paragraphId, start, end } = composing;
  const articleId = store.getSnapshot().id;
  const empty: ComposeDraft = { composing, replacement: quote, note: composing.note ?? "" };
  const draft = useDraft<ComposeDraft>(draftKey(actor.id, articleId, COMPOSE_FORM), empty);
  const [error, setError] = useState<string | null>(null);
  const isSame = draft.value.composing.quote === quote && draft.value.composing.start === start;
  // Who has begun to collect goes on so, until it is sent.
  const { flags, paragraphs } = useArticle(store);
  const isCollecting = flags.some(({ pending }) => pending);
  const collects = isCollecting || (isSame && draft.value.pending === true);
  const { replacement, note } = isSame ? draft.value : empty;
  const { label, hint, button } = PROMPTS[kind];
  const areThere = paragraphs.find(({ id }) => id === paragraphId)?.text.includes(quote) ?? false;

  const form = useRef<HTMLLIElement>(null);
  useEffect(() => {
    scrollToFlag(PENDING, "smooth");
    if (form.current) revealNote(form.current);
    return keepAboveSheet(() => wordsOfFlag(PENDING));
  }, []);

  const change = (part: Partial<ComposeDraft>) => {
    setError(null);
    const { pending } = isSame ? draft.value : empty;
    draft.setValue({ composing, replacement, note, ...(pending ? { pending } : {}), ...part });
  };
  const refuse = (words: string) => {
    setError(words);
    focusInvalid(form.current);
  };
  const send = (pending: boolean) => {
    if (kind === "typo" && replacement === quote) return refuse("Change the words first.");
    if (kind === "comment" && !note.trim()) return refuse("Write the comment first.");
    const input = {
      version,
      kind,
      paragraphId,
      start,
      end,
      ...(kind === "typo" ? { replacement } : {}),
      ...(note.trim() ? { note } : {}),
    };
    draft.clear();
    closeComposer();
    const { id, sent } = commands.raise(input, pending);
    focus(id, { keyboard: true });
    void sent.then((done) => {
      if (done) say(`${KIND_WORDS[kind]} flag ${pending ? "added to your review" : "raised"}.`);
    });
  };
  const throwAway = () => {
    draft.clear();
    closeComposer();
  };

  return (
    <li ref={form} data-note={PENDING} className={`note is-focused is-composer pencil-${kind}`}>
      <form
        className="form"
        aria-label={`New ${KIND_WORDS[kind].toLowerCase()} flag`}
        onSubmit={(event) => {
          event.preventDefault();
          send(collects);
        }}
        onKeyDown={onSendKey(() => send(collects), closeComposer)}
      >
        <p className="note-head">
          <PencilMark kind={kind} />
          <b>{KIND_WORDS[kind]}</b>
          <span className="compose-quote" dir="auto">
            “{shortQuote(quote, 60)}”
          </span>
        </p>
        {clipped && (
          <p className="form-hint">A flag stands on one paragraph: the words of the first one are taken.</p>
        )}
        <p role="alert" className="text-sm text-warning empty:hidden">
          {!areThere && WORDS_GONE}
        </p>
        {kind === "typo" && (
          <Field label={label} error={error} hint={hint}>
            {(control) => (
              <TypoField
                control={control}
                value={replacement}
                quote={quote}
                onChange={(value) => change({ replacement: value })}
              />
            )}
          </Field>
        )}
        {kind === "typo" && replacement !== quote && (
          <p className="thread-fix" dir="auto" aria-live="polite">
            <Difference before={quote} after={replacement} />
          </p>
        )}
        {kind !== "typo" && (
          <Field label={label} error={error} hint={hint}>
            {(control) => (
              <Textarea
                {...control}
                ref={focusField}
                value={note}
                onChange={(event) => change({ note: event.target.value })}
              />
            )}
          </Field>
        )}
        <div className="form-row">
          <Button size="sm" look="primary" type="submit">
            {collects ? COLLECT : button}
          </Button>
          <Button size="sm" onClick={() => send(!collects)}>
            {collects ? "Raise it now" : COLLECT}
          </Button>
          <Button size="sm" look="quiet" onClick={throwAway}>
            Throw away
          </Button>
          {kind !== "typo" && (
            <span className="form-hint">
              <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
            </span>
          )}
        </div>
      </form>
    </li>
  );
}

/** What was begun is gone on with. */
function focusField(field: HTMLTextAreaElement | null) {
  field?.focus({ preventScroll: true });
  field?.setSelectionRange(field.value.length, field.value.length);
}

interface TypoFieldProps {
  control: { id: string };
  value: string;
  quote: string;
  onChange: (value: string) => void;
}

/** Starts with the selected words, all of them selected: typing replaces them. Long ones get more lines. */
function TypoField({ control, value, quote, onChange }: TypoFieldProps) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  if (quote.length > 60 || quote.includes("\n"))
    return (
      <Textarea
        {...control}
        ref={field}
        className="article-words"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <Input
      {...control}
      ref={field}
      className="article-words"
      autoComplete="off"
      spellCheck
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
