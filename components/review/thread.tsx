"use client";

import { useState } from "react";
import type { ArticleDto, FlagDto } from "@/domain/contract";
import { sentencesAt } from "@/domain/flag/recheck";
import { contextBefore, contextBehind } from "../ui/whole-words";
import { abilitiesOf } from "./abilities";
import { anchoredText } from "./anchored-text";
import { AssignControl } from "./assign-control";
import { useArticle, useReview } from "./context";
import { Difference, shownWords } from "./difference";
import { Elsewhere } from "./elsewhere";
import { PendingActions } from "./pending-actions";
import { ProposedPlace } from "./proposed-place";
import { ReplyForm } from "./reply-form";
import { Settle } from "./settle";
import { TaskFailures } from "./task-failures";
import { ThreadEntry } from "./thread-entry";

/** A thread longer than this is folded in its middle. */
const SHOWN_WHOLE = 6;
const SHOWN_AT_END = 3;

/** All that a note in focus has under its face: what happened, what can be done, the words to send. */
export default function Thread({ flag }: { flag: FlagDto }) {
  const { actor, store } = useReview();
  const article = useArticle(store);
  const [unfolded, setUnfolded] = useState(false);
  // What was raised here without words needs no entry: the face says who and when.
  const thread = flag.thread.filter(({ type, body, imported }) => type !== "raised" || body || imported);
  const folds = !unfolded && thread.length > SHOWN_WHOLE;
  const hidden = folds ? thread.length - 1 - SHOWN_AT_END : 0;
  return (
    <div className="thread">
      <Change flag={flag} now={anchoredText(article.paragraphs, flag)} />
      {flag.recheck !== null && <Recheck verified={flag.recheck} flag={flag} article={article} />}
      {flag.anchor.state === "detached" && !flag.pending && abilitiesOf(actor, article, flag).anchor && (
        <ProposedPlace flag={flag} article={article} />
      )}
      <ol className="thread-entries">
        {thread.slice(0, folds ? 1 : undefined).map((entry) => (
          <ThreadEntry key={entry.id} flag={flag} entry={entry} />
        ))}
        {folds && (
          <li>
            <button type="button" className="link-button" onClick={() => setUnfolded(true)}>
              Show {hidden} more
            </button>
          </li>
        )}
        {folds &&
          thread
            .slice(-SHOWN_AT_END)
            .map((entry) => <ThreadEntry key={entry.id} flag={flag} entry={entry} />)}
      </ol>
      <TaskFailures about={flag.id} />
      {flag.pending ? (
        <PendingActions flag={flag} />
      ) : (
        <>
          <Settle flag={flag} article={article} />
          <Elsewhere flag={flag} article={article} />
          <AssignControl flag={flag} article={article} />
          <ReplyForm flag={flag} />
        </>
      )}
    </div>
  );
}

/** What an editor has to check again: the sentences as they were verified, and as they read now. */
function Recheck({ verified, flag, article }: { verified: string; flag: FlagDto; article: ArticleDto }) {
  const text = article.paragraphs.find(({ id }) => id === flag.paragraphId)?.text;
  return (
    <div className="thread-change">
      <span className="label">Changed since it was verified</span>
      <p dir="auto">
        <Difference before={verified} after={sentencesAt(text, flag.anchor, article.language)} />
      </p>
    </div>
  );
}

/** What is proposed, and what became of the words since. */
function Change({ flag, now }: { flag: FlagDto; now: string | null }) {
  const { anchor, kind, replacement } = flag;
  const changed = anchor.state === "changed" && now !== null && now !== anchor.quote;
  return (
    <>
      {kind === "typo" && replacement !== null && (
        <div className="thread-fix" dir="auto">
          <Difference before={anchor.quote} after={replacement} />
        </div>
      )}
      {changed && flag.outcome !== "applied" && (
        <div className="thread-change">
          <span className="label">The words have changed since</span>
          <p dir="auto">
            <Difference before={anchor.quote} after={now} />
          </p>
        </div>
      )}
      {anchor.state === "detached" && (
        <div className="thread-change">
          <span className="label">The words are gone</span>
          <p dir="auto">
            <span className="faint">{contextBefore(anchor.prefix)}</span>
            <del>{shownWords(anchor.quote)}</del>
            <span className="faint">{contextBehind(anchor.suffix)}</span>
          </p>
        </div>
      )}
    </>
  );
}
