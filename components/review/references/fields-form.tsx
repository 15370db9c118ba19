import { useId } from "react";
import { REFERENCE_TYPES, type ReferenceType, type TextField } from "@/domain/reference/csl";
import { readFreeText } from "@/domain/reference/free-text";
import { Field, Input, Select, Textarea } from "../../ui/field";
import { useReview } from "../context";
import { useDraft } from "../use-draft";
import { EntryForm } from "./entry-form";
import { cslFrom, enteredFrom, type EnteredFields } from "./fields";
import { formKey, type ReferenceShown } from "./shown";
import { useMadeOn } from "./use-made-on";

const TYPE_WORDS: Record<ReferenceType, string> = {
  "article-journal": "Article in a journal",
  "article-magazine": "Article in a magazine",
  "article-newspaper": "Article in a newspaper",
  book: "Book",
  chapter: "Chapter",
  "paper-conference": "Conference paper",
  report: "Report",
  thesis: "Thesis",
  webpage: "Web page",
  document: "Other",
};

const TEXTS: readonly [TextField, string][] = [
  ["title", "Title"],
  ["container-title", "Appeared in"],
  ["publisher", "Publisher"],
  ["publisher-place", "Place"],
  ["volume", "Volume"],
  ["issue", "Issue"],
  ["page", "Pages"],
  ["genre", "Kind of report"],
  ["number", "Number"],
  ["DOI", "DOI"],
  ["URL", "Web address"],
];

interface Entered extends EnteredFields {
  /** The words are to be written from the fields. */
  write: boolean;
}

/** An entry in fields: its own, or what its words say; a person puts them right. */
export function FieldsForm({ reference, onClose }: { reference: ReferenceShown; onClose: () => void }) {
  const { actor, commands } = useReview();
  const madeOn = useMadeOn(reference);
  const { id: referenceId, text: entry } = reference;
  const key = formKey(actor.id, referenceId, "fields");
  const read = reference.csl ? null : readFreeText(reference.text);
  const first: Entered = { ...enteredFrom(reference.csl ?? read!.fields), write: false };
  const draft = useDraft<Entered>(key, first);
  const writeId = useId();
  const entered = draft.value;
  const change = (part: Partial<Entered>) => draft.setValue({ ...entered, ...part });
  const leave = () => {
    draft.clear();
    onClose();
  };
  const send = () => {
    const csl = cslFrom(entered);
    if (typeof csl === "string") return csl;
    if (!csl.title && !csl.author) return "Give a title or an author.";
    leave();
    const edit = {
      version: madeOn(),
      csl,
      ...(entered.write ? { write: true as const } : {}),
    };
    void commands.perform({ type: "editReference", referenceId, entry, edit }, { key, value: entered });
    return null;
  };
  return (
    <EntryForm label="Fields of the entry" button="Save" onSend={send} onCancel={leave}>
      {read && (
        <p className="text-sm text-ink-faint">
          Read from the words; put right what is wrong.
          {read.rest && <span dir="auto"> Not understood: {read.rest}</span>}
        </p>
      )}
      <div className="references-fields">
        <Field label="Kind">
          {(control) => (
            <Select
              {...control}
              autoFocus
              value={entered.type}
              onChange={({ target }) => change({ type: target.value as ReferenceType })}
            >
              {REFERENCE_TYPES.map((type) => (
                <option key={type} value={type}>
                  {TYPE_WORDS[type]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Date" hint="2021, or 2021-06-07">
          {(control) => (
            <Input
              {...control}
              value={entered.issued}
              onChange={({ target }) => change({ issued: target.value })}
            />
          )}
        </Field>
        <Field label="Authors" hint="One a line: Family, Given; or an organisation">
          {(control) => (
            <Textarea
              {...control}
              value={entered.author}
              onChange={({ target }) => change({ author: target.value })}
            />
          )}
        </Field>
        <Field label="Editors">
          {(control) => (
            <Textarea
              {...control}
              value={entered.editor}
              onChange={({ target }) => change({ editor: target.value })}
            />
          )}
        </Field>
        {TEXTS.map(([field, label]) => (
          <Field key={field} label={label}>
            {(control) => (
              <Input
                {...control}
                value={entered.texts[field] ?? ""}
                onChange={({ target }) => change({ texts: { ...entered.texts, [field]: target.value } })}
              />
            )}
          </Field>
        ))}
        <Field label="Looked at" hint="2021-06-07">
          {(control) => (
            <Input
              {...control}
              value={entered.accessed}
              onChange={({ target }) => change({ accessed: target.value })}
            />
          )}
        </Field>
      </div>
      <div className="flex items-center gap-2 text-sm">
        <input
          id={writeId}
          type="checkbox"
          checked={entered.write}
          onChange={({ target }) => change({ write: target.checked })}
        />
        <label htmlFor={writeId}>Write the entry anew from these fields</label>
      </div>
    </EntryForm>
  );
}
