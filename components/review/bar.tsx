"use client";

import { BookOpenText } from "lucide-react";
import Link from "next/link";
import { memo, useMemo } from "react";
import type { FlagDto, PresentDto } from "@/domain/contract";
import { FLAG_STATUSES, type FlagKind, type FlagStatus } from "@/domain/flag/kinds";
import { KIND_WORDS, STATUS_WORDS } from "@/domain/flag/words";
import type { LiveState } from "../live/shared-stream";
import { Button } from "../ui/button";
import { PencilMark } from "../ui/pencil-mark";
import { progressOf, type Filters } from "./filters";
import { Outgoing } from "./outgoing";
import { Present } from "./present";

interface BarProps {
  articleId: string;
  flags: readonly FlagDto[];
  filters: Filters;
  onFilters: (filters: Filters) => void;
  /** How many typo fixes are shown that this person may apply. */
  fixes: number;
  onApply: () => void;
  /** How many flags of this person's own are not sent yet. */
  pending: number;
  onSendPending: () => void;
  /** Null for who may not write. */
  editing: "no" | "opening" | "yes" | null;
  onEdit: () => void;
  onEditIntent: () => void;
  live: LiveState;
  others: readonly PresentDto[];
  onReferences: () => void;
  onKeys: () => void;
}

/** How far it is, what is shown of it, and what can be done with all of it. */
export const Bar = memo(function Bar(props: BarProps) {
  const { articleId, flags, filters, onFilters, fixes, onApply, editing, live } = props;
  const progress = useMemo(() => progressOf(flags), [flags]);
  const all = progress.reduce((sum, kind) => sum + kind.all, 0);
  const settled = progress.reduce((sum, kind) => sum + kind.settled, 0);
  const blocking = useMemo(() => flags.filter((flag) => flag.blocking).length, [flags]);
  const change = (part: Partial<Filters>) => onFilters({ ...filters, ...part });
  const toggleKind = (kind: FlagKind) =>
    change({
      kinds: filters.kinds.includes(kind)
        ? filters.kinds.filter((other) => other !== kind)
        : [...filters.kinds, kind],
    });
  return (
    <div className="bar" data-screen>
      <div className="bar-progress">
        <p>{all === 0 ? "No flags yet" : `${settled} of ${all} settled`}</p>
        <span className="bar-line" aria-hidden="true">
          <span style={{ width: `${all === 0 ? 0 : (settled / all) * 100}%` }} />
        </span>
      </div>
      <div className="bar-filters" role="group" aria-label="Show">
        {progress.map(({ kind, all: count, settled: done }) => (
          <button
            key={kind}
            type="button"
            className="chip"
            aria-pressed={filters.kinds.includes(kind)}
            onClick={() => toggleKind(kind)}
          >
            <PencilMark kind={kind} />
            <span className="chip-word">{KIND_WORDS[kind]}</span>
            <span className="chip-count" aria-label={`${done} of ${count} settled`}>
              {done}/{count}
            </span>
          </button>
        ))}
        <label className="chip chip-select">
          <span className="sr-only">State</span>
          <select
            value={filters.state}
            onChange={({ target }) => change({ state: target.value as FlagStatus | "" })}
          >
            <option value="">Any state</option>
            {FLAG_STATUSES.map((status) => (
              <option key={status} value={status}>
                {STATUS_WORDS[status]}
              </option>
            ))}
          </select>
        </label>
        <Toggle on={filters.mine} onChange={(mine) => change({ mine })} words="Mine" />
        <Toggle on={filters.assigned} onChange={(assigned) => change({ assigned })} words="For me" />
        <Toggle on={filters.blocking} onChange={(on) => change({ blocking: on })} words="Blocking" />
      </div>
      <div className="bar-actions">
        <Present others={props.others} />
        <span className="bar-live" role="status">
          {live === "reconnecting" && <span>Reconnecting…</span>}
          <Outgoing />
        </span>
        {props.pending > 0 && (
          <Button size="sm" look="primary" onClick={props.onSendPending}>
            Send review ({props.pending})
          </Button>
        )}
        {fixes > 1 && (
          <Button size="sm" look="quiet" onClick={onApply}>
            Apply {fixes} fixes…
          </Button>
        )}
        <button
          type="button"
          className="bar-key bar-references"
          onClick={props.onReferences}
          aria-label="References"
          title="References (b)"
        >
          <BookOpenText aria-hidden="true" className="size-4" />
        </button>
        <button type="button" className="bar-key" onClick={props.onKeys} aria-label="Keys" title="Keys">
          ?
        </button>
        <Link href={`/articles/${articleId}/history`} className="bar-gate" prefetch={false}>
          History
        </Link>
        <Link href={`/articles/${articleId}/draft`} className="bar-gate" prefetch={false}>
          {blocking === 0 ? "Gate: open" : `Gate: ${blocking} to settle`}
        </Link>
        {editing !== null && editing !== "yes" && (
          <Button
            size="sm"
            busy={editing === "opening"}
            onClick={props.onEdit}
            onPointerEnter={props.onEditIntent}
            onFocus={props.onEditIntent}
          >
            {editing === "opening" ? "Opening…" : "Edit"}
          </Button>
        )}
      </div>
    </div>
  );
});

function Toggle({ on, onChange, words }: { on: boolean; onChange: (on: boolean) => void; words: string }) {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={() => onChange(!on)}>
      {words}
    </button>
  );
}
