import { useState } from "react";
import { Field, Select } from "../../ui/field";
import { useReview } from "../context";
import { shortQuote } from "../note-words";
import { EntryForm } from "./entry-form";
import { notesWords, type ReferenceShown } from "./shown";

interface MergeFormProps {
  reference: ReferenceShown;
  others: readonly ReferenceShown[];
  onClose: () => void;
}

/** Two entries that are one work, though nothing of them says so. */
export function MergeForm({ reference, others, onClose }: MergeFormProps) {
  const { commands } = useReview();
  const [into, setInto] = useState("");
  return (
    <EntryForm
      label="Merge the entry"
      button="Merge"
      onSend={() => {
        if (!into) return "Choose the entry that stays.";
        const { id: referenceId, text: entry } = reference;
        void commands.perform({ type: "mergeReference", referenceId, entry, into });
        onClose();
        return null;
      }}
      onCancel={onClose}
    >
      <Field
        label="Into"
        hint={`All that cites this entry will cite that one, and this one goes. ${notesWords(reference.notes)}`}
      >
        {(control) => (
          <Select {...control} autoFocus value={into} onChange={({ target }) => setInto(target.value)}>
            <option value="">Choose an entry</option>
            {others.map(({ id, label, text }) => (
              <option key={id} value={id}>
                {label ?? "–"} {shortQuote(text, 70)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </EntryForm>
  );
}
