"use client";

import { memo, type PointerEvent } from "react";
import type { FlagDto } from "@/domain/contract";
import { KIND_WORDS } from "@/domain/flag/words";
import { isAtRest } from "@/domain/flag/at-rest";
import { usePageClock } from "../ui/clock";
import { dayAndTime } from "../ui/dates";
import { useReview } from "./context";
import type { Place } from "./margin-layout";
import { Thread } from "./on-demand";
import { useSeen } from "./seen-line";
import { cardLines, noteTitle, noteWords, shortQuote, stateWords } from "./note-words";

interface NoteProps {
  flag: FlagDto;
  focused: boolean;
  /** The Tab key comes to this one; arrows go on from here. */
  isTabStop: boolean;
  /** Where the server stood it; afterwards use-placement.ts moves the element itself. */
  initial: Place | undefined;
  /** Its place in the whole row, for the phone's sheet. */
  position: string | null;
}

/**
 * A flag in the margin. Its face is always there and always the same button, so that the keyboard stays on it
 * whether the note opens, moves or settles; in focus the thread opens under it. There may be hundreds: the face has
 * as few elements as it can (its pencil mark is drawn by note.css).
 */
export const Note = memo(function Note({ flag, focused, isTabStop, initial, position }: NoteProps) {
  const { focus, walk } = useReview();
  const isNew = useSeen().flags.get(flag.id);
  const settled = isAtRest(flag);
  return (
    <li
      id={`note-${flag.id}`}
      data-note={flag.id}
      data-new={isNew}
      data-density={initial?.density}
      data-lines={cardLines(flag)}
      style={initial && { transform: `translate(${initial.left}px,${initial.top}px)` }}
      className={`note pencil-${flag.kind}${focused ? " is-focused" : ""}${settled ? " is-settled" : ""}`}
    >
      {focused && (
        <div className="note-steps" data-screen>
          <button type="button" onClick={() => walk(-1)} aria-label="The flag before">
            ‹
          </button>
          <span>{position}</span>
          <button type="button" onClick={() => walk(1)} aria-label="The next flag">
            ›
          </button>
          <button type="button" className="note-close" onClick={() => focus(null)}>
            Close
          </button>
        </div>
      )}
      <button
        type="button"
        className="note-face"
        // As a line or a mark it shows less than it says.
        aria-label={noteTitle(flag)}
        aria-expanded={focused}
        tabIndex={isTabStop ? 0 : -1}
        onPointerEnter={(event: PointerEvent<HTMLElement>) => {
          event.currentTarget.title = focused ? "" : noteTitle(flag);
        }}
        onClick={() => focus(focused ? null : flag.id, { scroll: true })}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          walk(event.key === "ArrowDown" ? 1 : -1);
        }}
      >
        <span className="note-head">
          <b>{KIND_WORDS[flag.kind]}</b>
          {isNew && <span className="note-new">new</span>}
          <span className="note-who" dir="auto">
            {flag.raisedBy.name}
          </span>
          <When at={flag.createdAt} />
        </span>
        {!focused && <FaceWords flag={flag} />}
      </button>
      {focused && <Thread key={flag.id} flag={flag} />}
    </li>
  );
});

/** The day and hour. Minutes are counted in the thread: for hundreds of notes that would be most of their cost. */
function When({ at }: { at: string }) {
  const { now, timeZone } = usePageClock();
  return <time className="note-when">{dayAndTime(Date.parse(at), now, timeZone)}</time>;
}

/** The words of a note while it is closed: old and new for a typo, else what it asks. */
function FaceWords({ flag }: { flag: FlagDto }) {
  const state = stateWords(flag);
  return (
    <span className={flag.replacement === null ? "note-words" : "note-words note-fix"} dir="auto">
      {state && <i>{state}</i>}
      {flag.replacement === null ? (
        noteWords(flag)
      ) : (
        <>
          <del>{shortQuote(flag.anchor.quote, 60)}</del>{" "}
          <ins>{shortQuote(flag.replacement, 60) || "nothing"}</ins>
        </>
      )}
    </span>
  );
}
