"use client";

import { Button } from "../ui/button";
import { notify } from "../ui/toast";
import { wordDiff } from "@/domain/article/word-diff";
import type { KeptParagraph, KeptWords } from "./collaboration/conflict";
import { leftOut } from "./commands/put-back";
import { nearDifferences } from "./near-differences";
import type { Session } from "./session";

/** What its writer wrote and the server would not take: theirs and what stands now, until they decide. */
export function KeptWordsPanel({ session, kept }: { session: Session; kept: readonly KeptWords[] }) {
  return (
    <section
      aria-label="Words that were not saved"
      className="rise pointer-events-auto flex max-h-[45vh] w-[min(38rem,100%)] flex-col gap-4 overflow-y-auto rounded-md border border-warning bg-paper-raised p-4 shadow-float"
    >
      {kept.map((words) => (
        <div key={words.id} role="alert" className="flex flex-col gap-2">
          <h2 className="text-base font-medium">Your words were not saved</h2>
          <p className="text-sm text-ink-soft">{words.reason}</p>
          {words.paragraphs.map((paragraph) => (
            <Both key={paragraph.id} session={session} paragraph={paragraph} />
          ))}
          {/* In reach, however long the passage is. */}
          <div className="sticky -bottom-4 -mx-4 -mb-4 flex flex-wrap justify-end gap-2 border-t border-hairline bg-paper-raised px-4 py-2.5">
            <Button look="quiet" size="sm" onClick={() => session.settleKept(words.id, "away")}>
              Throw mine away
            </Button>
            <Button look="quiet" size="sm" onClick={() => void copy(words)}>
              Copy mine
            </Button>
            <Button size="sm" onClick={() => putBack(session, words)}>
              Put mine back
            </Button>
          </div>
        </div>
      ))}
    </section>
  );
}

function Both({ session, paragraph }: { session: Session; paragraph: KeptParagraph }) {
  const now = session.view.state.doc.children.find((node) => node.attrs.id === paragraph.id);
  const theirs = now ? plain(now.textBetween(0, now.content.size, "")) : null;
  const mine = plain(paragraph.text);
  const parts =
    theirs === null ? [{ type: "same" as const, text: mine }] : nearDifferences(wordDiff(theirs, mine));
  return (
    <dl className="grid gap-2 font-serif text-md">
      <div>
        <dt className="font-sans text-xs text-ink-faint">Yours</dt>
        <dd dir="auto">
          {parts.map(({ type, text }, index) =>
            type === "same" ? text : type === "new" ? <Differs key={index} text={text} isNew /> : null,
          )}
        </dd>
      </div>
      <div>
        <dt className="font-sans text-xs text-ink-faint">In the article now</dt>
        <dd dir="auto" className="text-ink-soft">
          {theirs === null
            ? "The paragraph is gone."
            : parts.map(({ type, text }, index) =>
                type === "same" ? text : type === "old" ? <Differs key={index} text={text} /> : null,
              )}
        </dd>
      </div>
    </dl>
  );
}

function Differs({ text, isNew = false }: { text: string; isNew?: boolean }) {
  return isNew ? (
    <ins className="bg-tint-citation no-underline">{text}</ins>
  ) : (
    <span className="bg-tint-typo">{text}</span>
  );
}

/** A citation cannot be shown by its number here: the paragraph is not in the text. */
function plain(text: string): string {
  return text.replaceAll("\uFFFC", "[…]");
}

function putBack(session: Session, { id, paragraphs }: KeptWords): void {
  const { doc } = session.view.state;
  const count = paragraphs.reduce((sum, paragraph) => sum + leftOut(paragraph, doc), 0);
  session.settleKept(id, "back");
  if (count === 1) notify("A citation was left out: its reference is no longer in the list.");
  else if (count > 1) notify(`${count} citations were left out: their references are no longer in the list.`);
}

async function copy(words: KeptWords): Promise<void> {
  try {
    await navigator.clipboard.writeText(words.paragraphs.map(({ text }) => plain(text)).join("\n\n"));
    notify("Copied.");
  } catch {
    // Without https, or not allowed.
    notify("This browser did not let it be copied. Select the words and copy them.");
  }
}
