"use client";

import { memo, useState } from "react";
import { inlineText, type ParagraphKind } from "@/domain/article/kinds";
import type { ManuscriptParagraph } from "@/domain/contract";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import type { FlagNote } from "../manuscript/flag-notes";
import { FlagNoteView } from "../manuscript/flag-note-view";
import { MarkedContent } from "./inline-content";
import { KindChoice } from "./kind-choice";
import type { PreviewNote } from "./places";
import { PreviewNoteView } from "./preview-note";
import { TitleField } from "./title-field";

export interface PreviewActions {
  onKind: (key: string, kind: ParagraphKind) => void;
  onJoin: (key: string) => void;
  onNote: (note: PreviewNote, stands: boolean) => void;
  onTitle: (title: string) => void;
}

interface PreviewRowProps extends PreviewActions {
  paragraph: ManuscriptParagraph;
  notes: readonly PreviewNote[];
  /** The comments and changes that came with it. */
  flags: readonly FlagNote[];
  /** Of references: its number, absent while nothing cites it. */
  number: number | undefined;
  /** The number of each cited reference. */
  numbers: ReadonlyMap<string, number>;
  /** There is a paragraph before it that it could be joined to. */
  joinable: boolean;
  /** Everything above that is shown, as one text: rows whose text is the same are not drawn again. */
  signature: string;
}

const TAGS = {
  title: "p",
  byline: "p",
  standfirst: "p",
  heading: "h2",
  body: "p",
  quote: "blockquote",
  list_item: "p",
  reference: "p",
} as const;

/** Sets the kind level with the first line of its paragraph. */
const GUTTER: Partial<Record<ParagraphKind, string>> = {
  title: "md:pt-3",
  byline: "",
  reference: "md:pt-0.5",
};

/** One paragraph of the preview: its kind, its text, what was repaired in it. */
export const PreviewRow = memo(
  function PreviewRow({
    paragraph,
    notes,
    flags,
    number,
    numbers,
    joinable,
    onKind,
    onJoin,
    onNote,
    onTitle,
  }: PreviewRowProps) {
    const { key, kind, attrs, content } = paragraph;
    const Tag = TAGS[kind];
    return (
      <div
        id={rowId(key)}
        tabIndex={-1}
        data-row={kind}
        className="import-row group/row grid gap-x-6 md:grid-cols-[6.5rem_minmax(0,1fr)] lg:grid-cols-[6.5rem_minmax(0,var(--measure))_minmax(0,1fr)]"
      >
        <div
          className={classNames("flex items-start gap-1 md:flex-col md:items-end", GUTTER[kind] ?? "pt-1")}
        >
          <KindChoice paragraph={paragraph} onKind={onKind} />
          {joinable && (
            <Button
              look="quiet"
              size="sm"
              onClick={() => onJoin(key)}
              title="Join to the paragraph before it"
              className="min-h-6! px-1! text-xs! text-ink-faint! opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100 pointer-coarse:min-h-9! pointer-coarse:opacity-100"
            >
              Join
              <span className="sr-only"> to the paragraph before it</span>
            </Button>
          )}
        </div>
        <div className="article min-w-0">
          {kind === "title" ? (
            <TitleField text={inlineText(content)} onTitle={onTitle} />
          ) : (
            <Tag
              data-kind={kind}
              data-level={attrs.level}
              data-ordered={attrs.ordered}
              data-number={number}
              dir="auto"
            >
              <MarkedContent content={content} numbers={numbers} flags={flags} />
            </Tag>
          )}
        </div>
        {notes.length + flags.length > 0 && <Notes notes={notes} flags={flags} onNote={onNote} />}
      </div>
    );
  },
  (before, after) => before.signature === after.signature,
);

/** The element of a paragraph's row. */
export const rowId = (paragraphKey: string) => `row-${paragraphKey}`;

/** More than this beside one paragraph are folded: a paragraph broken over forty lines has forty joins. */
const NOTES_SHOWN = 4;

interface NotesProps {
  notes: readonly PreviewNote[];
  flags: readonly FlagNote[];
  onNote: PreviewActions["onNote"];
}

function Notes({ notes, flags, onNote }: NotesProps) {
  const [all, setAll] = useState(false);
  const most = all ? Infinity : NOTES_SHOWN;
  const shown = notes.slice(0, most);
  const shownFlags = flags.slice(0, most - shown.length);
  const folded = notes.length + flags.length - shown.length - shownFlags.length;
  return (
    <ul className="pt-0.5 pb-2 max-lg:md:col-start-2">
      {shown.map((note) => (
        <PreviewNoteView key={note.id} note={note} onChange={onNote} />
      ))}
      {shownFlags.map((flag) => (
        <li key={flag.key}>
          <FlagNoteView flag={flag} />
        </li>
      ))}
      {folded > 0 && (
        <li>
          <Button look="quiet" size="sm" onClick={() => setAll(true)} className="text-accent!">
            {folded} more here
          </Button>
        </li>
      )}
    </ul>
  );
}
