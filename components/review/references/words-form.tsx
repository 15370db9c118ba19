import { Field, Textarea } from "../../ui/field";
import { useReview } from "../context";
import { useDraft } from "../use-draft";
import { EntryForm } from "./entry-form";
import { formKey, type ReferenceShown } from "./shown";
import { useMadeOn } from "./use-made-on";

/** An entry's words, as they print. */
export function WordsForm({ reference, onClose }: { reference: ReferenceShown; onClose: () => void }) {
  const { actor, commands } = useReview();
  const madeOn = useMadeOn(reference);
  const { id: referenceId, text: entry } = reference;
  const key = formKey(actor.id, referenceId, "words");
  const draft = useDraft(key, entry);
  const leave = () => {
    draft.clear();
    onClose();
  };
  const send = () => {
    const text = draft.value;
    if (text.trim() === "") return "An entry has words. Delete it where it is not wanted.";
    leave();
    const edit = { version: madeOn(), text };
    if (text !== entry)
      void commands.perform({ type: "editReference", referenceId, entry, edit }, { key, value: text });
    return null;
  };
  return (
    <EntryForm label="Edit the entry" button="Save" onSend={send} onCancel={leave}>
      <Field label="As it prints">
        {(control) => (
          <Textarea
            {...control}
            autoFocus
            value={draft.value}
            onChange={({ target }) => draft.setValue(target.value)}
          />
        )}
      </Field>
    </EntryForm>
  );
}
