"use client";

import { KIND_WORDS } from "@/domain/flag/words";
import { COMPOSE_FORM, type ComposeDraft, type KeptFlag } from "./compose-draft";
import { useArticle, useReview, useTasks, type Composing } from "./context";
import { draftKey, draftsOf, keepDraft, sentReplies, sentReplyForm } from "./drafts";
import { shortQuote } from "./note-words";
import { draftsChanged, draftStorage, useDraftsCount } from "./use-draft";

interface Row {
  /** Where its words are kept. */
  key: string;
  what: string;
  quote: string;
  next: { label: string; run: () => void };
}

/** Flags and replies that were written here and never reached the desk: found again after a reload or a sign-out. */
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
  const isUnderWay = (id: string) => tasks.some((task) => task.id === id);
  const keyOf = (form: string) => draftKey(actor.id, article.id, form);
  const flags = draftsOf<ComposeDraft | KeptFlag>(draftStorage(), actor.id, article.id).flatMap(
    ({ form, value }): Row[] => {
      if (form === COMPOSE_FORM && "composing" in value) {
        if (composing) return [];
        const { kind, quote } = value.composing;
        const next = { label: "Go on", run: () => onResume(value.composing) };
        return [{ key: keyOf(form), what: KIND_WORDS[kind].toLowerCase(), quote, next }];
      }
      if ("composing" in value || !form.startsWith("new:")) return [];
      const id = form.slice("new:".length);
      const isKnown = article.flags.some((flag) => flag.id === id) || isUnderWay(id);
      const text = article.paragraphs.find((paragraph) => paragraph.id === value.paragraphId)?.text;
      if (isKnown || text === undefined || value.end > text.length) return [];
      const run = () => {
        const { pending = false, ...input } = value;
        commands.raise(input, id, pending);
        focus(id, { scroll: true });
      };
      const quote = text.slice(value.start, value.end);
      return [
        { key: keyOf(form), what: KIND_WORDS[value.kind].toLowerCase(), quote, next: { label: "Send", run } },
      ];
    },
  );
  const replies = sentReplies(draftStorage(), actor.id).flatMap(({ flagId, replyId, body }): Row[] => {
    const flag = article.flags.find(({ id }) => id === flagId);
    if (!flag || isUnderWay(replyId) || flag.thread.some(({ id }) => id === replyId)) return [];
    const run = () => {
      void commands.reply(flagId, body, replyId);
      focus(flagId, { scroll: true });
    };
    const key = draftKey(actor.id, flagId, sentReplyForm(replyId));
    return [
      {
        key,
        what: `your reply “${shortQuote(body, 40)}”`,
        quote: flag.anchor.quote,
        next: { label: "Send", run },
      },
    ];
  });
  const rows = [...flags, ...replies];
  if (rows.length === 0) return null;
  const drop = (key: string) => {
    keepDraft(draftStorage(), key, null);
    draftsChanged();
  };
  return (
    <section className="unsent" aria-label="Kept here, not sent" data-screen>
      {rows.map(({ key, what, quote, next }) => (
        <p key={key}>
          Kept here, not sent: <bdi>{what}</bdi> on <q dir="auto">{shortQuote(quote, 40)}</q>{" "}
          <button type="button" className="link-button" onClick={next.run}>
            {next.label}
          </button>{" "}
          <button type="button" className="link-button" onClick={() => drop(key)}>
            Throw away
          </button>
        </p>
      ))}
    </section>
  );
}
