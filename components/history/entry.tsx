"use client";

import { Fragment, useId, useRef } from "react";
import type { TimelineEntryDto } from "@/domain/contract";
import { shortQuote } from "../review/note-words";
import { classNames } from "../ui/class-names";
import { usePageClock } from "../ui/clock";
import { dayAndTime } from "../ui/dates";
import { RelativeTime } from "../ui/relative-time";
import { causeWords } from "./causes";
import { useHistory, useHistoryState, useParagraphs, useVersionWords } from "./context";
import { stretchOf, type Stretch } from "./stretch";
import { TakeBack } from "./take-back";
import { placeWords } from "./words";

/** Links to flags under one entry; the others are under its single changes. */
const MOST_FLAGS = 4;
/** An entry that took this long says since when, ms. */
const A_WHILE = 5 * 60_000;

interface EntryProps {
  entry: TimelineEntryDto;
  shown: Stretch;
  onShow: (stretch: Stretch) => void;
}

/** One line of the time line: who, when, why and where. A press shows what it made of the text. */
export function Entry({ entry, shown, onShow }: EntryProps) {
  const state = useHistoryState();
  const paragraphs = useParagraphs();
  const versionWords = useVersionWords();
  const { now, timeZone } = usePageClock();
  const stretch = stretchOf(entry);
  const isShown = stretch.from === shown.from && stretch.to === shown.to;
  const began = Date.parse(entry.began);
  const causeId = useId();
  const face = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={face}
        type="button"
        aria-current={isShown ? "true" : undefined}
        onClick={() => onShow(stretch)}
        className={classNames(
          "block w-full border-l-2 px-3 py-2.5 text-left text-sm",
          isShown ? "border-l-accent bg-paper-sunk" : "border-l-transparent hover:bg-paper-sunk",
        )}
      >
        <span className="flex flex-wrap items-baseline justify-between gap-x-3">
          <People people={entry.people} />
          <RelativeTime at={entry.at} className="text-ink-faint" />
        </span>
        <span id={causeId} dir="auto" className="mt-0.5 block text-ink-soft">
          {causeWords(entry, state, versionWords)}
        </span>
        <span className="mt-0.5 block text-ink-faint">
          {placeWords(entry, paragraphs)}
          {Date.parse(entry.at) - began >= A_WHILE && `, since ${dayAndTime(began, now, timeZone)}`}
          <span className="sr-only">, version {entry.last}</span>
        </span>
      </button>
      <FlagLinks flagIds={entry.flagIds} />
      {entry.count === 1 && state.mayTakeBack.has(entry.last) && (
        <TakeBack
          entry={entry}
          describedBy={causeId}
          onTaken={(made) => {
            onShow(made);
            // The button goes; the keyboard stays at the entry.
            face.current?.focus();
          }}
        />
      )}
    </>
  );
}

function People({ people }: Pick<TimelineEntryDto, "people">) {
  return (
    <span className="font-medium text-ink">
      {people.map(({ id, name, asChief }, index) => (
        <Fragment key={id}>
          {index > 0 && ", "}
          <bdi>{name}</bdi>
          {asChief && <span className="font-normal text-ink-soft"> (as chief)</span>}
        </Fragment>
      ))}
    </span>
  );
}

/** The flags that it was about, in the review. */
function FlagLinks({ flagIds }: { flagIds: readonly string[] }) {
  const { articleId } = useHistory();
  const { flags } = useHistoryState();
  const known = flagIds.slice(0, MOST_FLAGS).flatMap((id) => flags.get(id) ?? []);
  if (known.length === 0) return null;
  return (
    <p className="mb-1.5 ml-3 flex flex-wrap items-baseline gap-x-2 text-xs text-ink-faint">
      {flagIds.length === 1 ? "Flag:" : "Flags:"}
      {known.map(({ id, quote }) => (
        <a
          key={id}
          href={`/articles/${articleId}?flag=${id}`}
          className="text-ink-soft underline decoration-edge underline-offset-3 hover:text-ink pointer-coarse:py-2"
        >
          <bdi>“{shortQuote(quote, 30)}”</bdi>
        </a>
      ))}
      {flagIds.length > known.length && `and ${flagIds.length - known.length} more`}
    </p>
  );
}
