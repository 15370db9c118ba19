"use client";

import { KIND_WORDS } from "@/domain/flag/words";
import { COMPOSE_FORM, type ComposeDraft, type KeptFlag } from "./compose-draft";
import { useArticle, useReview, useTasks, type Composing } from "./context";
import { draftKey, draftsOf, keepDraft } from "./drafts";
import { shortQuote } from "./note-words";
import { draftsChanged, draftStorage, useDraftsCount } from "./use-draft";

/** Flags that were written here and never reached the desk: found again after a reload or a sign-out. */
export function Unsent({
  composing,
  onResume,
}: {
  composing: Composing | null;
  onResume: (kept: Composing) => void;
}) {
  const { actor, store, commands, focus } = useReview();
  const article = useArticle(store);
  const tasks = useTasks(store);
  const isRead = useDraftsCount() > 0;
  if (!isRead) return null;
  const drop = (form: string) => {
    keepDraft(draftStorage(), draftKey(actor.id, article.id, form), null);
    draftsChanged();
  };
  const kept = draftsOf<ComposeDraft | KeptFlag>(draftStorage(), actor.id, article.id);
  const rows = kept.flatMap(({ form, value }) => {
    if (form === COMPOSE_FORM && "composing" in value) {
      if (composing) return [];
      const { kind, quote } = value.composing;
      return [{ form, kind, quote, next: { label: "Go on", run: () => onResume(value.composing) } }];
    }
    if ("composing" in value || !form.startsWith("new:")) return [];
    const id = form.slice("new:".length);
    const isKnown = article.flags.some((flag) => flag.id === id) || tasks.some((task) => task.id === id);
    const text = article.paragraphs.find((paragraph) => paragraph.id === value.paragraphId)?.text;
    if (isKnown || text === undefined || value.end > text.length) return [];
    const send = () => {
      const { pending = false, ...input } = value;
      commands.raise(input, id, pending);
      focus(id, { scroll: true });
    };
    return [
      {
        form,
        kind: value.kind,
        quote: text.slice(value.start, value.end),
        next: { label: "Send", run: send },
      },
    ];
  });
  if (rows.length === 0) return null;
  return (
    <section className="unsent" aria-label="Kept here, not sent" data-screen>
      {rows.map(({ form, kind, quote, next }) => (
        <p key={form}>
          Kept here, not sent: {KIND_WORDS[kind].toLowerCase()} on <q dir="auto">{shortQuote(quote, 40)}</q>{" "}
          <button type="button" className="link-button" onClick={next.run}>
            {next.label}
          </button>{" "}
          <button type="button" className="link-button" onClick={() => drop(form)}>
            Throw away
          </button>
        </p>
      ))}
    </section>
  );
}
