"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import type { LastTakenInDto, TakenInDto } from "@/domain/contract";
import { Button } from "../ui/button";
import { buttonClasses } from "../ui/button-classes";
import { RelativeTime } from "../ui/relative-time";

interface ResultProps {
  articleId: string;
  /** What was just taken in. */
  taken: TakenInDto | null;
  /** What was taken in before. */
  last: LastTakenInDto | null;
  isTakenBack: boolean;
  /** It is being taken back. */
  busy: boolean;
  /** Why it could not be taken back. */
  problem: string | null;
  onTakeBack: () => void;
  /** Null without a file to compare. */
  onCompare: (() => void) | null;
}

/** It is done, now or before: where to see it, and the way back. */
export function Result(props: ResultProps) {
  const { articleId, taken, last, isTakenBack, busy, problem, onTakeBack, onCompare } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const isNew = taken !== null || isTakenBack;
  useEffect(() => {
    if (!isNew) return;
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: "nearest" });
  }, [isNew, isTakenBack]);
  return (
    <section className="mt-10">
      <h2 ref={heading} tabIndex={-1} className="font-serif text-xl outline-none">
        {isTakenBack
          ? "Taken back."
          : taken
            ? `Taken in as manuscript ${taken.number}.`
            : `Manuscript ${last?.number} was taken in.`}
      </h2>
      {!isNew && last && (
        <p className="mt-2 text-base text-ink-soft">
          {last.filename && <bdi className="text-ink">{last.filename}, </bdi>}
          by {last.by.name}, <RelativeTime at={last.at} />
        </p>
      )}
      <p className="mt-2 max-w-[40rem] text-base text-ink-soft">
        {isTakenBack
          ? "Text and flags are as they were before. The file’s replies are gone from their threads, and its new flags are withdrawn; only a reply that was answered here since, and a new flag that was settled here, stay."
          : "Text, flags and threads have what the file brought. As long as nobody has changed its words or decided its flags again, all of it can be taken back in one step, from this page at any time."}
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Link href={`/articles/${articleId}`} className={buttonClasses(isNew ? "primary" : "plain")}>
          To the review
        </Link>
        <Link href={`/articles/${articleId}/history`} prefetch={false} className={buttonClasses("plain")}>
          History
        </Link>
        {isTakenBack ? (
          onCompare && <Button onClick={onCompare}>Compare the file again</Button>
        ) : (
          <Button busy={busy} onClick={onTakeBack}>
            {busy ? "Taking it back…" : "Take it back"}
          </Button>
        )}
      </div>
      <p role="alert" className="mt-3 text-base text-warning empty:hidden">
        {problem}
      </p>
    </section>
  );
}
