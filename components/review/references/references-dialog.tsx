"use client";

import { useMemo } from "react";
import { citationsOf } from "@/domain/article/citation-labels";
import { citationPlaces, type CitationStyle } from "@/domain/article/citations";
import { may } from "@/domain/policy";
import { findDoubles } from "@/domain/reference/doubles";
import { Dialog } from "../../ui/dialog";
import { Field, Select } from "../../ui/field";
import { useArticle, useReview, useTasks } from "../context";
import { TaskFailure } from "../task-failures";
import type { Task } from "../tasks";
import { AddReferences } from "./add-references";
import { DoublesList } from "./doubles-list";
import { ReferenceRow } from "./reference-row";
import type { ReferenceShown } from "./shown";
import { withUnderWay } from "./under-way";
import "./references.css";

/** The bibliography: for everybody to read, and for those who write the article to add to and put right. */
export default function ReferencesDialog({ onClose }: { onClose: () => void }) {
  const { store, actor } = useReview();
  const article = useArticle(store);
  const mayWrite = may(actor, "article.write", article);
  const { paragraphs, references, citationStyle, flags } = article;
  const tasks = useTasks(store);
  const shown = useMemo(() => {
    const places = citationPlaces(paragraphs);
    const { labels } = citationsOf(paragraphs, citationStyle);
    const notes = new Map<string, number>();
    for (const { paragraphId, status, anchor } of flags)
      if (status !== "withdrawn" && anchor.state !== "detached")
        notes.set(paragraphId, (notes.get(paragraphId) ?? 0) + 1);
    const attrs = new Map(paragraphs.map((paragraph) => [paragraph.id, paragraph.attrs]));
    const stored = references.map((reference): ReferenceShown => ({
      ...reference,
      csl: attrs.get(reference.id)?.csl ?? null,
      label: labels.get(reference.id) ?? null,
      places: places.get(reference.id) ?? [],
      notes: notes.get(reference.id) ?? 0,
      waitsFor: null,
    }));
    return withUnderWay(stored, tasks);
  }, [paragraphs, references, citationStyle, flags, tasks]);
  const doubles = useMemo(() => findDoubles(shown.filter(({ waitsFor }) => waitsFor === null)), [shown]);
  // Those of entries that are not in the list (any more).
  const elsewhere = tasks.filter(
    ({ deed, state }) =>
      state !== "sending" && "referenceId" in deed && !shown.some(({ id }) => id === deed.referenceId),
  );
  const cited = shown.filter(({ number }) => number !== null);
  const uncited = shown.filter(({ number }) => number === null);
  const list = (entries: readonly ReferenceShown[]) => (
    <ul className="references-list">
      {entries.map((reference) => (
        <ReferenceRow
          key={reference.id}
          reference={reference}
          others={shown.filter(({ id }) => id !== reference.id)}
          mayWrite={mayWrite}
          onLeave={onClose}
        />
      ))}
    </ul>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title="References"
      shape="sheet"
      className="w-[min(46rem,calc(100vw-2rem))]"
    >
      {mayWrite && <StyleChoice style={citationStyle} tasks={tasks} />}
      <div role="alert" className="failures">
        {elsewhere.map((task) => (
          <TaskFailure key={task.id} task={task} />
        ))}
      </div>
      {mayWrite && doubles.length > 0 && <DoublesList doubles={doubles} references={shown} />}
      {shown.length === 0 && (
        <p className="text-ink-faint">No references yet. {mayWrite && "Paste the first one below."}</p>
      )}
      {cited.length > 0 && list(cited)}
      {uncited.length > 0 && (
        <>
          <h3 className="label mt-5">Not cited</h3>
          {list(uncited)}
        </>
      )}
      {mayWrite && <AddReferences articleId={article.id} />}
    </Dialog>
  );
}

function StyleChoice({ style, tasks }: { style: CitationStyle; tasks: readonly Task[] }) {
  const { commands, say } = useReview();
  const asked = tasks.flatMap(({ deed, state }) =>
    deed.type === "citationStyle" && state !== "failed" ? [deed.style] : [],
  );
  const choose = (next: CitationStyle) => {
    void commands.perform({ type: "citationStyle", style: next }).then((sent) => {
      if (sent) say("The citations and the list read in the new style.");
    });
  };
  return (
    <>
      <Field label="Style of citations" className="mb-4">
        {(control) => (
          <Select
            {...control}
            value={asked.at(-1) ?? style}
            onChange={({ target }) => choose(target.value as CitationStyle)}
          >
            <option value="numbered">Numbered notes, in order of citation</option>
            <option value="author_date">Author and date, list by author (Chicago)</option>
          </Select>
        )}
      </Field>
      <div role="alert" className="failures mb-4">
        {tasks
          .filter(({ deed, state }) => deed.type === "citationStyle" && state !== "sending")
          .map((task) => (
            <TaskFailure key={task.id} task={task} />
          ))}
      </div>
    </>
  );
}
