"use client";

import { useState } from "react";
import { entryOf } from "@/domain/article/timeline";
import type { TimelineEntryDto } from "@/domain/contract";
import { useHistory, useHistoryState } from "./context";
import { Entry } from "./entry";
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
      <More
        words={read ? "As one" : `Each of the ${entry.count.toLocaleString("en")}`}
        isOpen={read !== null}
        busy={busy}
        onPress={() => (read ? setRead(null) : load([]))}
      />
      {isBehind && <More words="Newer ones of these" busy={busy} onPress={() => load([])} />}
      {read && (
        <ol className="mb-1.5 ml-3 border-l border-hairline">
          {read.changes.map((change) => (
            <li key={change.last} data-held>
              <Entry entry={change} {...rest} />
            </li>
          ))}
        </ol>
      )}
      {read?.more && <More words="Older ones of these" busy={busy} onPress={() => load(read.changes)} />}
      <p role="alert" className="ml-3 text-sm text-warning empty:hidden">
        {failure}
      </p>
    </>
  );
}

interface MoreProps {
  words: string;
  isOpen?: boolean;
  busy: boolean;
  onPress: () => void;
}

function More({ words, isOpen, busy, onPress }: MoreProps) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onPress}
      className="mr-3 mb-1.5 ml-3 text-xs text-ink-soft underline decoration-edge underline-offset-3 hover:text-ink pointer-coarse:py-2"
    >
      {words}
    </button>
  );
}
