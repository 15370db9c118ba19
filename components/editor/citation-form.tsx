"use client";

import { useId, useMemo, useState, type KeyboardEvent } from "react";
import type { CitedReference } from "@/domain/article/edits";
import { errorWords } from "../error-words";
import { Input } from "../ui/field";
import { AtCaret } from "./at-caret";
import { currentCitations } from "./citation-numbers";
import { insertCitation } from "./commands/citation";
import type { Session } from "./session";

interface Entry {
  id: string;
  label: string | null;
  text: string;
}

/** What only the server can read; pasted into one line it is whole all the same, but for the breaks of its lines. */
const RECORDS: readonly [name: string, pattern: RegExp][] = [
  ["BibTeX", /^\s*@\w+\s*[{(]/],
  ["RIS", /^\s*TY {2}- /],
];
const formatOf = (typed: string): string | null =>
  RECORDS.find(([, pattern]) => pattern.test(typed))?.[0] ?? null;

const SHOWN = 8;

/**
 * Chooses what a citation points at: by typing, among the references of the article, or what was typed as a new
 * one. Arrow keys and Enter, as in any list box with a field.
 */
export function CitationForm({ session }: { session: Session }) {
  const listId = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const [page, setPage] = useState("");
  const [adding, setAdding] = useState(false);
  const [error, setError] = useState<string | null>(null);
  // As they were: nothing moves under somebody's hand while others change the list.
  const [entries, setEntries] = useState(() => entriesOf(session));
  const found = useMemo(() => matching(entries, typed).slice(0, SHOWN), [entries, typed]);
  const isNew = typed.trim().length > 2;
  const count = found.length + (isNew ? 1 : 0);
  const active = Math.min(chosen, count - 1);
  const format = formatOf(typed);
  const close = () => session.closeForm();

  const change = (words: string) => {
    setTyped(words);
    setChosen(0);
    setError(null);
  };
  const choose = (index: number) => {
    const entry = found[index];
    if (!entry && !isNew) return;
    if (!entry && formatOf(typed)) return void addThenCite();
    const now = entriesOf(session);
    if (entry && !now.some(({ id }) => id === entry.id)) {
      setEntries(now);
      setChosen(0);
      return setError("Somebody has merged or deleted this reference meanwhile. Choose again.");
    }
    put(entry ? { id: entry.id } : { newId: crypto.randomUUID(), text: typed });
  };
  const put = (reference: CitedReference) => {
    session.openForm(null);
    session.run(insertCitation(reference, page.trim() || null));
  };
  const addThenCite = async () => {
    if (adding) return;
    setAdding(true);
    setError(null);
    try {
      put({ id: await session.addReference(typed) });
    } catch (cause) {
      setError(errorWords(cause));
      setAdding(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setChosen(count === 0 ? 0 : (active + 1) % count);
    else if (event.key === "ArrowUp") setChosen(count === 0 ? 0 : (active - 1 + count) % count);
    else if (event.key === "Enter") choose(active);
    else if (event.key === "[" && typed === "") {
      // Twice: a bracket was meant.
      session.openForm(null);
      session.run((state, dispatch) => {
        dispatch?.(state.tr.insertText("["));
        return true;
      });
    } else return;
    event.preventDefault();
  };
  return (
    <AtCaret session={session} label="Put a citation here" onClose={close}>
      <Input
        ref={(input) => input?.focus({ preventScroll: true })}
        role="combobox"
        aria-label="Find a reference, or write a new one"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={count > 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        placeholder="Find a reference, or write a new one"
        value={typed}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text/plain");
          if (!/[\r\n]/.test(pasted.trim())) return;
          // A field of one line would leave the breaks out, and the words at both sides would be one.
          event.preventDefault();
          const { selectionStart, selectionEnd } = event.currentTarget;
          const line = pasted.trim().replace(/\s*[\r\n]+\s*/g, " ");
          change(
            typed.slice(0, selectionStart ?? typed.length) + line + typed.slice(selectionEnd ?? typed.length),
          );
        }}
        onChange={(event) => change(event.target.value)}
      />
      <Input
        aria-label="Page, or another place in it (may be empty)"
        autoComplete="off"
        placeholder="Page"
        maxLength={60}
        className="mt-1"
        value={page}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          choose(active);
        }}
        onChange={(event) => setPage(event.target.value)}
      />
      <p role="alert" className="px-2 py-1 text-sm text-warning empty:hidden">
        {error}
      </p>
      <div id={listId} role="listbox" aria-label="References" className="mt-1 max-h-72 overflow-y-auto">
        {found.map((entry, index) => (
          <Choice
            key={entry.id}
            id={`${listId}-${index}`}
            active={index === active}
            onChoose={() => choose(index)}
          >
            <span className="max-w-28 min-w-6 shrink-0 text-end text-ink-faint tabular-nums">
              {entry.label ?? "–"}
            </span>
            <span dir="auto" className="line-clamp-2 min-w-0">
              {entry.text}
            </span>
          </Choice>
        ))}
        {isNew && (
          <Choice
            id={`${listId}-${found.length}`}
            active={active === found.length}
            onChoose={() => choose(found.length)}
          >
            <span className="w-6 shrink-0 text-end text-accent">+</span>
            <span dir="auto" className="line-clamp-3 min-w-0">
              {adding ? "Adding: " : format ? `New, from ${format}: ` : "New reference: "}
              {typed.trim()}
            </span>
          </Choice>
        )}
      </div>
      {count === 0 && (
        <p className="px-2 py-1.5 text-sm text-ink-faint">
          {entries.length === 0
            ? "No references yet. Write the first one."
            : "None like this. Write on for a new one."}
        </p>
      )}
    </AtCaret>
  );
}

interface ChoiceProps {
  id: string;
  active: boolean;
  onChoose: () => void;
  children: React.ReactNode;
}

function Choice({ id, active, onChoose, children }: ChoiceProps) {
  return (
    // The field keeps the keyboard and names the active option, so options need no keys of their own.
    <div
      id={id}
      ref={(item) => {
        if (active) item?.scrollIntoView({ block: "nearest" });
      }}
      role="option"
      aria-selected={active}
      onPointerDown={(event) => {
        event.preventDefault();
        onChoose();
      }}
      className="flex cursor-pointer gap-2 rounded-sm px-1 py-1.5 text-sm hover:bg-paper-sunk aria-selected:bg-accent-tint"
    >
      {children}
    </div>
  );
}

function entriesOf(session: Session): Entry[] {
  const { state } = session.view;
  const { labels } = currentCitations(state);
  return state.doc.children
    .filter((node) => node.type.name === "reference")
    .map((node) => {
      const id = node.attrs.id as string;
      return { id, label: labels.get(id) ?? null, text: node.textContent };
    });
}

/** The one whose number or label is typed; then those with every word that is typed in them. */
function matching(entries: readonly Entry[], typed: string): Entry[] {
  const label = typed.trim().toLocaleLowerCase();
  const words = label.split(/\s+/).filter(Boolean);
  const meant = entries.filter((entry) => entry.label?.toLocaleLowerCase() === label);
  const others = entries.filter(({ text }) => words.every((word) => text.toLocaleLowerCase().includes(word)));
  return [...new Set([...meant, ...others])];
}
