"use client";

import { useState } from "react";
import { entryOf } from "@/domain/article/timeline";
import type { TimelineEntryDto } from "@/domain/contract";
import { useHistory, useHistoryState } from "./context";
import { Entry } from "./entry";
import { EntryButton } from "./entry-button";
import { OlderChanges } from "./older-changes";
import type { Stretch } from "./stretch";
import { useAsking } from "./use-asking";

interface TimelineProps {
  shown: Stretch;
  onShow: (stretch: Stretch) => void;
}

/** What happened to the text, newest first: one entry for what was done in one go, to be opened. */
export function Timeline(props: TimelineProps) {
  const { entries } = useHistoryState();
  return (
    <>
      <ol>
        {entries.map((entry) => (
          <li key={entry.first} data-held className="border-t border-hairline first:border-t-0">
            <Entry entry={entry} {...props} />
            {entry.count > 1 && <Changes entry={entry} {...props} />}
          </li>
        ))}
      </ol>
      <OlderChanges />
    </>
  );
}

/** The single changes of an entry, read when somebody opens it; the newest first, a page at a time. */
function Changes({ entry, ...rest }: TimelineProps & { entry: TimelineEntryDto }) {
  const { store } = useHistory();
  const { busy, failure, ask } = useAsking();
  const [read, setRead] = useState<{ changes: TimelineEntryDto[]; more: boolean } | null>(null);
  const load = (known: TimelineEntryDto[]) =>
    void ask(async () => {
      const { revisions, more } = await store.loadChanges(entry, known.at(-1)?.first);
      setRead({ changes: [...known, ...revisions.map(entryOf)], more });
    });
  const isBehind = read !== null && read.changes[0]!.last < entry.last;
  return (
    <>
      <EntryButton
        words={read ? "As one" : `Each of the ${entry.count.toLocaleString("en")}`}
        isOpen={read !== null}
        busy={busy}
        onPress={() => (read ? setRead(null) : load([]))}
      />
      {isBehind && <EntryButton words="Newer ones of these" busy={busy} onPress={() => load([])} />}
      {read && (
        <ol className="mb-1.5 ml-3 border-l border-hairline">
          {read.changes.map((change) => (
            <li key={change.last} data-held>
              <Entry entry={change} {...rest} />
            </li>
          ))}
        </ol>
      )}
      {read?.more && (
        <EntryButton words="Older ones of these" busy={busy} onPress={() => load(read.changes)} />
      )}
      <p role="alert" className="ml-3 text-sm text-warning empty:hidden">
        {failure}
      </p>
    </>
  );
}
