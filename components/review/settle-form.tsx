"use client";

import { useRef, useState } from "react";
import type { ArticleDto, FlagDto, ResolveInput } from "@/domain/contract";
import type { Outcome } from "@/domain/flag/kinds";
import { entryRefusal } from "@/domain/flag/lifecycle";
import { Button } from "../ui/button";
import { Field, Input, Select, Textarea } from "../ui/field";
import { focusInvalid } from "../ui/focus-invalid";
import { useReview } from "./context";
import { draftKey } from "./drafts";
import { shortQuote } from "./note-words";
import { onSendKey } from "./send-key";
import { useDraft } from "./use-draft";

interface SettleFormProps {
  flag: FlagDto;
  article: ArticleDto;
  outcome: Outcome;
  busy: boolean;
  onSettle: (settlement: ResolveInput) => Promise<boolean>;
  onCancel: () => void;
}

interface Entered {
  note: string;
  sources: string[];
  referenceId: string;
  reference: string;
}

const NOTHING: Entered = { note: "", sources: [], referenceId: "", reference: "" };

interface Prompt {
  title: string;
  button: string;
  note?: { label: string; hint: string };
}

const PROMPTS: Partial<Record<Outcome, Prompt>> = {
  declined: {
    title: "Decline the fix",
    button: "Decline",
    note: { label: "Reason", hint: "Why the words stay as they are." },
  },
  stands: {
    title: "Stand by it",
    button: "Stand by it",
    note: { label: "Reason", hint: "How you know. An editor verifies it." },
  },
  not_needed: {
    title: "No reference needed",
    button: "Not needed",
    note: { label: "Reason", hint: "For example: common knowledge, or the author’s own reporting." },
  },
  waived: {
    title: "Waive it",
    button: "Waive",
    note: { label: "Reason", hint: "It is named, with you, on the draft’s sign-off sheet." },
  },
  sourced: { title: "Give a source", button: "Give the source" },
  cited: { title: "Put a reference here", button: "Put it here" },
};

/** What has to be entered before a flag is settled so. It is kept until it went through. */
export function SettleForm({ flag, article, outcome, busy, onSettle, onCancel }: SettleFormProps) {
  const { actor } = useReview();
  const draft = useDraft<Entered>(draftKey(actor.id, flag.id, outcome), NOTHING);
  const [error, setError] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const entered = draft.value;
  const prompt = PROMPTS[outcome];
  if (!prompt) return null;

  const change = (part: Partial<Entered>) => {
    setError(null);
    draft.setValue({ ...entered, ...part });
  };
  const cancel = () => {
    draft.clear();
    onCancel();
  };
  const send = () => {
    if (busy) return;
    const settlement = settlementOf(outcome, entered);
    const refusal = entryRefusal(settlement);
    setError(refusal);
    if (refusal) return focusInvalid(form.current);
    void onSettle(settlement).then((settled) => {
      if (settled) draft.clear();
    });
  };
  return (
    <form
      ref={form}
      className="form"
      aria-label={prompt.title}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={onSendKey(send, onCancel)}
    >
      <p className="form-title">{prompt.title}</p>
      {prompt.note && (
        <Field label={prompt.note.label} hint={prompt.note.hint} error={error}>
          {(control) => (
            <Textarea
              {...control}
              autoFocus
              value={entered.note}
              onChange={(event) => change({ note: event.target.value })}
            />
          )}
        </Field>
      )}
      {outcome === "sourced" && <Sources entered={entered} change={change} error={error} />}
      {outcome === "cited" && <Reference article={article} entered={entered} change={change} error={error} />}
      <div className="form-row">
        <Button size="sm" look="primary" type="submit" busy={busy}>
          {prompt.button}
        </Button>
        <Button size="sm" look="quiet" onClick={cancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function settlementOf(outcome: Outcome, { note, sources, referenceId, reference }: Entered): ResolveInput {
  const given = sources.map((source) => source.trim()).filter(Boolean);
  return {
    outcome,
    ...(note.trim() ? { note } : {}),
    ...(outcome === "sourced" && given.length > 0 ? { sources: given } : {}),
    ...(outcome === "cited" && referenceId ? { referenceId } : {}),
    ...(outcome === "cited" && !referenceId && reference.trim() ? { reference: reference.trim() } : {}),
  };
}

interface PartProps {
  entered: Entered;
  change: (part: Partial<Entered>) => void;
  error: string | null;
}

function Sources({ entered, change, error }: PartProps) {
  const sources = entered.sources.length > 0 ? entered.sources : [""];
  const put = (index: number, source: string) => change({ sources: sources.with(index, source) });
  return (
    <>
      {sources.map((source, index) => (
        <Field
          key={index}
          label={index === 0 ? "Source" : `Source ${index + 1}`}
          hint={index === 0 ? "A link, a document, a person who said so and when." : undefined}
          error={index === 0 ? error : null}
        >
          {(control) => (
            <Input
              {...control}
              autoFocus={index === sources.length - 1}
              value={source}
              onChange={(event) => put(index, event.target.value)}
            />
          )}
        </Field>
      ))}
      {sources.at(-1)?.trim() && (
        <button type="button" className="link-button" onClick={() => change({ sources: [...sources, ""] })}>
          One more source
        </button>
      )}
    </>
  );
}

function Reference({ article, entered, change, error }: PartProps & { article: ArticleDto }) {
  const isNew = !entered.referenceId;
  return (
    <>
      <Field label="From the list" error={isNew ? null : error}>
        {(control) => (
          <Select
            {...control}
            autoFocus
            value={entered.referenceId}
            onChange={(event) => change({ referenceId: event.target.value })}
          >
            <option value="">A new reference</option>
            {article.references.map(({ id, number, text }) => (
              <option key={id} value={id}>
                {number === null ? "not cited" : `${number}.`} {shortQuote(text, 70)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {isNew && (
        <Field
          label="The new reference"
          hint="As it should stand in the list. It is numbered by where it is first cited."
          error={error}
        >
          {(control) => (
            <Textarea
              {...control}
              value={entered.reference}
              onChange={(event) => change({ reference: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
