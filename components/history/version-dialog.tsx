"use client";

import { useState, type FormEvent } from "react";
import type { TimelineEntryDto } from "@/domain/contract";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { usePageClock } from "../ui/clock";
import { dayAndTime, fieldToIso, isoToField } from "../ui/dates";
import { Dialog } from "../ui/dialog";
import { Field, Input } from "../ui/field";
import { causeWords } from "./causes";
import { useHistory, useHistoryState, useVersionWords } from "./context";
import { OlderChanges } from "./older-changes";
import { useAsking } from "./use-asking";

interface VersionDialogProps {
  title: string;
  chosen: number;
  onClose: () => void;
  onChoose: (version: number) => void;
}

/** Any state of the text: by its number, by a moment, or by what was done. */
export default function VersionDialog({ title, chosen, onClose, onChoose }: VersionDialogProps) {
  const { now } = useHistoryState();
  return (
    <Dialog open onClose={onClose} shape="sheet" title={title} className="sm:w-[min(36rem,calc(100vw-2rem))]">
      <div className="grid gap-4 sm:grid-cols-2">
        <ByNumber newest={now.version} chosen={chosen} onChoose={onChoose} />
        <ByMoment chosen={chosen} onChoose={onChoose} />
      </div>
      <ByChange chosen={chosen} onChoose={onChoose} />
    </Dialog>
  );
}

type ChoiceProps = Pick<VersionDialogProps, "chosen" | "onChoose">;

function ByNumber({ newest, chosen, onChoose }: ChoiceProps & { newest: number }) {
  const [value, setValue] = useState(String(chosen));
  const [error, setError] = useState<string | null>(null);
  const choose = (event: FormEvent) => {
    event.preventDefault();
    const version = Number(value);
    if (Number.isInteger(version) && version >= 1 && version <= newest) onChoose(version);
    else setError(`Give a number from 1 to ${newest.toLocaleString("en")}.`);
  };
  return (
    <form noValidate onSubmit={choose}>
      <Field label={`Version, 1 to ${newest.toLocaleString("en")}`} error={error}>
        {(control) => (
          <span className="flex gap-2">
            <Input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              value={value}
              onChange={({ target }) => setValue(target.value.trim())}
              onFocus={({ target }) => target.select()}
            />
            <Button type="submit">Choose</Button>
          </span>
        )}
      </Field>
    </form>
  );
}

function ByMoment({ chosen, onChoose }: ChoiceProps) {
  const { store } = useHistory();
  const { moments } = useHistoryState();
  const { timeZone } = usePageClock();
  const [value, setValue] = useState(() => isoToField(moments.get(chosen)?.at ?? null, timeZone));
  const [error, setError] = useState<string | null>(null);
  const { busy, failure, ask } = useAsking();
  const choose = (event: FormEvent) => {
    event.preventDefault();
    const moment = fieldToIso(value, timeZone);
    setError(moment ? null : "Give a day and a time.");
    if (!moment) return;
    void ask(async () => {
      // The field knows minutes: all that was done within the last one belongs to it.
      const version = await store.versionAt(new Date(Date.parse(moment) + 59_999).toISOString());
      if (version === null) setError("The article was not here yet.");
      else onChoose(version);
    });
  };
  return (
    <form noValidate onSubmit={choose}>
      <Field label="As it stood on" error={error ?? failure}>
        {(control) => (
          <span className="flex gap-2">
            <Input
              {...control}
              type="datetime-local"
              value={value}
              onChange={({ target }) => setValue(target.value)}
            />
            <Button type="submit" busy={busy}>
              Choose
            </Button>
          </span>
        )}
      </Field>
    </form>
  );
}

function ByChange({ chosen, onChoose }: ChoiceProps) {
  const { now, entries, more } = useHistoryState();
  // Of one paragraph the time line need not end where the text does.
  const isNowTold = entries[0]?.last === now.version;
  return (
    <section aria-label="After a change" className="mt-5">
      <ol className="border-t border-hairline">
        {!isNowTold && (
          <Choice version={now.version} chosen={chosen} onChoose={onChoose} words="As it stands now" />
        )}
        {entries.map((entry) => (
          <Change key={entry.first} entry={entry} chosen={chosen} onChoose={onChoose} />
        ))}
      </ol>
      <OlderChanges />
      {more && (
        <ol className="mt-3 border-t border-hairline">
          <Choice version={1} chosen={chosen} onChoose={onChoose} words="The manuscript as it came in" />
        </ol>
      )}
    </section>
  );
}

function Change({ entry, ...rest }: ChoiceProps & { entry: TimelineEntryDto }) {
  const state = useHistoryState();
  const versionWords = useVersionWords();
  const { now, timeZone } = usePageClock();
  const who = entry.people.map(({ name }) => name).join(", ");
  const when = dayAndTime(Date.parse(entry.at), now, timeZone);
  return (
    <Choice
      version={entry.last}
      words={causeWords(entry, state, versionWords)}
      more={`${who}, ${when}`}
      {...rest}
    />
  );
}

function Choice(props: ChoiceProps & { version: number; words: string; more?: string }) {
  const { version, words, more, chosen, onChoose } = props;
  const isChosen = version === chosen;
  return (
    <li className="border-b border-hairline">
      <button
        type="button"
        aria-current={isChosen ? "true" : undefined}
        onClick={() => onChoose(version)}
        className={classNames(
          "grid w-full grid-cols-[3.5rem_minmax(0,1fr)] items-baseline gap-x-2 border-l-2 px-2 py-2 text-left text-sm",
          isChosen ? "border-l-accent bg-paper-sunk" : "border-l-transparent hover:bg-paper-sunk",
        )}
      >
        <span className="text-ink-faint tabular-nums">{version}</span>
        <span className="min-w-0">
          <span dir="auto" className="block text-ink">
            {words}
          </span>
          {more && <bdi className="text-ink-faint">{more}</bdi>}
        </span>
      </button>
    </li>
  );
}
