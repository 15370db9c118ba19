import { Field, Textarea } from "../../ui/field";
import { useReview } from "../context";
import { draftKey } from "../drafts";
import { useDraft } from "../use-draft";
import { EntryForm } from "./entry-form";
import type { ReferenceShown } from "./shown";

/** An entry's words, as they print. */
export function WordsForm({ reference, onClose }: { reference: ReferenceShown; onClose: () => void }) {
  const { actor, commands } = useReview();
  const draft = useDraft(draftKey(actor.id, reference.id, "words"), reference.text);
  const leave = () => {
    draft.clear();
    onClose();
  };
  return (
    <EntryForm
      label="Edit the entry"
      button="Save"
      onSend={() =>
        draft.value.trim() === ""
          ? "An entry has words. Delete it where it is not wanted."
          : commands.editReference(reference.id, { text: draft.value })
      }
      onDone={leave}
      onCancel={leave}
    >
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
