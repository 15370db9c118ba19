"use client";

import { useMemo, useState } from "react";
import { citationsOf } from "@/domain/article/citation-labels";
import { citationPlaces, type CitationStyle } from "@/domain/article/citations";
import { may } from "@/domain/policy";
import { findDoubles } from "@/domain/reference/doubles";
import { errorWords } from "../../error-words";
import { Dialog } from "../../ui/dialog";
import { Field, Select } from "../../ui/field";
import { useArticle, useReview } from "../context";
import { AddReferences } from "./add-references";
import { DoublesList } from "./doubles-list";
import { ReferenceRow } from "./reference-row";
import type { ReferenceShown } from "./shown";
import "./references.css";

/** The bibliography: for everybody to read, and for those who write the article to add to and put right. */
export default function ReferencesDialog({ onClose }: { onClose: () => void }) {
  const { store, actor } = useReview();
  const article = useArticle(store);
  const mayWrite = may(actor, "article.write", article);
  const { paragraphs, references, citationStyle } = article;
  const shown = useMemo<ReferenceShown[]>(() => {
    const places = citationPlaces(paragraphs);
    const { labels } = citationsOf(paragraphs, citationStyle);
    const attrs = new Map(paragraphs.map((paragraph) => [paragraph.id, paragraph.attrs]));
    return references.map((reference) => ({
      ...reference,
      csl: attrs.get(reference.id)?.csl ?? null,
      label: labels.get(reference.id) ?? null,
      places: places.get(reference.id) ?? [],
    }));
  }, [paragraphs, references, citationStyle]);
  const doubles = useMemo(() => findDoubles(shown), [shown]);
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
      {mayWrite && <StyleChoice style={citationStyle} />}
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

function StyleChoice({ style }: { style: CitationStyle }) {
  const { commands, say } = useReview();
  const [asked, setAsked] = useState<CitationStyle | null>(null);
  const [error, setError] = useState<string | null>(null);
  const choose = async (next: CitationStyle) => {
    setAsked(next);
    setError(null);
    try {
      await commands.setCitationStyle(next);
      say("The citations and the list read in the new style.");
    } catch (cause) {
      setError(errorWords(cause));
    }
    setAsked(null);
  };
  return (
    <Field label="Style of citations" error={error} className="mb-4">
      {(control) => (
        <Select
          {...control}
          value={asked ?? style}
          onChange={({ target }) => void choose(target.value as CitationStyle)}
        >
          <option value="numbered">Numbered notes, in order of citation</option>
          <option value="author_date">Author and date, list by author (Chicago)</option>
        </Select>
      )}
    </Field>
  );
}
