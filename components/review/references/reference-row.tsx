import { useEffect, useRef, useState } from "react";
import type { CitationPlace } from "@/domain/article/citations";
import { Button } from "../../ui/button";
import { useReview } from "../context";
import { readDraft } from "../drafts";
import { scrollToElement } from "../scroll";
import { TaskFailures } from "../task-failures";
import { draftStorage, useDraftsCount } from "../use-draft";
import { FieldsForm } from "./fields-form";
import { MergeForm } from "./merge-form";
import { formKey, notesWords, type ReferenceShown } from "./shown";
import { WordsForm } from "./words-form";

interface ReferenceRowProps {
  reference: ReferenceShown;
  others: readonly ReferenceShown[];
  mayWrite: boolean;
  /** Somebody goes to a place in the text. */
  onLeave: () => void;
}

type Form = "words" | "fields" | "merge";
const FORMS: readonly [Form, string][] = [
  ["words", "Edit"],
  ["fields", "Fields"],
  ["merge", "Merge"],
];

/** One entry: what it is cited by and where, and what can be done with it. */
export function ReferenceRow({ reference, others, mayWrite, onLeave }: ReferenceRowProps) {
  const { actor, commands, say } = useReview();
  const { id, text, label, places, notes, waitsFor } = reference;
  const [chosen, setForm] = useState<Form | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [warned, setWarned] = useState(false);
  // Half-written words open their form again.
  const isRead = useDraftsCount() > 0;
  const isKept = (form: "words" | "fields") =>
    isRead && readDraft(draftStorage(), formKey(actor.id, id, form)) !== null;
  const form = chosen ?? (!mayWrite ? null : isKept("words") ? "words" : isKept("fields") ? "fields" : null);
  const close = () => setForm(null);
  const row = useRef<HTMLLIElement>(null);
  const openedBy = useRef<Partial<Record<Form, HTMLButtonElement | null>>>({});
  const formBefore = useRef(form);
  useEffect(() => {
    const closed = form === null ? formBefore.current : null;
    formBefore.current = form;
    // The keyboard goes back to what opened the form; it went with it.
    if (closed && document.activeElement === document.body)
      (openedBy.current[closed] ?? row.current)?.focus();
  }, [form]);
  const remove = () => {
    if (places.length > 0)
      return setError("It is still cited, at the places above: take out its citations first, or merge it.");
    if (notes > 0 && !warned) {
      setWarned(true);
      return setError(notesWords(notes));
    }
    setError(null);
    void commands.perform({ type: "deleteReference", referenceId: id, entry: text }).then((sent) => {
      if (sent) say("The reference is gone from the list.");
    });
  };
  return (
    <li ref={row} tabIndex={-1} aria-label={`Reference ${label ?? "not cited"}`}>
      <p dir="auto" className="references-text">
        <span className="references-label">{label ?? "–"}</span> {text}
      </p>
      {places.length > 0 && <Places places={places} onLeave={onLeave} />}
      {mayWrite && form === null && !waitsFor && (
        <div className="references-actions">
          {FORMS.filter(([name]) => name !== "merge" || others.length > 0).map(([name, words]) => (
            <Button
              key={name}
              ref={(button) => {
                openedBy.current[name] = button;
              }}
              size="sm"
              look="quiet"
              onClick={() => setForm(name)}
            >
              {words}…
            </Button>
          ))}
          <Button size="sm" look="quiet" onClick={remove}>
            {warned ? "Delete all the same" : "Delete"}
          </Button>
        </div>
      )}
      <p role="alert" className="text-sm text-warning empty:hidden">
        {error}
      </p>
      {waitsFor && <p className="references-waits">{waitsFor}</p>}
      <TaskFailures about={id} />
      {form === "words" && <WordsForm reference={reference} onClose={close} />}
      {form === "fields" && <FieldsForm reference={reference} onClose={close} />}
      {form === "merge" && <MergeForm reference={reference} others={others} onClose={close} />}
    </li>
  );
}

/** Where it is cited, each a way there. */
function Places({ places, onLeave }: { places: readonly CitationPlace[]; onLeave: () => void }) {
  return (
    <p className="references-places">
      Cited{" "}
      {places.map(({ paragraphId, offset, words }, index) => (
        <span key={`${paragraphId} ${offset}`}>
          {index > 0 && ", "}
          <a
            href={`#p-${paragraphId}`}
            dir="auto"
            onClick={(event) => {
              event.preventDefault();
              onLeave();
              const paragraph = document.getElementById(`p-${paragraphId}`);
              if (paragraph) scrollToElement(paragraph, "smooth");
            }}
          >
            “{words}”
          </a>
        </span>
      ))}
    </p>
  );
}
