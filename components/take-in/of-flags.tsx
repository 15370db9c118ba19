import type { ReactNode } from "react";
import type { MatchedPersonDto } from "@/domain/contract";
import { KIND_WORDS } from "@/domain/flag/words";
import { FlagNoteView, Person } from "../manuscript/flag-note-view";
import { namesOf, type FlagNote, type NamedPerson } from "../manuscript/flag-notes";
import { PeopleInFile } from "../manuscript/people-in-file";
import { shortQuote } from "../review/note-words";
import { PencilMark } from "../ui/pencil-mark";
import { RelativeTime } from "../ui/relative-time";
import type { KnownFlag } from "./known-flags";
import type { FateGroup } from "./outcome";

interface OfFlagsProps {
  groups: readonly FateGroup[];
  raised: readonly FlagNote[];
  flags: readonly KnownFlag[];
  people: readonly MatchedPersonDto[];
}

/** What becomes of the flags that are there, and which come. */
export function OfFlags({ groups, raised, flags, people }: OfFlagsProps) {
  const known = new Map(flags.map((flag) => [flag.id, flag]));
  const named = namesOf(people);
  return (
    <>
      {groups.map(({ title, about, fates }) => (
        <Group key={title} title={title} about={about} count={fates.length}>
          {fates.map((fate, index) => (
            <li key={index} className="border-t border-hairline py-2">
              <FlagLine flag={known.get(fate.flagId)}>
                {fate.words && <p className="text-ink">{fate.words}</p>}
                {fate.reply && <Reply {...fate.reply} by={named(fate.reply.by)} />}
              </FlagLine>
            </li>
          ))}
        </Group>
      ))}
      {raised.length > 0 && (
        <Group
          title="New comments and changes"
          about="Each becomes a flag on its words, with its thread."
          count={raised.length}
        >
          {raised.map((flag) => (
            <li key={flag.key} className="border-t border-hairline py-2">
              <FlagNoteView flag={flag} />
              {flag.replacement === null && <Quote quote={flag.quote} className="ms-6" />}
            </li>
          ))}
        </Group>
      )}
      {people.length > 0 && (
        <div className="mt-8">
          <PeopleInFile people={people} />
        </div>
      )}
    </>
  );
}

interface GroupProps {
  title: string;
  about: string;
  count: number;
  children: ReactNode;
}

function Group({ title, about, count, children }: GroupProps) {
  return (
    <section className="mt-5">
      <h3 className="text-sm font-medium">
        {title} <span className="font-normal text-ink-faint tabular-nums">{count}</span>
      </h3>
      <p className="mt-0.5 max-w-[40rem] text-sm text-ink-soft">{about}</p>
      <ul aria-label={title} className="mt-2 border-b border-hairline">
        {children}
      </ul>
    </section>
  );
}

/** A flag of the article by its kind, its words, and what it was raised with. */
function FlagLine({ flag, children }: { flag: KnownFlag | undefined; children: ReactNode }) {
  if (!flag)
    return (
      <div className="text-sm text-ink-soft">
        A flag that was raised after this page was opened. {children}
      </div>
    );
  const { kind, isSettled, quote, replacement, note } = flag;
  return (
    <div className="grid grid-cols-[1rem_1fr] gap-x-2 text-sm text-ink-soft">
      <PencilMark kind={kind} settled={isSettled} className="mt-1" />
      <div className="min-w-0 wrap-anywhere">
        <p>
          <b className="me-1 font-medium text-ink">{KIND_WORDS[kind]}</b>{" "}
          {replacement === null ? (
            <Quote quote={quote} />
          ) : (
            <span dir="auto" className="font-serif text-base">
              <del className="text-typo decoration-1">{shortQuote(quote)}</del>{" "}
              <ins className="text-ink no-underline">{shortQuote(replacement) || "nothing"}</ins>
            </span>
          )}
        </p>
        {note && (
          <p dir="auto" className="whitespace-pre-line">
            {shortQuote(note, 160)}
          </p>
        )}
        {children}
      </div>
    </div>
  );
}

function Quote({ quote, className = "" }: { quote: string; className?: string }) {
  return (
    <span dir="auto" className={`font-serif text-base text-ink-soft ${className}`}>
      “{shortQuote(quote)}”
    </span>
  );
}

function Reply({ by, at, body }: { by: NamedPerson; at: string | null; body: string }) {
  return (
    <div className="mt-0.5 border-s border-hairline ps-2">
      <Person {...by} /> {at && <RelativeTime at={at} className="text-ink-faint" />}
      <span className="block whitespace-pre-line text-ink" dir="auto">
        {body}
      </span>
    </div>
  );
}
